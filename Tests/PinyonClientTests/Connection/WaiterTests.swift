import NIOCore
import PinyonClient
import Testing

/// Whoever brings the first outcome decides.
struct WaiterTests {
    private let broken = ClientError(.connectionClosed, "broken")

    @Test func theFirstOutcomeCounts() async throws {
        let waiter = Waiter<Int>()
        #expect(!waiter.isFinished)
        #expect(waiter.finish(.success(1)))
        #expect(!waiter.finish(.success(2)))
        #expect(!waiter.finish(.failure(broken)))
        #expect(waiter.isFinished)
        #expect(try await waiter.outcome().get() == 1)
        #expect(!waiter.finish(.success(3)))
    }

    @Test func anOutcomeWakesTheTaskThatWaits() async throws {
        let waiter = Waiter<Int>()
        async let outcome = waiter.outcome()
        await Task.yield()
        #expect(waiter.finish(.success(5)))
        #expect(try await outcome.get() == 5)
    }

    @Test func aMarkCountsOnlyBeforeTheOutcome() {
        let early = PendingReply("PING")
        #expect(!early.wasWritten)
        #expect(early.beginWriting() != nil)
        #expect(early.wasWritten)
        #expect(early.finish(.failure(broken)))
        #expect(early.wasWritten)

        let late = PendingReply("PING")
        #expect(late.finish(.failure(broken)))
        #expect(late.beginWriting() == nil)
        #expect(!late.wasWritten)
    }

    @Test func commandsAreTakenOnce() {
        let pending = PendingReply(several: "A", "B")
        #expect(pending.beginWriting()?.count == 2)
        #expect(pending.beginWriting() == nil)
        #expect(pending.commandCount == 2 && pending.wantsList, "what is known of them is known without them")
    }

    @Test func aWaitThatNeverEndsByItselfEndsWithTheConnectDeadline() {
        let soon = NIODeadline.uptimeNanoseconds(10)
        let late = NIODeadline.uptimeNanoseconds(20)
        #expect(PendingReply("PING", deadline: soon, connectDeadline: late).connectDeadline == soon)
        #expect(PendingReply("PING", deadline: late, connectDeadline: soon).connectDeadline == soon)
    }

    /// Between looking whether a command was written and leaving, it can be written.
    @Test func aCallerThatLeavesKnowsWhetherItsCommandWasWritten() async throws {
        for round in 0..<2_000 {
            let outbox = Outbox(limits: QueueLimits())
            let pending = PendingReply("INCR", "n")
            _ = try outbox.enqueue(pending)
            let writer = Task.detached { pending.beginWriting() != nil }
            let caller = Task { try await outbox.replies(to: pending) }
            caller.cancel()
            let wasWritten = await writer.value
            let error = await #expect(throws: ClientError.self) { try await caller.value }
            #expect(error?.code == .cancelled)
            #expect(error?.mayHaveRun == wasWritten, "round \(round)")
        }
    }

    @Test func manyOutcomesAtATimeAreOne() async throws {
        for round in 0..<200 {
            let waiter = Waiter<Int>()
            let winners = await withTaskGroup(of: Int?.self) { tasks in
                for number in 0..<8 {
                    tasks.addTask { waiter.finish(.success(number)) ? number : nil }
                }
                return await tasks.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
            }
            let outcome = try await waiter.outcome().get()
            #expect(winners == [outcome], "round \(round)")
        }
    }
}
