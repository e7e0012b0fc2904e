import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct RemoteOrderTests {
    private let tier = StagedTier()

    /// A near tier for one key, so that reading another one evicts it.
    private func oneEntryCache() -> Cache<Int, Int> {
        Cache("numbers", near: .entries(1).policy(.lru), remote: tier, policy: CachePolicy(jitter: 0))
    }

    private func evict(_ cache: Cache<Int, Int>) async throws {
        try await cache.store(0, for: 99)
        #expect(cache.nearValue(for: 1) == nil)
    }

    @Test func writesOfOneKeyKeepTheirOrder() async throws {
        let cache = Arrangement.remoteOnly.cache(tier)
        let hold = tier.hold(.store)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await cache.store(1, for: 1) }
            await hold.reached()
            for value in 2...40 {
                group.addTask {
                    if value % 7 == 0 { try await cache.invalidate(1) } else { try await cache.store(value, for: 1) }
                }
                await settle()
            }
            #expect(tier.count(.store) == 1)
            // Other keys don't wait.
            try await cache.store(100, for: 2)
            hold.release()
            try await group.waitForAll()
        }
        #expect(tier.overlaps == 0)
        #expect(tier.count(.remove) == 5)
        #expect(try await cache.cachedValue(for: 1) == 40)
    }

    @Test(arguments: [true, false])
    func lastOfStoreAndInvalidateWins(_ storesLast: Bool) async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.store)
        async let first: Void = cache.store(1, for: 1)
        await hold.reached()
        async let second: Void = cache.invalidate(1)
        await eventually { cache.nearValue(for: 1) == nil }
        if storesLast {
            async let third: Void = cache.store(2, for: 1)
            await eventually { cache.nearValue(for: 1) == 2 }
            hold.release()
            try await third
        } else {
            hold.release()
        }
        try await first
        try await second
        #expect(try await cache.cachedValue(for: 1) == (storesLast ? 2 : nil))
        #expect(tier.contents.count == (storesLast ? 1 : 0))
    }

    @Test func ownWriteIsReadAtOnce() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.store)
        async let second: Void = cache.store(2, for: 1)
        await hold.reached()
        #expect(cache.nearValue(for: 1) == 2)
        hold.release()
        try await second
        #expect(cache.nearValue(for: 1) == 2)
        #expect(try await Arrangement.remoteOnly.cache(tier).cachedValue(for: 1) == 2)
    }

    @Test func ownWriteSurvivesReaderWhoFindsTheOlderRemoteValue() async throws {
        let cache = oneEntryCache()
        try await cache.store(1, for: 1)
        let hold = tier.hold(.store)
        async let second: Void = cache.store(2, for: 1)
        await hold.reached()
        try await evict(cache)
        #expect(try await cache.valueWithoutLoad(for: 1) == 1)
        #expect(cache.nearValue(for: 1) == 1)
        hold.release()
        try await second
        #expect(try await cache.cachedValue(for: 1) == 2)
    }

    @Test(arguments: [true, false])
    func ownWriteSurvivesSlowReaderOfTheOlderRemoteValue(_ loads: Bool) async throws {
        let cache = oneEntryCache()
        try await cache.store(1, for: 1)
        let write = tier.hold(.store)
        async let second: Void = cache.store(2, for: 1)
        await write.reached()
        try await evict(cache)
        let read = tier.hold(.entry, .after)
        async let early = loads ? cache.valueWithoutLoad(for: 1) : cache.cachedValue(for: 1)
        await read.reached()
        write.release()
        try await second
        read.release()
        #expect(try await early == 1)
        #expect(try await cache.cachedValue(for: 1) == 2)
    }

    /// As above, and a load whose remote fill is queued behind the store makes it not the last write of the key.
    @Test(arguments: [true, false])
    func ownWriteFollowedByFillSurvivesSlowReader(_ loads: Bool) async throws {
        let cache = oneEntryCache()
        try await cache.store(1, for: 1)
        let write = tier.hold(.store)
        async let second: Void = cache.store(2, for: 1)
        await write.reached()
        try await evict(cache)
        let slow = tier.hold(.entry, .after)
        async let early = cache.cachedValue(for: 1)
        await slow.reached()
        let failing = tier.hold(.entry)
        async let loaded = cache.value(for: 1) { _ in 3 }
        await failing.reached()
        failing.release(failing: true)
        #expect(try await loaded == 3)
        try await evict(cache)
        let flying = tier.hold(.entry, .after)
        async let flight = loads ? cache.valueWithoutLoad(for: 1) : nil
        if loads { await flying.reached() }
        let fill = tier.hold(.store)
        write.release()
        try await second
        slow.release()
        #expect(try await early == 1)
        flying.release()
        #expect(try await flight == (loads ? 1 : nil))
        #expect(cache.nearValue(for: 1) != 1)
        fill.release()
        #expect(try await cache.cachedValue(for: 1) != 1)
    }

    @Test func failedStoreIsNotKept() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        tier.fail(.store)
        let error = await #expect(throws: CacheError.self) { try await cache.store(2, for: 1) }
        #expect(error?.code == .remoteUnavailable)
        #expect(error?.underlying is StagedTier.Failure)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(cache.statistics.remoteFailures == 1)
        tier.fail()
        #expect(try await cache.cachedValue(for: 1) == 1)
    }

    @Test func failedStoreLeavesALaterOneInPlace() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.store)
        let first = Task { try await cache.store(1, for: 1) }
        await hold.reached()
        async let second: Void = cache.store(2, for: 1)
        await eventually { cache.nearValue(for: 1) == 2 }
        hold.release(failing: true)
        await #expect(throws: CacheError.self) { try await first.value }
        try await second
        #expect(cache.nearValue(for: 1) == 2)
    }

    @Test func confirmationOfAnEarlierStoreDoesNotBringItsValueBack() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let (first, second) = (tier.hold(.store), tier.hold(.store))
        async let early: Void = cache.store(1, for: 1)
        await first.reached()
        async let late: Void = cache.store(2, for: 1)
        await eventually { cache.nearValue(for: 1) == 2 }
        first.release()
        try await early
        #expect(cache.nearValue(for: 1) != 1)
        second.release()
        try await late
        #expect(cache.nearValue(for: 1) == 2)
    }

    @Test func fillWaitsForInvalidationFromBefore() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.remove, .after)
        async let invalidation: Void = cache.invalidate(1)
        await hold.reached()
        // The load began after the invalidation, so its value may stay; only its remote write waits.
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
        await settle()
        #expect(tier.count(.store) == 1)
        hold.release()
        try await invalidation
        await cache.shutDown()
        #expect(tier.overlaps == 0)
        #expect(try await cache.cachedValue(for: 1) == 2)
    }
}
