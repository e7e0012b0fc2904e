import NIOCore
import PinyonClient
import Testing

/// The queue between callers and a connection, and the room that callers take.
struct OutboxTests {
    private func time(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    @Test func theFirstCommandWakesTheConnectionAndLaterOnesDoNot() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        let first = try machine.enqueue(PendingReply("GET", "a"))
        #expect(first.wake && first.connect)
        let second = try machine.enqueue(PendingReply("GET", "b"))
        #expect(!second.wake && !second.connect)
        machine.connected()
        var taken: [PendingReply] = []
        #expect(!machine.take(upTo: 1 << 20, into: &taken))
        #expect(taken.count == 2)
        let third = try machine.enqueue(PendingReply("GET", "c"))
        #expect(third.wake && !third.connect)
    }

    @Test func nothingIsTakenWithoutAConnection() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        _ = try machine.enqueue(PendingReply("GET", "a"))
        var taken: [PendingReply] = []
        #expect(!machine.take(upTo: 1 << 20, into: &taken))
        #expect(taken.isEmpty && !machine.isEmpty)
    }

    @Test func aTurnTakesAboutSoManyBytesInOrder() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        let commands = (0..<10).map { PendingReply("GET", "key\($0)") }
        for command in commands { _ = try machine.enqueue(command) }
        machine.connected()
        var taken: [PendingReply] = []
        #expect(machine.take(upTo: commands[0].byteCount * 3, into: &taken))
        #expect(taken.elementsEqual(commands.prefix(3)) { $0 === $1 })
        // Whoever took some comes back for the rest, so that nobody need be woken.
        #expect(try !machine.enqueue(PendingReply("GET", "last")).wake)
        taken = []
        #expect(machine.take(upTo: 1, into: &taken))
        #expect(taken.elementsEqual(commands[3..<4]) { $0 === $1 })
        #expect(!machine.take(upTo: 1 << 20, into: &taken))
        #expect(taken.count == 8 && machine.isEmpty)
    }

    @Test func whoComesRightAfterOthersWereTakenIsGatheredIfTheRuleSaysSo() throws {
        var rule = NagleRule()
        rule.replied(after: .microseconds(50))
        var machine = OutboxStateMachine(limits: QueueLimits())
        machine.connected()
        for number in 0..<40 { _ = try machine.enqueue(PendingReply("GET", "\(number)", deadline: time(5))) }
        var taken: [PendingReply] = []
        let isMore = machine.take(upTo: 1 << 20, into: &taken, gathering: rule)
        #expect(!isMore && taken.count == 40)
        let next = try machine.enqueue(PendingReply("GET", "next", deadline: time(5)))
        #expect(!next.wake && !machine.isAwake)
    }

    @Test func tooManyCommandsAreRefusedAndNamed() throws {
        var machine = OutboxStateMachine(limits: QueueLimits(commands: 2, bytes: 1 << 20))
        _ = try machine.enqueue(PendingReply("GET", "a"))
        let second = PendingReply("GET", "b")
        _ = try machine.enqueue(second)
        let error = #expect(throws: ClientError.self) { try machine.enqueue(PendingReply("GET", "c")) }
        #expect(error?.code == .queueFull && error?.mayHaveRun == false)
        #expect(error?.message.contains("2 commands") == true)
        #expect(machine.unfinishedCount == 2)
        machine.release(second)
        _ = try machine.enqueue(PendingReply("GET", "c"))
    }

    @Test func tooManyBytesAreRefusedButOneLargeCommandIsNot() throws {
        var machine = OutboxStateMachine(limits: QueueLimits(commands: 10, bytes: 100))
        let large = PendingReply("SET", String(repeating: "x", count: 200))
        _ = try machine.enqueue(large)
        let error = #expect(throws: ClientError.self) { try machine.enqueue(PendingReply("GET", "a")) }
        #expect(error?.code == .queueFull)
        machine.release(large)
        #expect(machine.unfinishedCount == 0 && machine.unfinishedBytes == 0)
        _ = try machine.enqueue(PendingReply("GET", "a"))
        #expect(throws: ClientError.self) { try machine.enqueue(large) }
    }

    @Test func aPipelineCountsForEachOfItsCommands() throws {
        var machine = OutboxStateMachine(limits: QueueLimits(commands: 5, bytes: 1 << 20))
        let pipeline = PendingReply(several: "A", "B", "C")
        _ = try machine.enqueue(pipeline)
        #expect(machine.unfinishedCount == 3)
        let error = #expect(throws: ClientError.self) { try machine.enqueue(PendingReply(several: "D", "E", "F")) }
        #expect(error?.code == .queueFull && error?.message.contains("3 commands") == true)
        _ = try machine.enqueue(PendingReply(several: "D", "E"))
        machine.release(pipeline)
        #expect(machine.unfinishedCount == 2)
    }

    @Test func onePipelineMayBeLongerThanTheLimitIfNobodyElseWaits() throws {
        var machine = OutboxStateMachine(limits: QueueLimits(commands: 2, bytes: 1 << 20))
        let pipeline = PendingReply(several: "A", "B", "C")
        _ = try machine.enqueue(pipeline)
        #expect(throws: ClientError.self) { try machine.enqueue(PendingReply("D")) }
        machine.release(pipeline)
        _ = try machine.enqueue(PendingReply("D"))
        #expect(throws: ClientError.self) { try machine.enqueue(pipeline) }
    }

    @Test func aBatchOfNoCommandsIsRefused() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        let nothing = PendingReply(.several([]), deadline: .distantFuture, connectDeadline: .distantFuture)
        let error = #expect(throws: ClientError.self) { try machine.enqueue(nothing) }
        #expect(error?.code == .invalidArgument && machine.isEmpty)
    }

    @Test func eachCommandTakesRoomOfItsOwnBesideItsBytes() throws {
        let small = PendingReply("GET", "a")
        #expect(small.size == small.byteCount + PendingReply.overhead)
        #expect(PendingReply(several: "A", "B").size > 2 * PendingReply.overhead)
        var machine = OutboxStateMachine(limits: QueueLimits(bytes: 3 * small.size))
        for _ in 0..<3 { _ = try machine.enqueue(PendingReply("GET", "a")) }
        let error = #expect(throws: ClientError.self) { try machine.enqueue(PendingReply("GET", "a")) }
        #expect(error?.code == .queueFull)
    }

    @Test func aPipelineThatIsDoneFreesAllItsRoom() async throws {
        let connection = try await VirtualConnection()
        let pipeline = PendingReply(several: "A", "B", "C")
        let leaving = PendingReply(several: "D", "E")
        try await connection.send(pipeline, leaving)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 5) }
        connection.outbox.finish(leaving, ClientError(.cancelled, "left"))
        connection.outbox.withMachine { #expect($0.unfinishedCount == 3 && $0.unfinishedBytes == pipeline.size) }
        try await connection.receive(":1\r\n:2\r\n:3\r\n:4\r\n:5\r\n")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func withoutAConnectionTheConnectDeadlineCountsAndAfterwardsTheOther() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        let command = PendingReply("GET", "a", deadline: time(3), connectDeadline: time(2))
        _ = try machine.enqueue(command)
        #expect(machine.expire(now: time(1)).next == time(2))
        machine.connected()
        let (none, next) = machine.expire(now: time(2))
        #expect(none.isEmpty && next == time(3))
        let (expired, _) = machine.expire(now: time(3))
        #expect(expired.elementsEqual([command]) { $0 === $1 })
        #expect(machine.isEmpty)
    }

    @Test func whatComesAfterTheQueueExpiredIsLookedAt() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        _ = try machine.enqueue(PendingReply("GET", "a", connectDeadline: time(2)))
        let (expired, next) = machine.expire(now: time(2))
        #expect(expired.count == 1 && next == nil)
        let later = try machine.enqueue(PendingReply("GET", "b", connectDeadline: time(4)))
        #expect(later.wake, "nobody would notice when its time is over")
        #expect(!later.connect)
    }

    @Test func whatComesAfterEverybodyWasToldOfAFailureIsLookedAt() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        _ = try machine.enqueue(PendingReply("GET", "a"))
        #expect(machine.removeAll().count == 1)
        #expect(try machine.enqueue(PendingReply("GET", "b")).wake)
    }

    @Test func aCommandWithLessTimeThanAllBeforeItIsLookedAt() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        _ = try machine.enqueue(PendingReply("GET", "a", connectDeadline: time(5)))
        #expect(machine.expire(now: time(0)).next == time(5))
        #expect(try !machine.enqueue(PendingReply("GET", "b", connectDeadline: time(6))).wake)
        #expect(try machine.enqueue(PendingReply("GET", "c", connectDeadline: time(1))).wake)
        let (expired, next) = machine.expire(now: time(1))
        #expect(expired.count == 1 && next == time(5))
    }

    @Test func lookingForThoseWhoseTimeIsOverCostsLittleHoweverManyWait() throws {
        let count = 10_000
        var machine = OutboxStateMachine(limits: QueueLimits())
        for number in 0..<count {
            let deadline = time(1) + .microseconds(Int64(100 * number))
            _ = try machine.enqueue(PendingReply("GET", "a", connectDeadline: deadline))
        }
        // Whoever comes may have them looked at, and the timer does.
        for _ in 0..<1_000 { _ = machine.expire(now: time(0)) }
        #expect(machine.examined == 0)
        var (named, late) = (0, TimeAmount.nanoseconds(0))
        var next: NIODeadline? = time(1)
        while let now = next {
            let (expired, later) = machine.expire(now: now)
            named += expired.count
            for pending in expired { late = max(late, now - pending.connectDeadline) }
            for _ in 0..<100 { _ = machine.expire(now: now) }
            next = later
        }
        #expect(named == count && machine.isEmpty)
        #expect(late <= .milliseconds(31), "three microseconds for each that was looked at")
        #expect(machine.examined <= 40 * count, "at each deadline all of them were looked at")
    }

    @Test func whoeverWaitsForAConnectionAgainHasTheTimeForThat() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        machine.connected()
        let command = PendingReply("GET", "a", deadline: time(9), connectDeadline: time(2))
        _ = try machine.enqueue(command)
        #expect(machine.expire(now: time(1)).next == time(9))
        #expect(machine.disconnected(wanted: true) == true)
        let expired = machine.expire(now: time(3)).expired
        #expect(expired.elementsEqual([command]) { $0 === $1 })
    }

    @Test func callersThatLeftDoNotPileUp() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        let staying = PendingReply("GET", "stays")
        _ = try machine.enqueue(staying)
        for number in 0..<10_000 {
            let leaving = PendingReply("GET", "leaves\(number)")
            _ = try machine.enqueue(leaving)
            leaving.finish(.failure(ClientError(.cancelled, "left")))
            machine.release(leaving)
        }
        machine.connected()
        var taken: [PendingReply] = []
        _ = machine.take(upTo: .max, into: &taken)
        #expect(taken.count < 200)
        #expect(taken.first === staying)
        #expect(machine.unfinishedCount == 1 && machine.unfinishedBytes == staying.size)
    }

    @Test func phasesFollowWhatIsWanted() throws {
        var machine = OutboxStateMachine(limits: QueueLimits())
        #expect(machine.wantConnection() == true)
        #expect(machine.wantConnection() == false)
        machine.rest()
        #expect(machine.wantConnection() == true, "after a rest it may be wanted again")
        #expect(machine.disconnected(wanted: true) == false, "there was no connection")
        machine.connected()
        machine.rest()
        #expect(machine.wantConnection() == false, "a connection stands")
        #expect(machine.disconnected(wanted: false) == false, "nobody waits")
        #expect(try machine.enqueue(PendingReply("GET", "a")).connect)
        machine.connected()
        #expect(machine.disconnected(wanted: false) == true, "somebody waits")
        machine.connected()
        #expect(machine.disconnected(wanted: true) == true)
    }

    @Test func afterTheEndEverythingIsRefusedAndKnownNotToHaveRun() async throws {
        let outbox = Outbox(limits: QueueLimits())
        let waiting = PendingReply("INCR", "n")
        _ = try outbox.enqueue(waiting)
        // The connection that broke may have had commands; these it never had.
        outbox.close(ClientError(.connectionClosed, "broken", mayHaveRun: true))
        #expect(await waiting.result == "connectionClosed")
        let error = #expect(throws: ClientError.self) { try outbox.enqueue(PendingReply("INCR", "n")) }
        #expect(error?.kind == "connectionClosed")
        outbox.withMachine { machine in
            #expect(machine.unfinishedCount == 0 && machine.unfinishedBytes == 0)
            machine.connected()
            machine.rest()
            #expect(!machine.wantConnection() && !machine.disconnected(wanted: true))
        }
        #expect(throws: ClientError.self) { try outbox.enqueue(PendingReply("INCR", "n")) }
    }

    @Test func roomIsFreedOnceHoweverACallerLeaves() async throws {
        let outbox = Outbox(limits: QueueLimits())
        let pending = PendingReply("GET", "a")
        _ = try outbox.enqueue(pending)
        outbox.finish(pending, ClientError(.timedOut, "late"))
        outbox.finish(pending, ClientError(.timedOut, "late"))
        outbox.close(ClientError(.shutDown, "over"))
        outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
        #expect(await pending.result == "timedOut")
    }

    @Test func aTaskThatWasCancelledBeforeLeavesAtOnce() async throws {
        let outbox = Outbox(limits: QueueLimits())
        let pending = PendingReply("GET", "a")
        _ = try outbox.enqueue(pending)
        let caller = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await outbox.replies(to: pending)
        }
        let error = await #expect(throws: ClientError.self) { try await caller.value }
        #expect(error?.kind == "cancelled")
        outbox.withMachine { #expect($0.unfinishedCount == 0) }
    }
}
