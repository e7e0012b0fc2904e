import Pinyon
import PinyonTesting
import Testing

private final class ClassFailure: Error {}

private enum TypedFailure: Error {
    case one
}

@Suite(.watched) struct LoaderErrorTests {
    @Test(arguments: Arrangement.allCases)
    func loadersErrorReachesEveryCallerUnchanged(_ arrangement: Arrangement) async throws {
        let cache = arrangement.cache()
        let (failure, gate) = (ClassFailure(), Gate())
        let callers = (0..<20).map { _ in
            Task {
                try await cache.value(for: 1) { _ -> Int in
                    await gate.wait()
                    throw failure
                }
            }
        }
        await eventually { cache.statistics.joined == 19 && cache.statistics.loads == 1 }
        gate.open()
        for caller in callers {
            let error = await #expect(throws: ClassFailure.self) { try await caller.value }
            #expect(error === failure)
        }
        #expect(cache.statistics.loadFailures == 1)
    }

    @Test(arguments: Arrangement.allCases)
    func failedLoadIsNotCached(_ arrangement: Arrangement) async throws {
        let tier = StagedTier()
        let cache = arrangement.cache(tier)
        for _ in 0..<2 {
            await #expect(throws: TypedFailure.one) { try await cache.value(for: 1) { _ in throw TypedFailure.one } }
        }
        #expect(cache.statistics.loads == 2)
        #expect(tier.contents.isEmpty)
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(try await cache.value(for: 1) { _ in 3 } == 3)
        #expect(cache.statistics.loads == 3)
    }

    @Test func failedLoadOfADetachedFlightLeavesItsSuccessor() async throws {
        let cache = Arrangement.nearOnly.cache()
        let gate = Gate()
        let early = Task {
            try await cache.value(for: 1) { _ -> Int in
                await gate.wait()
                throw TypedFailure.one
            }
        }
        await eventually { cache.statistics.loads == 1 }
        try await cache.invalidate(1)
        #expect(try await cache.value(for: 1) { _ in 2 } == 2)
        gate.open()
        await #expect(throws: TypedFailure.one) { try await early.value }
        #expect(cache.nearValue(for: 1) == 2)
    }

    @Test func errorOfACacheThatALoaderUsesPassesThrough() async throws {
        let inner = Cache<Int, Int>("inner")
        await inner.shutDown()
        let outer = Arrangement.nearOnly.cache()
        let error = await #expect(throws: CacheError.self) {
            try await outer.value(for: 1) { _ in try await inner.value(for: 1) { _ in 1 } }
        }
        #expect(error?.cache == "inner")
        #expect(error?.code == .shutDown)
        #expect(error?.description.contains("shutDown in cache “inner”") == true)
    }

    private func resultType<Result>(_ body: @Sendable () async throws -> Result) -> Result.Type { Result.self }

    @Test func closuresChooseTheOverloadThatTheyMean() async throws {
        let cache = Arrangement.nearOnly.cache()
        #expect(resultType { try await cache.value(for: 1) { _ in throw TypedFailure.one } } == Int.self)
        #expect(resultType { try await cache.value(for: 1) { _ in 1 } } == Int.self)
        #expect(resultType { try await cache.value(for: 1) { _ in .absent } } == Int?.self)
        #expect(resultType { try await cache.value(for: 1) { .value($0.key) } } == Int?.self)
        let multi = resultType {
            try await cache.value(for: 1) { context in
                guard context.key > 0 else { return .absent(for: .seconds(1)) }
                return context.key > 5 ? .uncached(1) : .value(2, for: .seconds(2))
            }
        }
        #expect(multi == Int?.self)
        let optional: Int? = try await cache.value(for: 2) { _ in 7 }
        #expect(optional == 7)
    }

    @Test func namedAndTypedLoadersCompile() async throws {
        let cache = Arrangement.nearOnly.cache()
        let plain: @Sendable (LoadContext<Int>) async throws -> Int = { $0.key }
        let rich: @Sendable (LoadContext<Int>) async throws -> Loaded<Int> = { .value($0.key) }
        let typed: @Sendable (LoadContext<Int>) async throws(TypedFailure) -> Int = { context throws(TypedFailure) in
            if context.key == 3 { throw .one }
            return context.key
        }
        let synchronous: @Sendable (LoadContext<Int>) -> Int = { $0.key }
        #expect(try await cache.value(for: 1, orLoad: plain) == 1)
        #expect(try await cache.value(for: 2, orLoad: rich) == 2)
        await #expect(throws: TypedFailure.one) { try await cache.value(for: 3, orLoad: typed) }
        #expect(try await cache.value(for: 4, orLoad: synchronous) == 4)
    }

    @Test func valuesThatAreOptionalWork() async throws {
        let cache = Cache<Int, Int?>("optional", remote: MemoryTier())
        #expect(try await cache.value(for: 1) { _ in nil } == .some(nil))
        let kept = try await cache.value(for: 1) { _ -> Int? in throw UnexpectedLoad() }
        #expect(kept == .some(nil))
        #expect(try await cache.cachedValue(for: 1) == .some(.some(nil)))
        #expect(try await cache.cachedValue(for: 2) == nil as Int??)
    }
}
