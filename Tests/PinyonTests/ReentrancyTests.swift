import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct ReentrancyTests {
    private func isReentrancy(_ error: (any Error)?) -> Bool { (error as? CacheError)?.code == .reentrantLoad }

    @Test(arguments: Arrangement.allCases)
    func loaderReentrancyThrows(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let error = await #expect(throws: CacheError.self) {
            try await cache.value(for: 1) { context in try await cache.valueWithoutLoad(for: context.key) }
        }
        #expect(error?.code == .reentrantLoad)
        #expect(error?.cache == "numbers")
        #expect(try await cache.value(for: 1) { _ in 1 } == 1)
    }

    @Test func loaderMayCatchReentrancyAndGoOn() async throws {
        let cache = Arrangement.nearOnly.cache()
        let value = try await cache.value(for: 1) { context in
            do { return try await cache.valueWithoutLoad(for: context.key) } catch { return 2 }
        }
        #expect(value == 2)
        #expect(cache.nearValue(for: 1) == 2)
    }

    @Test func everyCallerOfAReentrantLoadGetsTheError() async throws {
        let cache = Arrangement.nearOnly.cache()
        let gate = Gate()
        let callers = (0..<5).map { _ in
            Task {
                try await cache.value(for: 1) { _ in
                    await gate.wait()
                    return try await cache.valueWithoutLoad(for: 1)
                }
            }
        }
        await eventually { cache.statistics.joined == 4 && cache.statistics.loads == 1 }
        gate.open()
        for caller in callers {
            let error = await #expect(throws: CacheError.self) { try await caller.value }
            #expect(error?.code == .reentrantLoad)
        }
    }

    @Test func childTasksAndTasksOfALoaderCountAsTheLoader() async throws {
        let cache = Arrangement.nearOnly.cache()
        let child = await #expect(throws: CacheError.self) {
            try await cache.value(for: 1) { _ in
                async let own = cache.valueWithoutLoad(for: 1)
                return try await own
            }
        }
        #expect(child?.code == .reentrantLoad)
        let grouped = await #expect(throws: CacheError.self) {
            try await cache.value(for: 1) { _ in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask { try await cache.valueWithoutLoad(for: 1) }
                    return try await group.next() ?? 0
                }
            }
        }
        #expect(grouped?.code == .reentrantLoad)
        let unstructured = await #expect(throws: CacheError.self) {
            try await cache.value(for: 1) { _ in try await Task { try await cache.valueWithoutLoad(for: 1) }.value }
        }
        #expect(unstructured?.code == .reentrantLoad)
    }

    /// Starts loads of all keys, each of which asks for the next key once all are under way.
    private func ring(_ keys: [(Cache<Int, Int>, Int)], startingAt first: Int) async -> [Result<Int, any Error>] {
        let gates = keys.map { _ in Gate() }
        var callers: [Task<Int, any Error>] = []
        for step in keys.indices {
            let index = (first + step) % keys.count
            let (own, next) = (keys[index], keys[(index + 1) % keys.count])
            callers.append(
                Task {
                    try await own.0.value(for: own.1) { _ in
                        gates[index].open()
                        for gate in gates { await gate.wait() }
                        return try await next.0.value(for: next.1) { _ in throw UnexpectedLoad() }
                    }
                })
            await gates[index].wait()
        }
        var results: [Result<Int, any Error>] = []
        for caller in callers { results.append(await caller.result) }
        return results
    }

    @Test(arguments: [2, 3, 7], [0, 1])
    func loadersThatAskForEachOthersKeysGetErrors(_ count: Int, _ first: Int) async throws {
        let cache = Arrangement.nearOnly.cache()
        for result in await ring((0..<count).map { (cache, $0) }, startingAt: first) {
            #expect(throws: CacheError.self) { try result.get() }
            if case .failure(let error) = result { #expect(isReentrancy(error)) }
        }
        // Nothing is left of it: the keys may be asked for in any order again.
        for key in (1..<count).reversed() {
            let value = try await cache.value(for: key) { context in
                context.key == count - 1 ? 9 : try await cache.valueWithoutLoad(for: context.key + 1)
            }
            #expect(value == 9)
        }
    }

    @Test(arguments: [0, 1])
    func loadersOfTwoCachesThatAskForEachOtherGetErrors(_ first: Int) async throws {
        let (left, right) = (Arrangement.nearOnly.cache(), Arrangement.remoteOnly.cache())
        for result in await ring([(left, 1), (right, 1)], startingAt: first) {
            #expect(throws: CacheError.self) { try result.get() }
        }
        #expect(try await left.value(for: 1) { _ in try await right.value(for: 1) { _ in 3 } } == 3)
    }

    /// Only waiting for one's own load would never end.
    @Test(arguments: Arrangement.allCases)
    func loaderMayDoEverythingElseWithItsOwnKey(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let value = try await cache.value(for: 1) { context in
            try await cache.store(1, for: context.key)
            let stored = try await cache.cachedValue(for: context.key)
            try await cache.invalidate(context.key)
            try await cache.invalidateAll()
            return stored ?? 2
        }
        #expect(value == (arrangement == .flightsOnly ? 2 : 1))
        await cache.shutDown()
        #expect(cache.nearValue(for: 1) == nil)
        #expect(tier.contents.isEmpty)
    }

    @Test func nestedLoadsOfOtherKeysWork() async throws {
        let cache = Arrangement.nearAndRemote.cache()
        @Sendable func sum(_ key: Int) async throws -> Int {
            try await cache.value(for: key) { $0.key == 0 ? 0 : $0.key + (try await sum($0.key - 1)) }
        }
        #expect(try await sum(100) == 5_050)
        #expect(cache.statistics.loads == 101)
    }

    @Test func sharedDependenciesAreLoadedOnce() async throws {
        for seed in UInt64(0)..<200 {
            let values = await ShuffledExecutor.run(seed: seed) { executor -> [Int?] in
                let cache = Arrangement.nearOnly.cache(executor: executor)
                @Sendable func value(_ key: Int) async throws -> Int {
                    try await cache.value(for: key) { context in
                        guard context.key < 10 else { return 1 }
                        async let left = value(context.key + 1)
                        async let right = value(context.key + 2)
                        return try await left + right
                    }
                }
                async let first = value(0)
                async let second = value(3)
                return [try? await first, try? await second, cache.statistics.loads]
            }
            #expect(values == [144, 34, 12], "seed \(seed)")
        }
    }

    @Test func waiterThatLeftIsNoLongerWaitedFor() async throws {
        let cache = Arrangement.nearOnly.cache()
        let (asked, gaveUp) = (Gate(), Gate())
        async let first = cache.value(for: 1) { _ in
            let child = Task { try await cache.valueWithoutLoad(for: 2) }
            await asked.wait()
            await eventually { cache.statistics.joined == 1 }
            child.cancel()
            _ = await child.result
            gaveUp.open()
            // Long enough for the other load to ask for this one.
            await eventually { cache.statistics.joined == 2 }
            return 1
        }
        async let second = cache.value(for: 2) { _ in
            asked.open()
            await gaveUp.wait()
            return try await cache.valueWithoutLoad(for: 1) + 1
        }
        #expect(try await first == 1)
        #expect(try await second == 2)
    }

    /// Loads ask for one another at random, in two caches, and some callers leave: all get a value or an error.
    @Test func randomDependenciesNeverHang() async throws {
        var errors = 0
        for seed in UInt64(0)..<600 {
            let outcomes = await ShuffledExecutor.run(seed: seed) { await randomDependencies(seed, on: $0) }
            let all = try #require(outcomes, "seed \(seed): a load waits for itself")
            for case .failure(let error) in all {
                #expect(isReentrancy(error) || error is CancellationError, "seed \(seed): \(error)")
                errors += 1
            }
        }
        #expect(errors > 100, "the runs are too tame to show anything")
    }

    private func randomDependencies(
        _ seed: UInt64, on executor: ShuffledExecutor
    ) async -> [Result<Int, any Error>] {
        let caches = [
            Arrangement.nearOnly.cache(executor: executor), Arrangement.flightsOnly.cache(executor: executor),
        ]
        @Sendable func value(_ key: Int, depth: Int, seed: UInt64) async throws -> Int {
            try await caches[key % 2].value(for: key) { context in
                var random = Seeded(seed)
                var sum = 0
                for _ in 0..<Int.random(in: 0...2, using: &random) where depth < 6 {
                    let next = Int.random(in: 0..<6, using: &random)
                    let isForgiving = random.chance(30)
                    do {
                        sum += try await value(next, depth: depth + 1, seed: random.next())
                    } catch {
                        if !isForgiving { throw error }
                    }
                }
                return sum + 1
            }
        }
        var random = Seeded(seed)
        let callers = (0..<6).map { key in
            let seed = random.next()
            return Task(executorPreference: executor) { try await value(key, depth: 0, seed: seed) }
        }
        for caller in callers where random.chance(20) {
            await Task.yield()
            caller.cancel()
        }
        var results: [Result<Int, any Error>] = []
        for caller in callers { results.append(await caller.result) }
        for cache in caches { await cache.shutDown() }
        return results
    }
}
