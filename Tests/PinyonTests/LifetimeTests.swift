import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct LifetimeTests {
    private let clock = ManualClock()
    private let tier: StagedTier
    private let executor = QueueExecutor()

    init() {
        tier = StagedTier(clock: clock)
    }

    private func cache(_ policy: CachePolicy, near: NearOptions<Int, Int>? = .entries(10_000)) -> Cache<Int, Int> {
        Cache("lifetimes", near: near, remote: tier, policy: policy, clock: NearClock(clock), executor: executor)
    }

    private func load(_ cache: Cache<Int, Int>, _ key: Int = 1) async throws {
        #expect(try await cache.value(for: key) { $0.key } == key)
        await executor.drain()
    }

    @Test(arguments: [Arrangement.nearOnly, .remoteOnly, .nearAndRemote])
    func valueExpiresExactlyAtItsDeadline(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache(tier, lifetime: .seconds(10), clock: clock, executor: executor)
        try await load(cache)
        try await cache.store(2, for: 2, lifetime: .milliseconds(1_500))
        clock.advance(by: .milliseconds(1_500) - .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 2) == 2)
        clock.advance(by: .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 2) == nil)
        clock.advance(to: .init(offset: .seconds(10) - .nanoseconds(1)))
        #expect(try await cache.cachedValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(cache.nearValue(for: 1) == nil)
    }

    @Test func withoutLifetimeValuesStay() async throws {
        let cache = cache(CachePolicy())
        try await load(cache)
        clock.advance(by: .seconds(10_000_000))
        #expect(cache.nearValue(for: 1) == 1)
        #expect(tier.lifetimes == [nil])
    }

    @Test func jitterOnlyShortensAndSpreads() async throws {
        let cache = cache(CachePolicy(lifetime: .seconds(100), jitter: 0.2))
        for key in 0..<1_000 { try await load(cache, key) }
        for key in 1_000..<2_000 { try await cache.store(key, for: key) }
        let lifetimes = tier.lifetimes.compactMap { $0 }
        #expect(lifetimes.count == 2_000)
        #expect(lifetimes.allSatisfy { (.seconds(80) ... .seconds(100)).contains($0) })
        #expect(Set(lifetimes).count > 1_900)
        let tenths = Dictionary(grouping: lifetimes) { Int(($0 - .seconds(80)) / .seconds(2)) }
        for tenth in 0..<10 { #expect((120...280).contains(tenths[tenth]?.count ?? 0), "tenth \(tenth)") }
    }

    @Test func nearAndRemoteExpireTogether() async throws {
        let cache = cache(CachePolicy(lifetime: .seconds(100), jitter: 1))
        try await load(cache)
        let lifetime = try #require(tier.lifetimes.last ?? nil)
        clock.advance(by: lifetime - .nanoseconds(2))
        #expect(cache.nearValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(2))
        #expect(cache.nearValue(for: 1) == nil)
        #expect(tier.contents.isEmpty)
    }

    @Test(arguments: [(0.05, 95.0), (1.0, 0.0), (7.0, 0.0), (0.0, 100.0), (-3.0, 100.0), (.nan, 100.0)])
    func jitterIsTakenAsAShare(_ jitter: Double, _ least: Double) async throws {
        let cache = cache(CachePolicy(lifetime: .seconds(1), jitter: jitter))
        for key in 0..<100 { try await cache.store(key, for: key, lifetime: .seconds(100)) }
        let lifetimes = tier.lifetimes.compactMap { $0 }
        #expect(lifetimes.count == 100)
        #expect(lifetimes.allSatisfy { .seconds(least) <= $0 && $0 <= .seconds(100) })
    }

    @Test func lifetimeIsNeverLengthenedByRounding() async throws {
        let long = Duration(secondsComponent: 3_000_000_000, attosecondsComponent: 999_999_999_999_999_999)
        let cache = cache(CachePolicy(lifetime: long, jitter: .leastNonzeroMagnitude))
        for key in 0..<100 { try await cache.store(key, for: key) }
        #expect(tier.lifetimes.compactMap { $0 }.allSatisfy { $0 <= long })
    }

    @Test func nearLifetimeIsTheShorterOne() async throws {
        let cache = cache(CachePolicy(lifetime: .seconds(60), nearLifetime: .seconds(5), jitter: 0))
        try await load(cache)
        clock.advance(by: .seconds(5) - .nanoseconds(1))
        #expect(cache.nearValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(cache.nearValue(for: 1) == nil)
        // From the remote tier, for five seconds again, until that one has let it go.
        clock.advance(to: .init(offset: .seconds(57)))
        #expect(try await cache.valueWithoutLoad(for: 1) == 1)
        clock.advance(by: .seconds(3) - .nanoseconds(1))
        #expect(cache.nearValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func nearLifetimeHoldsWithoutAndBelowLifetimes() async throws {
        let cache = cache(CachePolicy(nearLifetime: .seconds(5), jitter: 0))
        try await load(cache)
        try await cache.store(2, for: 2, lifetime: .seconds(2))
        clock.advance(by: .seconds(2))
        #expect(cache.nearValue(for: 1) == 1)
        #expect(try await cache.cachedValue(for: 2) == nil)
        clock.advance(by: .seconds(3))
        #expect(cache.nearValue(for: 1) == nil)
        #expect(try await cache.cachedValue(for: 1) == 1)
        #expect(tier.lifetimes == [nil, .seconds(2)])
    }

    @Test(arguments: [true, false])
    func remainingLifetimeIsCarriedIntoNear(_ loads: Bool) async throws {
        try await cache(CachePolicy(jitter: 0)).store(1, for: 1, lifetime: .seconds(10))
        clock.advance(by: .seconds(6))
        let other = cache(CachePolicy(lifetime: .seconds(1_000), jitter: 0))
        let value = try await loads ? other.valueWithoutLoad(for: 1) : other.cachedValue(for: 1)
        #expect(value == 1)
        clock.advance(by: .seconds(4) - .nanoseconds(1))
        #expect(other.nearValue(for: 1) == 1)
        clock.advance(by: .nanoseconds(1))
        #expect(other.nearValue(for: 1) == nil)
    }

    /// The remaining lifetime was true when the remote tier answered, not when the answer arrived.
    @Test(arguments: [true, false])
    func slowRemoteReadDoesNotLengthenALifetime(_ loads: Bool) async throws {
        try await cache(CachePolicy(jitter: 0)).store(1, for: 1, lifetime: .seconds(10))
        let other = cache(CachePolicy(jitter: 0))
        clock.advance(by: .seconds(6))
        let hold = tier.hold(.entry, .after)
        async let reader = loads ? other.valueWithoutLoad(for: 1) : other.cachedValue(for: 1)
        await hold.reached()
        clock.advance(by: .seconds(3))
        hold.release()
        #expect(try await reader == 1)
        #expect(other.nearValue(for: 1) == 1)
        clock.advance(by: .seconds(1))
        #expect(other.nearValue(for: 1) == nil)
    }

    @Test(arguments: [true, false])
    func remoteAnswerThatArrivesTooLateIsNotKept(_ loads: Bool) async throws {
        try await cache(CachePolicy(jitter: 0)).store(1, for: 1, lifetime: .seconds(10))
        let other = cache(CachePolicy(jitter: 0))
        let hold = tier.hold(.entry, .after)
        async let reader = loads ? other.valueWithoutLoad(for: 1) : other.cachedValue(for: 1)
        await hold.reached()
        clock.advance(by: .seconds(11))
        hold.release()
        #expect(try await reader == 1)
        #expect(other.nearValue(for: 1) == nil)
    }
}
