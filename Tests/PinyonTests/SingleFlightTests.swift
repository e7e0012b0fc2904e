import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct SingleFlightTests {
    @Test(arguments: Arrangement.allCases)
    func thousandCallersCauseOneLoad(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (gate, loads) = (Gate(), Counter())
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<1_000 {
                group.addTask {
                    try await cache.value(for: 1) { context in
                        await gate.wait()
                        return context.key * 100 + loads.next()
                    }
                }
            }
            await eventually { cache.statistics.joined == 999 && cache.statistics.loads == 1 }
            gate.open()
            for try await value in group { #expect(value == 101) }
        }
        #expect(loads.value == 1)
        var expected = CacheStatistics()
        expected.joined = 999
        expected.loads = 1
        expected.near = cache.statistics.near
        #expect(cache.statistics == expected)
        #expect(tier.count(.entry) == (arrangement.hasRemote ? 1 : 0))
        await eventually { !arrangement.hasRemote || !tier.contents.isEmpty }
        try await expectKept(in: cache, arrangement, loads: loads)
    }

    /// What the next read costs after a load.
    private func expectKept(in cache: Cache<Int, Int>, _ arrangement: Arrangement, loads: Counter) async throws {
        let next = try await cache.value(for: 1) { _ in 100 + loads.next() }
        #expect(next == (arrangement == .flightsOnly ? 102 : 101))
        #expect(cache.statistics.nearHits == (arrangement.hasNear ? 1 : 0))
        #expect(cache.statistics.remoteHits == (arrangement == .remoteOnly ? 1 : 0))
        #expect(cache.statistics.loads == (arrangement == .flightsOnly ? 2 : 1))
    }

    @Test(arguments: [Arrangement.remoteOnly, .nearAndRemote])
    func thousandCallersCauseOneRemoteRead(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        try await Arrangement.remoteOnly.cache(tier).store(7, for: 1)
        let cache = arrangement.cache(tier)
        let hold = tier.hold(.entry)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<1_000 { group.addTask { try await cache.valueWithoutLoad(for: 1) } }
            await eventually { cache.statistics.joined == 999 }
            await hold.reached()
            hold.release()
            for try await value in group { #expect(value == 7) }
        }
        #expect(tier.count(.entry) == 1)
        #expect(cache.statistics.remoteHits == 1)
        #expect(cache.statistics.loads == 0)
        #expect(cache.nearValue(for: 1) == (arrangement.hasNear ? 7 : nil))
    }

    @Test(arguments: Arrangement.allCases)
    func loadsOfOtherKeysAreNotHeldUp(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let gate = Gate()
        async let held = cache.value(for: 0) { _ in
            await gate.wait()
            return 0
        }
        await eventually { cache.statistics.loads == 1 }
        // More keys than the table has parts, so that some share the held one's.
        for key in 1...500 {
            #expect(try await cache.value(for: key) { $0.key } == key)
        }
        gate.open()
        #expect(try await held == 0)
        #expect(cache.statistics.joined == 0)
        #expect(cache.statistics.loads == 501)
    }

    @Test func valueAndOptionalCallersShareOneLoad() async throws {
        let cache = Arrangement.nearOnly.cache()
        let (gate, loads) = (Gate(), Counter())
        async let leader = cache.value(for: 1) { _ -> Loaded<Int> in
            await gate.wait()
            return .value(loads.next())
        }
        await eventually { cache.statistics.loads == 1 }
        async let joined = cache.value(for: 1) { _ in 100 + loads.next() }
        await eventually { cache.statistics.joined == 1 }
        gate.open()
        #expect(try await leader == 1)
        #expect(try await joined == 1)
        #expect(loads.value == 1)
    }

    /// A reader may miss the near tier just before the load lands there.
    @Test func keyIsLoadedOnceHoweverCloseReadersAre() async throws {
        let cache = Cache<Int, Int>("numbers", near: .entries(1 << 20))
        let keys = 30_000
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for key in 0..<keys { _ = try await cache.value(for: key) { $0.key } } }
            }
            try await group.waitForAll()
        }
        let statistics = cache.statistics
        #expect(statistics.loads == keys)
        #expect(statistics.nearHits + statistics.joined == 3 * keys)
    }

    @Test(arguments: Arrangement.allCases)
    func everyReadIsCountedOnce(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (tasks, reads) = (8, 2_000)
        await withTaskGroup { group in
            for number in 0..<tasks {
                group.addTask {
                    var random = Seeded(UInt64(number))
                    for _ in 0..<reads {
                        let key = Int.random(in: 0..<50, using: &random)
                        _ = try? await cache.value(for: key) { $0.key }
                        if random.chance(2) { try? await cache.invalidate(key) }
                    }
                }
            }
        }
        let statistics = cache.statistics
        let counted = statistics.nearHits + statistics.remoteHits + statistics.joined + statistics.loads
        #expect(counted == tasks * reads)
        #expect(statistics.cancelled == 0)
        #expect(statistics.loadFailures == 0)
    }
}
