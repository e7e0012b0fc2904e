import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct ShutdownTests {
    @Test(arguments: Arrangement.allCases)
    func shutDownWaitsForLoads(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (gates, ended) = ([Gate(), Gate()], Counter())
        let callers = [0, 1].map { key in
            Task {
                try await cache.value(for: key) { _ in
                    await gates[key].wait()
                    return key
                }
            }
        }
        await eventually { cache.statistics.loads == 2 }
        // At the same time, and more than once.
        let shutDowns = (0..<5).map { _ in
            Task {
                await cache.shutDown()
                ended.next()
            }
        }
        await settle()
        gates[0].open()
        #expect(try await callers[0].value == 0)
        await settle()
        #expect(ended.value == 0)
        gates[1].open()
        for shutDown in shutDowns { await shutDown.value }
        #expect(try await callers[1].value == 1)
        #expect(tier.contents.count == (arrangement.hasRemote ? 2 : 0))
        await cache.shutDown()
    }

    @Test func shutDownWaitsForRemoteFills() async throws {
        let tier = StagedTier()
        let cache = Arrangement.nearAndRemote.cache(tier)
        let hold = tier.hold(.store)
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        await hold.reached()
        let ended = Gate()
        let shutDown = Task {
            await cache.shutDown()
            ended.open()
        }
        await settle()
        #expect(!ended.isOpen)
        hold.release()
        await shutDown.value
        #expect(tier.contents.count == 1)
    }

    @Test(arguments: Arrangement.allCases)
    func afterShutDownOnlyLoadsFail(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
        await cache.shutDown()
        let error = await #expect(throws: CacheError.self) { try await cache.value(for: 2) { _ in 2 } }
        #expect(error?.code == .shutDown)
        #expect(cache.statistics.loads == 1)
        if arrangement.hasNear { #expect(try await cache.value(for: 1) { _ in 3 } == 1) }
        #expect(try await cache.cachedValue(for: 1) == (arrangement == .flightsOnly ? nil : 1))
        try await cache.store(4, for: 1)
        try await cache.invalidate(1)
        #expect(try await cache.cachedValue(for: 1) == nil)
        try await cache.invalidateAll()
    }

    @Test func callersMayJoinALoadThatShutDownWaitsFor() async throws {
        let cache = Arrangement.nearOnly.cache()
        let gate = Gate()
        async let leader = cache.value(for: 1) { _ in
            await gate.wait()
            return 1
        }
        await eventually { cache.statistics.loads == 1 }
        async let shutDown: Void = cache.shutDown()
        // When a new load is refused, the shut-down has begun.
        while (try? await cache.value(for: 2) { _ in 2 }) != nil { try await cache.invalidate(2) }
        async let joined = cache.valueWithoutLoad(for: 1)
        await eventually { cache.statistics.joined == 1 }
        gate.open()
        await shutDown
        #expect(try await leader == 1)
        #expect(try await joined == 1)
    }

    @Test func unusedCacheShutsDownAtOnce() async throws {
        await Arrangement.nearAndRemote.cache().shutDown()
    }

    @Test func loadsRunOnTheInjectedExecutor() async throws {
        let executor = QueueExecutor()
        let cache = Arrangement.nearAndRemote.cache(executor: executor)
        #expect(!executor.isCurrent)
        let places = try await cache.value(for: 1) { _ in
            var places = executor.isCurrent ? 1 : 0
            await Task.yield()
            places += executor.isCurrent ? 10 : 0
            async let child = executor.isCurrent ? 100 : 0
            return places + (await child)
        }
        #expect(places == 111)
        #expect(!executor.isCurrent)
        let joined = try await Arrangement.nearOnly.cache().value(for: 1) { _ in executor.isCurrent ? 1 : 0 }
        #expect(joined == 0)
    }

    @Test func loadersSeeTaskLocalValuesOfTheCallerWhoStartedThem() async throws {
        let cache = Arrangement.flightsOnly.cache()
        let gate = Gate()
        let leader = Caller.$number.withValue(7) {
            Task {
                try await cache.value(for: 1) { _ in
                    await gate.wait()
                    return Caller.number
                }
            }
        }
        await eventually { cache.statistics.loads == 1 }
        let joined = Caller.$number.withValue(8) { Task { try await cache.valueWithoutLoad(for: 1) } }
        await eventually { cache.statistics.joined == 1 }
        gate.open()
        #expect(try await leader.value == 7)
        #expect(try await joined.value == 7)
        #expect(try await cache.value(for: 1) { _ in Caller.number } == 0)
    }
}

private enum Caller {
    @TaskLocal static var number = 0
}
