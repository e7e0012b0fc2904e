import Pinyon
import PinyonTesting
import Testing

@Suite(.watched) struct LocalInvalidationTests {
    /// A load that has read its source and stands still before it returns.
    private struct HeldLoad {
        let hasRead = Gate()
        let gate = Gate()

        func load(_ source: Source) async -> Int {
            let value = source.value
            hasRead.open()
            await gate.wait()
            return value
        }
    }

    @Test(arguments: Arrangement.allCases)
    func invalidateDuringLoadIsNotResurrected(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (source, held) = (Source(), HeldLoad())
        async let early = cache.value(for: 1) { _ in await held.load(source) }
        await held.hasRead.wait()
        source.next()
        try await cache.invalidate(1)
        held.gate.open()
        #expect(try await early == 0)
        await cache.shutDown()
        #expect(cache.nearValue(for: 1) == nil)
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(tier.contents.isEmpty)
        #expect(cache.statistics.detached == 1)
    }

    @Test(arguments: Arrangement.allCases)
    func invalidateBeforeLoaderReadsIsConservative(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (source, gate) = (Source(), Gate())
        async let early = cache.value(for: 1) { _ in
            await gate.wait()
            return source.value
        }
        await eventually { cache.statistics.loads == 1 }
        source.next()
        try await cache.invalidate(1)
        gate.open()
        #expect(try await early == 1)
        #expect(cache.nearValue(for: 1) == nil)
        #expect(try await cache.value(for: 1) { _ in source.value } == 1)
        #expect(cache.statistics.loads == 2)
    }

    @Test(arguments: Arrangement.allCases)
    func readerAfterInvalidateDoesNotJoinOldFlight(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (source, held) = (Source(), HeldLoad())
        async let early = cache.value(for: 1) { _ in await held.load(source) }
        await held.hasRead.wait()
        source.next()
        try await cache.invalidate(1)
        #expect(try await cache.value(for: 1) { _ in source.value } == 1)
        #expect(cache.statistics.joined == 0)
        held.gate.open()
        #expect(try await early == 0)
        await cache.shutDown()
        #expect(cache.nearValue(for: 1) == (arrangement.hasNear ? 1 : nil))
        #expect(try await cache.cachedValue(for: 1) == (arrangement == .flightsOnly ? nil : 1))
        #expect(tier.contents.count == (arrangement.hasRemote ? 1 : 0))
    }

    @Test(arguments: Arrangement.allCases)
    func readersAfterInvalidateShareOneNewFlight(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (held, loads, gate) = (HeldLoad(), Counter(), Gate())
        async let early = cache.value(for: 1) { _ in await held.load(loads) }
        await held.hasRead.wait()
        try await cache.invalidate(1)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await cache.value(for: 1) { _ in
                        await gate.wait()
                        return loads.next()
                    }
                }
            }
            await eventually { cache.statistics.joined == 49 && cache.statistics.loads == 2 }
            held.gate.open()
            gate.open()
            for try await value in group { #expect(value == 1) }
        }
        #expect(try await early == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func storeDuringLoadWins(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (source, held) = (Source(), HeldLoad())
        async let early = cache.value(for: 1) { _ in await held.load(source) }
        await held.hasRead.wait()
        try await cache.store(5, for: 1)
        if arrangement != .flightsOnly { #expect(try await cache.valueWithoutLoad(for: 1) == 5) }
        held.gate.open()
        #expect(try await early == 0)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == (arrangement == .flightsOnly ? nil : 5))
        #expect(cache.statistics.detached == 1)
        #expect(cache.statistics.joined == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func invalidateAllDuringLoadsIsNotResurrected(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (source, gate, started) = (Source(), Gate(), Counter())
        let keys = 0..<200
        try await withThrowingTaskGroup(of: Int.self) { group in
            for key in keys {
                group.addTask {
                    try await cache.value(for: key) { _ in
                        let value = source.value
                        started.next()
                        await gate.wait()
                        return value
                    }
                }
            }
            await eventually { started.value == keys.count }
            source.next()
            try await cache.invalidateAll()
            // The new flights of half the keys end before the old ones do.
            for key in 0..<100 { #expect(try await cache.value(for: key) { _ in source.value } == 1) }
            gate.open()
            for try await value in group { #expect(value == 0) }
        }
        await cache.shutDown()
        for key in keys {
            let isKept = arrangement != .flightsOnly && key < 100
            #expect(try await cache.cachedValue(for: key) == (isKept ? 1 : nil))
        }
        #expect(cache.statistics.detached == keys.count)
        #expect(cache.statistics.joined == 0)
    }

    @Test(arguments: Arrangement.allCases)
    func negativeEntryDiesOnInsert(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let source = Source()
        let read: @Sendable () async throws -> Int? = {
            try await cache.value(for: 1) { _ -> Loaded<Int> in
                source.value == 0 ? .absent(for: .seconds(3_600)) : .value(source.value)
            }
        }
        #expect(try await read() == nil)
        source.next()
        if arrangement.hasNear { #expect(try await read() == nil) }
        try await cache.invalidate(1)
        #expect(try await read() == 1)
    }

    @Test(arguments: Arrangement.allCases)
    func absentLoadedBeforeAnInsertIsNotKept(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        let (source, held) = (Source(), HeldLoad())
        async let early = cache.value(for: 1) { _ -> Loaded<Int> in
            await held.load(source) == 0 ? .absent(for: .seconds(3_600)) : .value(1)
        }
        await held.hasRead.wait()
        source.next()
        try await cache.invalidate(1)
        held.gate.open()
        #expect(try await early == nil)
        await cache.shutDown()
        #expect(tier.contents.isEmpty)
        #expect(cache.statistics.near?.count ?? 0 == 0)
    }

    @Test(arguments: [Arrangement.nearOnly, .nearAndRemote])
    func storedValueReplacesAbsent(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let read: @Sendable () async throws -> Int? = {
            try await cache.value(for: 1) { _ -> Loaded<Int> in .absent(for: .seconds(3_600)) }
        }
        #expect(try await read() == nil)
        try await cache.store(5, for: 1)
        #expect(try await read() == 5)
        try await cache.invalidate(1)
        #expect(try await read() == nil)
    }

    @Test func invalidatingWhatIsNotThereIsFine() async throws {
        let cache = Arrangement.nearAndRemote.cache()
        try await cache.invalidate(1)
        try await cache.invalidateAll()
        #expect(cache.statistics.detached == 0)
    }
}
