import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct RemoteInvalidationTests {
    private let tier = StagedTier()

    @Test(arguments: [Hold.Moment.before, .after])
    func invalidateDuringRemoteFillWaitsForIt(_ moment: Hold.Moment) async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.store, moment)
        // The caller has its value although the remote tier doesn't.
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        await hold.reached()
        async let invalidation: Void = cache.invalidate(1)
        await eventually { cache.nearValue(for: 1) == nil }
        await settle()
        #expect(tier.count(.remove) == 0)
        hold.release()
        try await invalidation
        #expect(tier.count(.remove) == 1)
        #expect(tier.contents.isEmpty)
        #expect(tier.overlaps == 0)
    }

    @Test(arguments: [Arrangement.remoteOnly, .nearAndRemote])
    func lookUpFromBeforeInvalidateIsNotKept(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache(tier)
        try await Arrangement.remoteOnly.cache(tier).store(1, for: 1)
        let hold = tier.hold(.entry, .after)
        async let early = cache.cachedValue(for: 1)
        await hold.reached()
        try await cache.invalidate(1)
        hold.release()
        #expect(try await early == 1)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test(arguments: [Arrangement.remoteOnly, .nearAndRemote])
    func remoteHitFromBeforeInvalidateIsNeitherKeptNorJoined(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache(tier)
        try await Arrangement.remoteOnly.cache(tier).store(1, for: 1)
        let hold = tier.hold(.entry, .after)
        async let early = cache.valueWithoutLoad(for: 1)
        await hold.reached()
        try await cache.invalidate(1)
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
        hold.release()
        #expect(try await early == 1)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == 2)
        #expect(cache.statistics.joined == 0)
    }

    @Test(arguments: [Hold.Moment.before, .after])
    func readerBetweenTheStepsOfInvalidateLeavesNothing(_ moment: Hold.Moment) async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.remove, moment)
        async let invalidation: Void = cache.invalidate(1)
        await hold.reached()
        let between = try await cache.value(for: 1) { _ in 2 }
        #expect(between == (moment == .before ? 1 : 2))
        hold.release()
        try await invalidation
        #expect(cache.nearValue(for: 1) == nil)
        await cache.shutDown()
        // A load from after the change may stay.
        #expect(try await cache.cachedValue(for: 1) == (moment == .before ? nil : 2))
    }

    @Test func flightBetweenTheStepsOfInvalidateIsDetached() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let remove = tier.hold(.remove)
        async let invalidation: Void = cache.invalidate(1)
        await remove.reached()
        let entry = tier.hold(.entry, .after)
        async let between = cache.valueWithoutLoad(for: 1)
        await entry.reached()
        remove.release()
        try await invalidation
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
        entry.release()
        #expect(try await between == 1)
        #expect(cache.nearValue(for: 1) == 2)
    }

    @Test func failedInvalidationThrowsAndDropsNear() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        tier.fail(.remove)
        let error = await #expect(throws: CacheError.self) { try await cache.invalidate(1) }
        #expect(error?.code == .remoteUnavailable)
        #expect(error?.cache == "numbers")
        #expect(error?.underlying is StagedTier.Failure)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(cache.statistics.remoteFailures == 1)
        tier.fail()
        try await cache.invalidate(1)
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func failedInvalidationDropsWhatReadersBroughtBackMeanwhile() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.remove)
        let invalidation = Task { try await cache.invalidate(1) }
        await hold.reached()
        #expect(try await cache.valueWithoutLoad(for: 1) == 1)
        hold.release(failing: true)
        await #expect(throws: CacheError.self) { try await invalidation.value }
        #expect(cache.nearValue(for: 1) == nil)
    }

    @Test func failedInvalidationDetachesLoads() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let gate = Gate()
        async let early = cache.value(for: 1) { _ in
            await gate.wait()
            return 1
        }
        await eventually { cache.statistics.loads == 1 }
        tier.fail(.remove)
        await #expect(throws: CacheError.self) { try await cache.invalidate(1) }
        tier.fail()
        gate.open()
        #expect(try await early == 1)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func twoInvalidationsAtOnceFollowEachOther() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.remove)
        async let first: Void = cache.invalidate(1)
        await hold.reached()
        async let second: Void = cache.invalidate(1)
        await settle()
        #expect(tier.count(.remove) == 1)
        hold.release()
        try await first
        try await second
        #expect(tier.count(.remove) == 2)
        #expect(tier.overlaps == 0)
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func secondInvalidationSucceedsAfterTheFirstFailed() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.remove)
        let first = Task { try await cache.invalidate(1) }
        await hold.reached()
        async let second: Void = cache.invalidate(1)
        hold.release(failing: true)
        await #expect(throws: CacheError.self) { try await first.value }
        try await second
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func invalidateAllWaitsForFillsFromBefore() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.store)
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        await hold.reached()
        async let invalidation: Void = cache.invalidateAll()
        await eventually { cache.nearValue(for: 1) == nil }
        await settle()
        #expect(tier.count(.removeAll) == 0)
        hold.release()
        try await invalidation
        #expect(tier.contents.isEmpty)
    }

    @Test(arguments: [Hold.Moment.before, .after])
    func readerBetweenTheStepsOfInvalidateAllLeavesNothing(_ moment: Hold.Moment) async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        try await cache.store(1, for: 2)
        let hold = tier.hold(.removeAll, moment)
        async let invalidation: Void = cache.invalidateAll()
        await hold.reached()
        let entry = tier.hold(.entry, .after)
        async let slow = cache.cachedValue(for: 2)
        await entry.reached()
        #expect(try await cache.cachedValue(for: 1) == (moment == .before ? 1 : nil))
        hold.release()
        try await invalidation
        entry.release()
        #expect(try await slow == (moment == .before ? 1 : nil))
        #expect(cache.nearValue(for: 1) == nil)
        #expect(cache.nearValue(for: 2) == nil)
        #expect(tier.contents.isEmpty)
    }

    @Test func failedInvalidateAllThrowsAndDropsNear() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        try await cache.store(1, for: 1)
        let hold = tier.hold(.removeAll)
        let invalidation = Task { try await cache.invalidateAll() }
        await hold.reached()
        #expect(try await cache.cachedValue(for: 1) == 1)
        hold.release(failing: true)
        let error = await #expect(throws: CacheError.self) { try await invalidation.value }
        #expect(error?.code == .remoteUnavailable)
        #expect(cache.nearValue(for: 1) == nil)
        try await cache.invalidateAll()
        #expect(try await cache.cachedValue(for: 1) == nil)
    }

    @Test func unreadableRemoteMeansLoading() async throws {
        let cache = Arrangement.nearAndRemote.cache(tier)
        tier.fail(.entry, .store)
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        await cache.shutDown()
        #expect(cache.statistics.remoteFailures == 2)
        #expect(cache.statistics.loads == 1)
        #expect(cache.nearValue(for: 1) == 1)
        #expect(try await cache.cachedValue(for: 2) == nil)
        #expect(cache.statistics.remoteFailures == 3)
    }
}
