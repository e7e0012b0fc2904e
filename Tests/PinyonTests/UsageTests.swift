import Pinyon
import Testing

private struct Product: Codable, Sendable, Equatable {
    var id: Int
    var name: String
}

private struct Database: Sendable {
    func product(_ id: Int) async throws -> Product? { id > 0 ? Product(id: id, name: "parrot") : nil }
}

/// What an application writes, with nothing but `import Pinyon`.
@Suite(.watched) struct UsageTests {
    @Test func shortestUseCompiles() async throws {
        let database = Database()
        let products = Cache<Int, Product>("products", policy: .init(lifetime: .seconds(600)))
        let product = try await products.value(for: 42) { context in
            guard let row = try await database.product(context.key) else { return .absent(for: .seconds(30)) }
            return .value(row)
        }
        #expect(product?.name == "parrot")
        try await products.invalidate(42)
        #expect(products.nearValue(for: 42) == nil)
    }

    @Test func everyOptionIsReachableByName() async throws {
        let remote = MemoryTier(maximumBytes: 1 << 20)
        var near = NearOptions<String, Product>.entries(1_000).policy(.sieve)
        near.onRemoval = { key, product, cause in if cause == .capacity { print(key, product.name) } }
        let policy = CachePolicy(
            lifetime: .seconds(600), nearLifetime: .seconds(5), absentLifetime: .seconds(30), jitter: 0.1)
        let products = Cache<String, Product>(
            "products", near: near, remote: remote, codec: JSONCodec(), policy: policy, clock: .system, executor: nil)
        #expect(try await products.value(for: "a") { _ in Product(id: 1, name: "a") }.id == 1)
        try await products.store(Product(id: 2, name: "b"), for: "b", lifetime: .seconds(5))
        try await products.invalidateAll()
        let statistics: CacheStatistics = products.statistics
        let nearStatistics: NearStatistics? = statistics.near
        #expect(nearStatistics?.hitRate == 0)
        await products.shutDown()
        do {
            _ = try await products.value(for: "a") { _ in throw CancellationError() }
        } catch let error as CacheError where error.code == .shutDown {
            #expect(error.underlying == nil)
        }
    }

    @Test func clockOfOnesOwnIsUsed() async throws {
        let cache = Cache<String, [UInt8]>(
            "bytes", near: .bytes(1 << 20) { $1.count }, remote: MemoryTier(), clock: NearClock(ContinuousClock()))
        try await cache.store([1, 2], for: "a", lifetime: .seconds(3_600))
        #expect(cache.nearValue(for: "a") == [1, 2])
    }
}
