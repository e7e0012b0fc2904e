import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct LoadedTests {
    private let clock = ManualClock()
    private let tier: StagedTier
    private let loads = Counter()
    private let executor = QueueExecutor()

    init() {
        tier = StagedTier(clock: clock)
    }

    private func cache(
        _ arrangement: Arrangement = .nearAndRemote, lifetime: Duration? = nil, absent: Duration? = nil
    ) -> Cache<Int, Int> {
        let policy = CachePolicy(lifetime: lifetime, absentLifetime: absent, jitter: 0)
        let near: NearOptions<Int, Int>? = arrangement.hasNear ? .entries(100) : nil
        let clock = NearClock(clock)
        guard arrangement.hasRemote else {
            return Cache("loaded", near: near, policy: policy, clock: clock, executor: executor)
        }
        return Cache("loaded", near: near, remote: tier, policy: policy, clock: clock, executor: executor)
    }

    private func read(_ cache: Cache<Int, Int>, _ loaded: Loaded<Int>) async throws -> Int? {
        let value = try await cache.value(for: 1) { _ in
            loads.next()
            return loaded
        }
        // The remote fill ends in the same job as the load.
        await executor.drain()
        return value
    }

    private static let kept: [Arrangement] = [.nearOnly, .remoteOnly, .nearAndRemote]

    @Test(arguments: kept)
    func absentIsRememberedForItsLifetime(_ arrangement: Arrangement) async throws {
        let cache = cache(arrangement)
        #expect(try await read(cache, .absent(for: .seconds(30))) == nil)
        clock.advance(by: .seconds(30) - .nanoseconds(1))
        #expect(try await read(cache, .value(1)) == nil)
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(loads.value == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(try await read(cache, .value(1)) == 1)
        #expect(loads.value == 2)
    }

    @Test(arguments: kept)
    func absentWithoutLifetimeIsNotRemembered(_ arrangement: Arrangement) async throws {
        let cache = cache(arrangement, lifetime: .seconds(60))
        #expect(try await read(cache, .absent) == nil)
        #expect(try await read(cache, .absent(for: .zero)) == nil)
        #expect(try await read(cache, .absent(for: .seconds(-1))) == nil)
        #expect(loads.value == 3)
        #expect(tier.count(.store) == 0)
        #expect(cache.statistics.near?.count ?? 0 == 0)
    }

    @Test(arguments: kept)
    func absentTakesThePolicysLifetimeUnlessItHasItsOwn(_ arrangement: Arrangement) async throws {
        let cache = cache(arrangement, lifetime: .seconds(60), absent: .seconds(10))
        #expect(try await read(cache, .absent) == nil)
        clock.advance(by: .seconds(10) - .nanoseconds(1))
        #expect(try await read(cache, .absent) == nil)
        #expect(loads.value == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(try await read(cache, .absent(for: .seconds(20))) == nil)
        clock.advance(by: .seconds(19))
        #expect(try await read(cache, .absent) == nil)
        #expect(loads.value == 2)
        clock.advance(by: .seconds(1))
        #expect(try await read(cache, .absent(for: .zero)) == nil)
        #expect(try await read(cache, .absent(for: .zero)) == nil)
        #expect(loads.value == 4)
    }

    @Test(arguments: kept)
    func loaderOfValuesReadsPastAbsent(_ arrangement: Arrangement) async throws {
        let cache = cache(arrangement)
        #expect(try await read(cache, .absent(for: .seconds(30))) == nil)
        #expect(try await cache.value(for: 1) { _ in 5 } == 5)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == 5)
        let statistics = cache.statistics
        // Three reads: two loads, and the last one found the value in the first tier there is.
        #expect(statistics.loads == 2)
        #expect(statistics.nearHits == (arrangement.hasNear ? 1 : 0))
        #expect(statistics.remoteHits == (arrangement.hasNear ? 0 : 1))
    }

    @Test func loaderOfValuesThatJoinedAnAbsentLoadLoadsItself() async throws {
        let cache = cache()
        let gate = Gate()
        async let absent = cache.value(for: 1) { _ -> Loaded<Int> in
            await gate.wait()
            return .absent(for: .seconds(30))
        }
        await eventually { cache.statistics.loads == 1 }
        let callers = (0..<10).map { _ in Task { try await cache.value(for: 1) { _ in 10 + loads.next() } } }
        await eventually { cache.statistics.joined == 10 }
        gate.open()
        #expect(try await absent == nil)
        for caller in callers { #expect(try await caller.value == 11) }
        #expect(loads.value == 1)
        #expect(cache.nearValue(for: 1) == 11)
    }

    @Test func absentFoundByAnotherProcessIsShared() async throws {
        let (first, second) = (cache(), cache())
        #expect(try await read(first, .absent(for: .seconds(30))) == nil)
        clock.advance(by: .seconds(10))
        #expect(try await read(second, .value(1)) == nil)
        #expect(second.statistics.remoteHits == 1)
        clock.advance(by: .seconds(19))
        #expect(try await read(second, .value(1)) == nil)
        #expect(second.statistics.nearHits == 1)
        clock.advance(by: .seconds(1))
        #expect(try await read(second, .value(1)) == 1)
    }

    @Test(arguments: Arrangement.allCases)
    func uncachedReachesAllWhoWaitAndNobodyAfterThem(_ arrangement: Arrangement) async throws {
        let cache = cache(arrangement)
        let gate = Gate()
        let callers = (0..<10).map { _ in
            Task {
                try await cache.value(for: 1) { _ -> Loaded<Int> in
                    await gate.wait()
                    return .uncached(7)
                }
            }
        }
        await eventually { cache.statistics.joined == 9 && cache.statistics.loads == 1 }
        async let plain = cache.valueWithoutLoad(for: 1)
        await eventually { cache.statistics.joined == 10 }
        gate.open()
        for caller in callers { #expect(try await caller.value == 7) }
        #expect(try await plain == 7)
        #expect(tier.count(.store) == 0)
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(try await cache.value(for: 1) { _ in 8 } == 8)
    }

    @Test(arguments: kept, [5, 500])
    func loadersLifetimeOverridesThePolicys(_ arrangement: Arrangement, _ seconds: Int) async throws {
        let cache = cache(arrangement, lifetime: .seconds(60))
        #expect(try await read(cache, .value(1, for: .seconds(seconds))) == 1)
        clock.advance(by: .seconds(seconds) - .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test(arguments: Arrangement.allCases, [Duration.zero, .nanoseconds(-1), .seconds(-Int64.max / 4)])
    func valueWithoutLifetimeLeftIsReturnedAndNotKept(_ arrangement: Arrangement, _ lifetime: Duration) async throws {
        let cache = cache(arrangement, lifetime: .seconds(60))
        #expect(try await read(cache, .value(1, for: lifetime)) == 1)
        #expect(try await read(cache, .value(2, for: lifetime)) == 2)
        #expect(tier.count(.store) == 0)
        #expect(cache.statistics.near?.count ?? 0 == 0)
        #expect(cache.statistics.detached == 0)
    }

    @Test(arguments: [Duration.zero, .seconds(-1)])
    func storingWithoutLifetimeInvalidates(_ lifetime: Duration) async throws {
        let cache = cache()
        try await cache.store(1, for: 1)
        try await cache.store(2, for: 1, lifetime: lifetime)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(tier.contents.isEmpty)
    }

    @Test(arguments: [0, 0.5, 1])
    func longestLifetimesDoNotOverflow(_ jitter: Double) async throws {
        let policy = CachePolicy(lifetime: .seconds(Int64.max), nearLifetime: .seconds(Int64.max), jitter: jitter)
        let cache = Cache<Int, Int>("loaded", remote: tier, policy: policy, clock: NearClock(clock))
        try await cache.store(1, for: 1)
        clock.advance(by: .seconds(1_000_000))
        #expect(cache.nearValue(for: 1) == 1)
        #expect(try await self.cache(.remoteOnly).cachedValue(for: 1) == 1)
    }
}
