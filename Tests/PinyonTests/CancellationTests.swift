import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct CancellationTests {
    private let clock = ManualClock()

    /// Starts a caller and waits until the load runs.
    private func leader(
        _ cache: Cache<Int, Int>, _ load: @escaping @Sendable () async throws -> Int
    ) async -> Task<Int, any Error> {
        let loads = cache.statistics.loads
        let task = Task { try await cache.value(for: 1) { _ in try await load() } }
        await eventually { cache.statistics.loads == loads + 1 }
        return task
    }

    /// Starts a caller and waits until it has joined.
    private func joiner(_ cache: Cache<Int, Int>) async -> Task<Int, any Error> {
        let joined = cache.statistics.joined
        let task = Task { try await cache.valueWithoutLoad(for: 1) }
        await eventually { cache.statistics.joined == joined + 1 }
        return task
    }

    @Test(arguments: Arrangement.allCases)
    func cancelledCallerLeavesAtOnceAndOthersGetTheValue(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let gate = Gate()
        let leader = await leader(cache) {
            await gate.wait()
            return Task.isCancelled ? -1 : 1
        }
        let (leaver, stayer) = (await joiner(cache), await joiner(cache))
        leaver.cancel()
        await #expect(throws: CancellationError.self) { try await leaver.value }
        gate.open()
        #expect(try await leader.value == 1)
        #expect(try await stayer.value == 1)
        #expect(cache.statistics.cancelled == 1)
        #expect(cache.statistics.loadFailures == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func leaderLeavesAndTheLoadGoesOnForJoinedCallers(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let gate = Gate()
        let leader = await leader(cache) {
            await gate.wait()
            return Task.isCancelled ? -1 : 1
        }
        let stayer = await joiner(cache)
        leader.cancel()
        await #expect(throws: CancellationError.self) { try await leader.value }
        let late = await joiner(cache)
        gate.open()
        #expect(try await stayer.value == 1)
        #expect(try await late.value == 1)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == (arrangement == .flightsOnly ? nil : 1))
    }

    @Test(arguments: Arrangement.allCases)
    func lastWaiterCancelsLoad(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let seen = Log<Bool>()
        let leader = await leader(cache) {
            do {
                try await clock.sleep(for: .seconds(1))
            } catch {
                seen.append(Task.isCancelled)
                throw error
            }
            return 1
        }
        let joined = await joiner(cache)
        leader.cancel()
        await #expect(throws: CancellationError.self) { try await leader.value }
        await settle()
        #expect(seen.entries.isEmpty)
        joined.cancel()
        await #expect(throws: CancellationError.self) { try await joined.value }
        await cache.shutDown()
        #expect(seen.entries == [true])
        #expect(cache.statistics.cancelled == 2)
        #expect(clock.sleeperCount == 0)
    }

    @Test func cancellationReachesTheLoadThatALoadWaitsFor() async throws {
        let cache = Arrangement.nearOnly.cache()
        let seen = Log<Bool>()
        let caller = Task {
            try await cache.value(for: 1) { _ in
                try await cache.value(for: 2) { _ in
                    defer { seen.append(Task.isCancelled) }
                    try await clock.sleep(for: .seconds(1))
                    return 2
                }
            }
        }
        await eventually { clock.sleeperCount == 1 }
        caller.cancel()
        await #expect(throws: CancellationError.self) { try await caller.value }
        await eventually { !seen.entries.isEmpty }
        #expect(seen.entries == [true])
        #expect(try await cache.value(for: 2) { _ in 3 } == 3)
    }

    @Test(arguments: Arrangement.allCases)
    func callerCancelledBeforeItStartsLoadsNothing(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let caller = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await cache.valueWithoutLoad(for: 1)
        }
        await #expect(throws: CancellationError.self) { try await caller.value }
        #expect(cache.statistics.loads == 0)
        #expect(tier.count(.entry) == 0)
        let reader = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await cache.cachedValue(for: 1)
        }
        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(tier.count(.entry) == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func callerAfterTheLastOneLeftLoadsAnew(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let gate = Gate()
        // A loader that doesn't care about being cancelled.
        let abandoned = await leader(cache) {
            await gate.wait()
            return 1
        }
        abandoned.cancel()
        await #expect(throws: CancellationError.self) { try await abandoned.value }
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
        gate.open()
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == (arrangement == .flightsOnly ? nil : 2))
        #expect(cache.statistics.loads == 2)
    }

    @Test(arguments: Arrangement.allCases)
    func leavingADetachedLoadDoesNotTouchItsSuccessor(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (first, second) = (Gate(), Gate())
        let early = await leader(cache) {
            await first.wait()
            return 1
        }
        try await cache.invalidate(1)
        let late = await leader(cache) {
            await second.wait()
            return Task.isCancelled ? -1 : 2
        }
        early.cancel()
        await #expect(throws: CancellationError.self) { try await early.value }
        let joined = await joiner(cache)
        first.open()
        second.open()
        #expect(try await late.value == 2)
        #expect(try await joined.value == 2)
    }

    @Test func loaderThatThrowsCancellationErrorItselfIsAFailedLoad() async throws {
        let cache = Arrangement.nearOnly.cache()
        let gate = Gate()
        let leader = await leader(cache) {
            await gate.wait()
            throw CancellationError()
        }
        let joined = await joiner(cache)
        gate.open()
        await #expect(throws: CancellationError.self) { try await leader.value }
        await #expect(throws: CancellationError.self) { try await joined.value }
        #expect(cache.statistics.cancelled == 0)
        #expect(cache.statistics.loadFailures == 1)
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
    }

    @Test(arguments: [Arrangement.remoteOnly, .nearAndRemote])
    func loadIsNotStartedWhenTheLastCallerLeftDuringTheRemoteRead(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let hold = tier.hold(.entry)
        let caller = Task { try await cache.valueWithoutLoad(for: 1) }
        await hold.reached()
        caller.cancel()
        await #expect(throws: CancellationError.self) { try await caller.value }
        hold.release(failing: true)
        await cache.shutDown()
        #expect(cache.statistics.loads == 0)
        #expect(cache.statistics.remoteFailures == 0)
    }

    @Test func cachedValueOfCancelledCallerIsNotAMiss() async throws {
        let tier = StagedTier()
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.entry)
        let caller = Task { try await cache.cachedValue(for: 1) }
        await hold.reached()
        caller.cancel()
        hold.release(failing: true)
        await #expect(throws: CancellationError.self) { try await caller.value }
        #expect(cache.statistics.remoteFailures == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func callersThatComeAndGoAtRandomAllEnd(_ arrangement: Arrangement) async throws {
        for seed in UInt64(0)..<200 {
            let loads = Counter()
            let ended = await ShuffledExecutor.run(seed: seed) { executor -> Int in
                let cache = arrangement.cache(executor: executor)
                var random = Seeded(seed)
                let callers = (0..<20).map { _ in
                    Task(executorPreference: executor) {
                        try await cache.value(for: 1) { _ in
                            let number = loads.next()
                            for _ in 0..<5 { await Task.yield() }
                            try Task.checkCancellation()
                            return number
                        }
                    }
                }
                for caller in callers {
                    if random.chance(30) { await Task.yield() }
                    if random.chance(80) { caller.cancel() }
                }
                var ended = 0
                for caller in callers {
                    switch await caller.result {
                    case .success(let number): ended += (1...loads.value).contains(number) ? 1 : 0
                    case .failure(let error): ended += error is CancellationError ? 1 : 0
                    }
                }
                await cache.shutDown()
                return ended
            }
            #expect(ended == 20, "seed \(seed)")
        }
    }
}
