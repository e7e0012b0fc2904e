import Dispatch
import Pinyon
import PinyonTesting
import Synchronization
import Testing

@Suite(.watched) struct NearThroughCacheTests {
    private struct Removal: Hashable {
        var key: Int
        var value: String
        var cause: RemovalCause
    }

    private let clock = ManualClock()
    private let removals = Log<Removal>()

    private func cache(_ options: NearOptions<Int, String>) -> Cache<Int, String> {
        var options = options
        options.onRemoval = { removals.append(Removal(key: $0, value: $1, cause: $2)) }
        return Cache("near", near: options, policy: CachePolicy(jitter: 0), clock: NearClock(clock))
    }

    @Test func listenerHearsEveryCause() async throws {
        let cache = cache(.entries(1).policy(.lru))
        try await cache.store("a", for: 1)
        try await cache.store("b", for: 1)
        #expect(removals.entries == [Removal(key: 1, value: "a", cause: .replaced)])
        try await cache.store("c", for: 2)
        #expect(removals.entries.last == Removal(key: 1, value: "b", cause: .capacity))
        try await cache.invalidate(2)
        #expect(removals.entries.last == Removal(key: 2, value: "c", cause: .invalidated))
        try await cache.store("d", for: 3, lifetime: .seconds(1))
        clock.advance(by: .seconds(1))
        #expect(try await cache.value(for: 3) { _ in "e" } == "e")
        #expect(removals.entries.last == Removal(key: 3, value: "d", cause: .expired))
        try await cache.invalidateAll()
        #expect(removals.entries.last == Removal(key: 3, value: "e", cause: .invalidated))
        #expect(removals.entries.count == 5)
    }

    @Test func listenerHearsNothingOfAbsentValues() async throws {
        let cache = cache(.entries(10))
        for key in 0..<100 {
            _ = try await cache.value(for: key) { _ -> Loaded<String> in .absent(for: .seconds(60)) }
        }
        try await cache.invalidate(99)
        try await cache.invalidateAll()
        #expect(removals.entries.isEmpty)
        #expect(cache.statistics.near?.evicted ?? 0 > 0)
    }

    @Test func listenerMayReadTheCache() async throws {
        let (seen, box) = (Log<String?>(), Log<Cache<Int, String>>())
        var options = NearOptions<Int, String>.entries(1).policy(.lru)
        options.onRemoval = { key, _, _ in
            guard let cache = box.entries.first else { return }
            seen.append(cache.nearValue(for: key))
            _ = cache.statistics
        }
        let cache = Cache("near", near: options)
        box.append(cache)
        for key in 0..<100 { try await cache.store("\(key)", for: key) }
        try await cache.invalidateAll()
        #expect(seen.entries.count == 100)
        #expect(seen.entries.allSatisfy { $0 == nil })
    }

    @Test func weigherSeesValuesAndAbsentWeighsOne() async throws {
        let weighed = Log<String>()
        let options = NearOptions<Int, String>.bytes(1_000) { _, value in
            weighed.append(value)
            return value.utf8.count
        }
        let cache = cache(options)
        try await cache.store("abcdef", for: 1)
        #expect(try await cache.value(for: 2) { _ -> Loaded<String> in .absent(for: .seconds(60)) } == nil)
        #expect(try await cache.value(for: 3) { _ in "xyz" } == "xyz")
        #expect(cache.statistics.near?.weight == 10)
        #expect(cache.statistics.near?.count == 3)
        #expect(weighed.entries == ["abcdef", "xyz"])
    }

