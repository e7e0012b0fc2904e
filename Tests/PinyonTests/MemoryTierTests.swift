import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct MemoryTierTests {
    @Test func cachesOfOneTierDoNotSeeEachOther() async throws {
        let tier = MemoryTier()
        let names = ["a", "a:", "b", ""]
        let caches = names.map { Cache<String, String>($0, near: nil, remote: tier) }
        for (name, cache) in zip(names, caches) { try await cache.store(name, for: "k") }
        for (name, cache) in zip(names, caches) { #expect(try await cache.cachedValue(for: "k") == name) }
        try await caches[0].invalidate("k")
        #expect(try await caches[0].cachedValue(for: "k") == nil)
        for index in 1..<names.count { #expect(try await caches[index].cachedValue(for: "k") == names[index]) }
    }

    @Test func invalidateAllTouchesItsOwnNamespaceOnly() async throws {
        let tier = MemoryTier()
        let (left, right) = (Cache<Int, Int>("a", remote: tier), Cache<Int, Int>("a:1", remote: tier))
        for key in 0..<1_000 {
            try await left.store(key, for: key)
            try await right.store(key, for: key)
        }
        try await left.invalidateAll()
        for key in 0..<1_000 {
            #expect(try await left.cachedValue(for: key) == nil)
            #expect(right.nearValue(for: key) == key)
        }
        let reader = Cache<Int, Int>("a:1", near: nil, remote: tier)
        for key in 0..<1_000 { #expect(try await reader.cachedValue(for: key) == key) }
        #expect(tier.statistics.count == 1_000)
    }

    @Test func cachesOfOneNameShare() async throws {
        let tier = MemoryTier()
        let (left, right) = (Cache<Int, Int>("a", remote: tier), Cache<Int, Int>("a", remote: tier))
        #expect(try await left.value(for: 1) { _ in 7 } == 7)
        await left.shutDown()
        #expect(try await right.valueWithoutLoad(for: 1) == 7)
    }

    @Test func tierStaysWithinItsBound() async throws {
        let bound = 64 << 10
        let tier = MemoryTier(maximumBytes: bound)
        let cache = Cache<Int, [UInt8]>("bytes", near: nil, remote: tier)
        var random = Seeded(1)
        for key in 0..<5_000 {
            let size = Int.random(in: 0...4_000, using: &random)
            try await cache.store(Array(repeating: UInt8(truncatingIfNeeded: key), count: size), for: key % 1_000)
            #expect(tier.statistics.weight <= bound)
        }
        let statistics = tier.statistics
        #expect(statistics.evicted > 0)
        #expect(statistics.weight > bound / 2)
    }

    @Test func valueTooLargeForTheTierIsNotKeptAndNoOlderOneStays() async throws {
        let tier = MemoryTier(maximumBytes: 1_000)
        let cache = Cache<Int, [UInt8]>("bytes", near: nil, remote: tier)
        try await cache.store([1], for: 1)
        try await cache.store(Array(repeating: 2, count: 2_000), for: 1)
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(tier.statistics.count == 0)
    }

    @Test func remainingLifetimeIsTold() async throws {
        let clock = ManualClock()
        let (tier, keys) = (MemoryTier(clock: clock), StagedTier())
        try await Cache<Int, Int>("a", near: nil, remote: keys).store(1, for: 1)
        let key = try #require(keys.keys.first)
        #expect(tier.entry(for: key) == nil)
        tier.store([1], for: key, lifetime: .seconds(10))
        clock.advance(by: .seconds(3))
        #expect(tier.entry(for: key) == RemoteEntry(bytes: [1], remaining: .seconds(7)))
        clock.advance(by: .seconds(7) - .nanoseconds(1))
        #expect(tier.entry(for: key) == RemoteEntry(bytes: [1], remaining: .nanoseconds(1)))
        clock.advance(by: .nanoseconds(1))
        #expect(tier.entry(for: key) == nil)
        tier.store([2], for: key, lifetime: nil)
        #expect(tier.entry(for: key) == RemoteEntry(bytes: [2]))
        tier.store([3], for: key, lifetime: .seconds(Int64.max))
        clock.advance(by: .seconds(1_000_000))
        #expect(tier.entry(for: key)?.bytes == [3])
        tier.remove(key)
        #expect(tier.entry(for: key) == nil)
    }
}
