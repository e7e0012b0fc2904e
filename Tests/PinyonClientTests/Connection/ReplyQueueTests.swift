import NIOCore
import PinyonClient
import Testing

/// Whose reply the next one is.
struct ReplyQueueTests {
    private func time(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    private func queue(_ waiting: PendingReply...) -> ReplyQueueStateMachine {
        var queue = ReplyQueueStateMachine(now: time(0))
        for pending in waiting { queue.sent(pending, now: time(0)) }
        return queue
    }

    private func number(_ number: Int) -> RESPValue { .integer(number) }

    /// What a reply did, as text.
    private func received(_ reply: RESPValue, _ queue: inout ReplyQueueStateMachine) -> String {
        switch queue.received(reply) {
        case .complete(_, .one(let reply)): "one \(reply.notation)"
        case .complete(_, .several(let replies)): "several \(replies.notation)"
        case .refused(_, let reply): "refused \(reply.notation)"
        case .incomplete: "incomplete"
        case .late: "late"
        case .unsolicited: "unsolicited"
        }
    }

    @Test func repliesGoToCallersInTheOrderOfTheirCommands() {
        let callers = (0..<100).map { PendingReply("GET", "key\($0)") }
        var queue = ReplyQueueStateMachine(now: time(0))
        for caller in callers { queue.sent(caller, now: time(0)) }
        for (index, caller) in callers.enumerated() {
            guard case .complete(let next, .one(let reply)) = queue.received(number(index)) else {
                Issue.record("reply \(index) completed nothing")
                return
            }
            #expect(next === caller && reply == number(index))
        }
        #expect(queue.isEmpty)
        #expect(received(number(0), &queue) == "unsolicited")
    }

    @Test func aBatchTakesAsManyRepliesAsItHasCommands() {
        var queue = queue(PendingReply(several: "A", "B", "C"), PendingReply("D"), PendingReply(several: "E"))
        #expect(received(number(1), &queue) == "incomplete")
        #expect(received(.error(ServerError(line: "ERR no")), &queue) == "incomplete")
        #expect(received(number(3), &queue) == "several [1, -ERR \"no\", 3]")
        #expect(received(number(4), &queue) == "one 4")
        #expect(received(number(5), &queue) == "several [5]")
        #expect(received(number(6), &queue) == "unsolicited")
    }

    @Test func aCallerThatLeftKeepsItsPlace() {
        let leaving = PendingReply(several: "A", "B")
        let staying = PendingReply("C")
        var queue = queue(leaving, staying)
        leaving.finish(.failure(ClientError(.cancelled, "left")))
        #expect(received(number(1), &queue) == "incomplete")
        #expect(received(number(2), &queue) == "several [1, 2]")
        guard case .complete(let next, .one(number(3))) = queue.received(number(3)) else {
            Issue.record("the reply went elsewhere")
            return
        }
        #expect(next === staying)
    }

    @Test func confirmationsAreCountedByTheirKind() {
        let subscriber = PendingReply("SUBSCRIBE", "a", "b", expecting: .confirmations(kind: "subscribe", count: 2))
        var queue = queue(subscriber, PendingReply("PING"))
        #expect(queue.confirmed(kind: "unsubscribe") == nil)
        #expect(queue.confirmed(kind: "message") == nil)
        #expect(queue.confirmed(kind: "subscribe") == nil)
        #expect(queue.confirmed(kind: "subscribe") === subscriber)
        #expect(queue.confirmed(kind: "subscribe") == nil, "the next in line waits for a reply")
        #expect(received(number(1), &queue) == "one 1")
    }

    @Test func anErrorStandsInPlaceOfAllConfirmations() {
        let refused = PendingReply("SUBSCRIBE", "a", "b", expecting: .confirmations(kind: "subscribe", count: 2))
        let next = PendingReply("SUBSCRIBE", "c", expecting: .confirmations(kind: "subscribe", count: 1))
        var queue = queue(refused, next)
        #expect(received(.error(ServerError(line: "NOPERM no")), &queue) == "refused -NOPERM \"no\"")
        #expect(queue.confirmed(kind: "subscribe") === next)
        #expect(queue.isEmpty)
    }

    @Test func thoseWhoseTimeIsOverKeepTheirPlacesAndAreNamedOnce() {
        let first = PendingReply("GET", "a", deadline: time(3))
        let second = PendingReply("GET", "b", deadline: time(1))
        var queue = queue(first, second)
        #expect(queue.expired(now: time(0)).next == time(1))
        let (expired, next) = queue.expired(now: time(1))
        #expect(expired.elementsEqual([second]) { $0 === $1 } && next == time(3))
        second.finish(.failure(ClientError(.timedOut, "late")))
        #expect(queue.expired(now: time(2)).expired.isEmpty)
        #expect(queue.count == 2)
        #expect(received(number(1), &queue) == "one 1")
        #expect(received(number(2), &queue) == "one 2")
    }

    /// Rings whenever the queue wants to look again, until nobody waits.
    ///
    /// - Returns: how many were named, and how late at most.
    private func ring(_ queue: inout ReplyQueueStateMachine, from start: NIODeadline) -> (named: Int, late: TimeAmount)
    {
        var (named, late) = (0, TimeAmount.nanoseconds(0))
        var next: NIODeadline? = start
        while let now = next {
            let (expired, later) = queue.expired(now: now)
            named += expired.count
            for pending in expired {
                late = max(late, now - pending.deadline)
                pending.finish(.failure(ClientError(.timedOut, "late")))
            }
            next = later
        }
        return (named, late)
    }

    @Test func lookingForThoseWhoseTimeIsOverCostsLittleHoweverManyWait() {
        let count = 10_000
        var queue = ReplyQueueStateMachine(now: time(0))
        for number in 0..<count {
            let deadline = time(1) + .microseconds(Int64(100 * number))
            queue.sent(PendingReply("GET", "a", deadline: deadline), now: time(0))
        }
        let (named, late) = ring(&queue, from: time(0))
        #expect(named == count && queue.count == count)
        #expect(late <= .milliseconds(31), "three microseconds for each that was looked at")
        #expect(queue.examined <= 40 * count, "at each deadline all of them were looked at")
        let examined = queue.examined
        for _ in 0..<1_000 { #expect(queue.expired(now: time(9)).expired.isEmpty) }
        #expect(queue.examined == examined, "those who have left are known")
    }

    @Test func amongFewNobodyIsNamedLate() {
        var queue = ReplyQueueStateMachine(now: time(0))
        for number in 0..<1_000 {
            let deadline = time(1) + .microseconds(Int64(100 * number))
            queue.sent(PendingReply("GET", "a", deadline: deadline), now: time(0))
        }
        let (named, late) = ring(&queue, from: time(0))
        #expect(named == 1_000 && late <= .milliseconds(5))
    }

    @Test func thoseWhoAreKnownToHaveLeftMakeRoomForOthersInOrder() {
        let (first, second, third) = (
            PendingReply(several: "A", "B", deadline: time(1)), PendingReply("C", deadline: time(1)),
            PendingReply("D", deadline: time(5))
        )
        var queue = queue(first, second, third)
        #expect(ring(&queue, from: time(1)).named == 3)
        #expect(received(number(1), &queue) == "incomplete")
        #expect(received(number(2), &queue) == "several [1, 2]")
        queue.sent(PendingReply("E", deadline: time(9)), now: time(6))
        #expect(received(number(3), &queue) == "one 3")
        #expect(received(number(4), &queue) == "one 4")
        #expect(queue.expired(now: time(9)).expired.count == 1)
        #expect(received(number(5), &queue) == "one 5")
    }

    @Test func whatWasCollectedGoesWithTheConnection() {
        let half = PendingReply(several: "A", "B")
        let other = PendingReply("C")
        var queue = queue(half, other)
        #expect(received(number(1), &queue) == "incomplete")
        #expect(queue.removeAll().elementsEqual([half, other]) { $0 === $1 })
        #expect(queue.isEmpty && queue.oldestSent == nil)
        queue.sent(PendingReply(several: "D", "E"), now: time(1))
        #expect(received(number(7), &queue) == "incomplete")
        #expect(received(number(8), &queue) == "several [7, 8]")
    }

    @Test func theOldestWithoutAReplyIsKnown() {
        var queue = ReplyQueueStateMachine(now: time(0))
        #expect(queue.oldestSent == nil)
        queue.sent(PendingReply("A"), now: time(1))
        queue.sent(PendingReply("B"), now: time(2))
        #expect(queue.oldestSent == time(1))
        #expect(received(number(1), &queue) == "one 1")
        #expect(queue.oldestSent == time(2))
        #expect(queue.lastProgress == time(0))
        queue.progressed(now: time(5))
        #expect(queue.lastProgress == time(5))
    }

    @Test func everybodyGetsTheirOwnHoweverManyLeave() async {
        var random = SeededRandom(seed: testSeed)
        var queue = ReplyQueueStateMachine(now: time(0))
        var written: [(pending: PendingReply, expected: String)] = []
        var replies: [RESPValue] = []
        for _ in 0..<2_000 {
            let size = Int.random(in: 1...4, using: &random)
            let commands = (0..<size).map { _ in command(["GET"]) }
            let isOne = size == 1 && Bool.random(using: &random)
            let pending = PendingReply(
                isOne ? .one(commands[0]) : .several(commands), deadline: .distantFuture,
                connectDeadline: .distantFuture)
            let own = (0..<size).map { number(replies.count + $0) }
            written.append((pending, isOne ? own[0].notation : own.notation))
            replies += own
            queue.sent(pending, now: time(0))
        }
        for (pending, _) in written where Int.random(in: 0..<3, using: &random) == 0 {
            pending.finish(.failure(ClientError(.cancelled, "left")))
        }
        for reply in replies {
            guard case .complete(let pending, let own) = queue.received(reply) else { continue }
            pending.finish(.success(own))
        }
        for (pending, expected) in written {
            let result = await pending.result
            #expect(result == expected || result == "cancelled", "\(repetition)")
        }
        #expect(queue.isEmpty, "\(repetition)")
    }
}