    @Test func valueTooHeavyForNearIsStillReturned() async throws {
        let cache = cache(.bytes(100) { $1.utf8.count })
        let heavy = String(repeating: "x", count: 101)
        for _ in 0..<2 { #expect(try await cache.value(for: 1) { _ in heavy } == heavy) }
        #expect(cache.statistics.loads == 2)
        #expect(cache.statistics.near?.count == 0)
        try await cache.store("light", for: 1)
        try await cache.store(heavy, for: 1)
        #expect(cache.nearValue(for: 1) == nil)
    }

    @Test func nearStaysWithinItsBound() async throws {
        let cache = Cache<Int, Int>("small", near: .entries(50))
        for key in 0..<5_000 { #expect(try await cache.value(for: key) { $0.key } == key) }
        #expect(cache.statistics.near?.count == 50)
        #expect(cache.statistics.loads == 5_000)
    }

    @Test func copiesShareEverything() async throws {
        let cache = Arrangement.nearAndRemote.cache()
        let copy = cache
        let gate = Gate()
        async let leader = cache.value(for: 1) { _ in
            await gate.wait()
            return 1
        }
        await eventually { copy.statistics.loads == 1 }
        async let joined = copy.valueWithoutLoad(for: 1)
        await eventually { cache.statistics.joined == 1 }
        gate.open()
        #expect(try await leader + joined == 2)
        #expect(copy.nearValue(for: 1) == 1)
        try await copy.invalidate(1)
        #expect(cache.nearValue(for: 1) == nil)
        await copy.shutDown()
        await #expect(throws: CacheError.self) { try await cache.value(for: 2) { _ in 2 } }
    }

    @Test func statisticsTellWhatHappened() async throws {
        let tier = StagedTier()
        let cache = Arrangement.nearAndRemote.cache(tier)
        var expected = CacheStatistics()
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        #expect(try await cache.valueWithoutLoad(for: 1) == 1)
        #expect(try await cache.cachedValue(for: 1) == 1)
        #expect(cache.nearValue(for: 1) == 1)
        #expect(cache.nearValue(for: 2) == nil)
        #expect(try await cache.cachedValue(for: 2) == nil)
        await #expect(throws: UnexpectedLoad.self) { try await cache.valueWithoutLoad(for: 2) }
        try await Arrangement.remoteOnly.cache(tier).store(3, for: 3)
        #expect(try await cache.valueWithoutLoad(for: 3) == 3)
        expected.nearHits = 3
        expected.loads = 2
        expected.loadFailures = 1
        expected.remoteHits = 1
        expected.near = cache.statistics.near
        #expect(cache.statistics == expected)
        #expect(cache.statistics.near?.hits == 3)
        #expect(Arrangement.remoteOnly.cache(tier).statistics == CacheStatistics())
    }

    /// It waits for the cache to do something with the very key that is leaving: no lock of the cache's may be held.
    @Test func listenerMayWaitForTheCache() async throws {
        let box = Mutex<Cache<Int, String>?>(nil)
        let outcomes = Log<DispatchTimeoutResult>()
        var options = NearOptions<Int, String>.entries(10)
        options.onRemoval = { key, _, cause in
            guard cause == .replaced, let cache = box.withLock({ $0 }) else { return }
            let done = DispatchSemaphore(value: 0)
            Task.detached {
                try? await cache.invalidate(key)
                done.signal()
            }
            outcomes.append(done.wait(timeout: .now() + 20))
        }
        let cache = Cache<Int, String>("cache", near: options)
        box.withLock { $0 = cache }
        try await cache.store("old", for: 1)
        try await cache.store("new", for: 1)
        #expect(outcomes.entries == [.success])
        #expect(cache.nearValue(for: 1) == nil)
        box.withLock { $0 = nil }
    }

    @Test(arguments: [true, false])
    func storeReplacesNothingWhereThereWasNothing(_ hasRemote: Bool) async throws {
        let log = Log<Removal>()
        var options = NearOptions<Int, String>.entries(10)
        options.onRemoval = { log.append(Removal(key: $0, value: $1, cause: $2)) }
        let cache =
            hasRemote
            ? Cache<Int, String>("cache", near: options, remote: MemoryTier())
            : Cache<Int, String>("cache", near: options)
        try await cache.store("first", for: 1)
        #expect(log.entries == [])
        #expect(cache.statistics.near?.replaced == 0)
        try await cache.store("second", for: 1)
        #expect(log.entries == [Removal(key: 1, value: "first", cause: .replaced)])
        #expect(cache.nearValue(for: 1) == "second")
    }
}
