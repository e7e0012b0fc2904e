import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct ManualClockTests {
    private let clock = ManualClock()

    private func moment(_ seconds: Int) -> ManualClock.Instant { .init(offset: .seconds(seconds)) }

    @Test func clockStandsStillUntilItIsMoved() {
        #expect(clock.now == moment(0))
        clock.advance(by: .seconds(5))
        #expect(clock.now == moment(5))
        clock.advance(to: moment(7))
        #expect(clock.now == moment(7))
        #expect(clock.now.advanced(by: .seconds(1)) == moment(8))
        #expect(moment(3).duration(to: moment(1)) == .seconds(-2))
        #expect(moment(1) < moment(2))
        #expect(clock.minimumResolution > .zero)
    }

    @Test func thePastIsNoPlaceToGo() {
        clock.advance(by: .seconds(5))
        clock.advance(by: .seconds(-1))
        clock.advance(by: .zero)
        clock.advance(to: moment(2))
        #expect(clock.now == moment(5))
    }

    @Test func sleepingUntilThePastDoesNotSleep() async throws {
        clock.advance(by: .seconds(5))
        try await clock.sleep(until: moment(5))
        try await clock.sleep(until: moment(-1))
        try await clock.sleep(for: .zero)
        #expect(clock.sleeperCount == 0)
    }

    @Test func sleepersWakeInTheOrderOfTheirDeadlines() async throws {
        let executor = QueueExecutor()
        let woken = Log<Int>()
        var random = Seeded(3)
        let deadlines = (0..<500).map { _ in Int.random(in: 1...100, using: &random) }
        var sleepers: [Task<Void, any Error>] = []
        for (number, deadline) in deadlines.enumerated() {
            sleepers.append(
                Task(executorPreference: executor) {
                    try await clock.sleep(until: moment(deadline))
                    woken.append(number)
                })
            await eventually { clock.sleeperCount == number + 1 }
        }
        clock.advance(by: .seconds(50))
        let due = deadlines.count { $0 <= 50 }
        await eventually { woken.entries.count == due }
        #expect(clock.sleeperCount == deadlines.count - due)
        clock.advance(by: .seconds(50))
        for sleeper in sleepers { try await sleeper.value }
        // Those with equal deadlines wake in the order in which they went to sleep.
        #expect(woken.entries == deadlines.indices.sorted { (deadlines[$0], $0) < (deadlines[$1], $1) })
    }

    @Test func cancelledSleeperWakesAtOnceWithAnError() async throws {
        let sleepers = (0..<3).map { _ in Task { try await clock.sleep(for: .seconds(1)) } }
        await eventually { clock.sleeperCount == 3 }
        sleepers[1].cancel()
        await #expect(throws: CancellationError.self) { try await sleepers[1].value }
        #expect(clock.sleeperCount == 2)
        clock.advance(by: .seconds(1))
        try await sleepers[0].value
        try await sleepers[2].value
    }

    @Test func sleeperCancelledBeforehandDoesNotSleep() async throws {
        let sleeper = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(for: .seconds(1))
        }
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(clock.sleeperCount == 0)
    }

    @Test func cancellingAndWakingAtOnceResumesOnce() async throws {
        for round in 1...2_000 {
            let sleeper = Task { try await clock.sleep(for: .seconds(1)) }
            await eventually { clock.sleeperCount == 1 }
            async let cancel: Void = sleeper.cancel()
            clock.advance(by: .seconds(1))
            await cancel
            _ = await sleeper.result
            #expect(clock.sleeperCount == 0, "round \(round)")
        }
    }

    @Test func manySleepersWake() async throws {
        let woken = Counter()
        await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...10_000 {
                group.addTask {
                    try await clock.sleep(until: moment(number))
                    woken.next()
                }
            }
            await eventually { clock.sleeperCount == 10_000 }
            clock.advance(by: .seconds(9_999))
            await eventually { woken.value == 9_999 }
            #expect(clock.sleeperCount == 1)
            clock.advance(by: .seconds(1))
        }
        #expect(woken.value == 10_000)
    }

    @Test func advancingToOneMomentFromManyThreadsDoesNotOvershoot() async {
        for round in 1...3_000 {
            await withTaskGroup { group in
                for _ in 0..<4 { group.addTask { clock.advance(to: moment(round)) } }
            }
            #expect(clock.now == moment(round))
        }
    }

    @Test func nearClockCountsFromItsCreation() async throws {
        clock.advance(by: .seconds(100))
        let cache = Cache<Int, Int>("numbers", policy: CachePolicy(jitter: 0), clock: NearClock(clock))
        try await cache.store(1, for: 1, lifetime: .seconds(10))
        clock.advance(by: .seconds(9))
        #expect(cache.nearValue(for: 1) == 1)
        clock.advance(by: .seconds(1))
        #expect(cache.nearValue(for: 1) == nil)
    }
}
