import Pinyon
import PinyonTesting
import Testing

private struct Product: Codable, Hashable, Sendable {
    var name: String
    var price: Double
    var tags: [String] = []
    var note: String?
}

private struct Nested: Codable, Hashable, Sendable {
    var children: [Nested] = []
}

/// Encodes what is positive and decodes what is even.
private struct PickyCodec: CacheCodec {
    struct Refusal: Error {}

    func encode(_ value: Int) throws -> [UInt8] {
        guard value > 0 else { throw Refusal() }
        return [UInt8(value)]
    }

    func decode(_ bytes: ArraySlice<UInt8>) throws -> Int {
        guard let byte = bytes.first, byte % 2 == 0 else { throw Refusal() }
        return Int(byte)
    }
}

@Suite(.watched) struct CodecTests {
    private let tier = StagedTier()
    private static let header: [UInt8] = [0x50, 0x01, 0x00]

    private func products() -> Cache<String, Product> {
        Cache("products", near: nil, remote: tier)
    }

    private let samples = [
        Product(name: "", price: 0),
        Product(name: "käse 🦜 \"\\\n\u{0}", price: -0.1, tags: ["a", "", "/"], note: ""),
        Product(name: "x", price: .greatestFiniteMagnitude, note: nil),
        Product(name: "y", price: .leastNonzeroMagnitude, note: "n"),
    ]

    @Test func jsonComesBack() async throws {
        for sample in samples {
            try await products().store(sample, for: "key")
            #expect(try await products().cachedValue(for: "key") == sample)
            #expect(tier.contents.first?.starts(with: Self.header) == true)
        }
    }

    @Test func jsonOfEqualValuesHasEqualBytes() throws {
        let codec = JSONCodec<[String: Int]>()
        let keys = (0..<50).map { "\($0)" }
        let first = try codec.encode(Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) }))
        let second = try codec.encode(Dictionary(uniqueKeysWithValues: keys.reversed().map { ($0, 1) }))
        #expect(first == second)
        #expect(try JSONCodec<String>().encode("a/b") == Array("\"a/b\"".utf8))
        #expect(try JSONCodec<Int>().decode(Array("[1,7]".utf8)[3..<4]) == 7)
    }

    @Test(arguments: [0, 1, 3, 100_000])
    func bytesAreStoredAsTheyAre(_ count: Int) async throws {
        var random = Seeded(UInt64(count))
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
        let cache = Cache<String, [UInt8]>("bytes", near: nil, remote: tier)
        try await cache.store(bytes, for: "key")
        #expect(tier.contents == [Self.header + bytes])
        #expect(try await cache.cachedValue(for: "key") == bytes)
    }

    /// Reads what another process left, with both kinds of reader.
    private func expectMiss(_ comment: @autoclosure () -> String) async throws {
        let cache = products()
        #expect(try await cache.cachedValue(for: "key") == nil, "\(comment())")
        let fresh = Product(name: "fresh", price: 1)
        #expect(try await cache.value(for: "key") { _ in fresh } == fresh, "\(comment())")
        await cache.shutDown()
        #expect(cache.statistics.loads == 1, "\(comment())")
        #expect(cache.statistics.remoteFailures == 0, "\(comment())")
    }

    private func frame(_ product: Product) async throws -> [UInt8] {
        try await products().store(product, for: "key")
        return try #require(tier.contents.first)
    }

    @Test func everyTruncationIsAMiss() async throws {
        let whole = try await frame(samples[1])
        for count in whole.indices {
            tier.rewrite { _ in Array(whole.prefix(count)) }
            try await expectMiss("\(count) of \(whole.count) bytes")
        }
        tier.rewrite { _ in whole }
        #expect(try await products().cachedValue(for: "key") == samples[1])
    }

    @Test(arguments: 0..<3)
    func everyOtherHeaderByteIsAMiss(_ position: Int) async throws {
        let whole = try await frame(samples[1])
        for byte in UInt8.min ... .max where byte != whole[position] {
            var frame = whole
            frame[position] = byte
            tier.rewrite { [frame] _ in frame }
            try await expectMiss("byte \(position) is \(byte)")
        }
    }

    @Test func headersAloneAreMisses() async throws {
        let cache = Cache<String, [UInt8]>("bytes", near: nil, remote: tier)
        try await cache.store([1, 2, 3], for: "key")
        let unknown: [[UInt8]] = [
            [], [0x50], [0x50, 0x01], [0x50, 0x02, 0x00, 1], [0x51, 0x01, 0x00, 1], [0x50, 0x01, 0x02, 1],
        ]
        for frame in unknown {
            tier.rewrite { _ in frame }
            #expect(try await cache.cachedValue(for: "key") == nil)
        }
        // “Absent” has nothing after it.
        tier.rewrite { _ in [0x50, 0x01, 0x01, 0x00] }
        let value = try await cache.value(for: "key") { _ -> Loaded<[UInt8]> in .uncached([9]) }
        #expect(value == [9])
        tier.rewrite { _ in [0x50, 0x01, 0x01] }
        #expect(try await cache.value(for: "key") { _ -> Loaded<[UInt8]> in .uncached([9]) } == nil)
    }

    @Test func randomBytesAreMisses() async throws {
        _ = try await frame(samples[0])
        var random = Seeded(42)
        for round in 0..<2_000 {
            let count = Int.random(in: 0..<40, using: &random)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            if round % 2 == 0 { bytes = Self.header + bytes }
            tier.rewrite { [bytes] _ in bytes }
            try await expectMiss("\(bytes)")
        }
    }

    @Test func undecodableJSONIsAMissAndCounted() async throws {
        _ = try await frame(samples[0])
        let cache = products()
        for text in ["", "{", "[]", "null", "{\"name\":1}", "{\"name\":\"a\",\"price\":\"b\"}", "\u{FEFF}x"] {
            tier.rewrite { _ in Self.header + Array(text.utf8) }
            let before = cache.statistics.codecFailures
            #expect(try await cache.cachedValue(for: "key") == nil)
            #expect(cache.statistics.codecFailures == before + 1, "\(text)")
        }
        #expect(cache.statistics.remoteFailures == 0)
        #expect(cache.statistics.remoteHits == 0)
    }

    @Test func deeplyNestedJSONIsAMiss() async throws {
        let cache = Cache<Int, Nested>("nested", near: nil, remote: tier)
        try await cache.store(Nested(children: [Nested()]), for: 1)
        #expect(try await cache.cachedValue(for: 1) == Nested(children: [Nested()]))
        let depth = 100_000
        let open = String(repeating: "{\"children\":[", count: depth)
        tier.rewrite { _ in Self.header + Array((open + String(repeating: "]}", count: depth)).utf8) }
        #expect(try await cache.cachedValue(for: 1) == nil)
        #expect(cache.statistics.codecFailures == 1)
    }

    @Test func valueThatCannotBeEncodedIsKeptNearOnly() async throws {
        let cache = Cache<Int, Double>("doubles", remote: tier)
        #expect(try await cache.value(for: 1) { _ in .infinity } == .infinity)
        await cache.shutDown()
        #expect(cache.nearValue(for: 1) == .infinity)
        #expect(cache.statistics.codecFailures == 1)
        #expect(cache.statistics.remoteFailures == 0)
        #expect(tier.count(.store) == 0)
    }

    @Test func storingWhatCannotBeEncodedThrowsAndChangesNothing() async throws {
        let cache = Cache<Int, Int>("picky", remote: tier, codec: PickyCodec())
        try await cache.store(2, for: 1)
        let error = await #expect(throws: CacheError.self) { try await cache.store(-1, for: 1) }
        #expect(error?.code == .codec)
        #expect(error?.underlying is PickyCodec.Refusal)
        #expect(cache.statistics.codecFailures == 1)
        #expect(try await cache.cachedValue(for: 1) == 2)
        // The next write of the key is not held up.
        try await cache.invalidate(1)
        #expect(tier.contents.isEmpty)
    }

    @Test func codecThatRefusesToDecodeIsAMiss() async throws {
        let cache = Cache<Int, Int>("picky", near: nil, remote: tier, codec: PickyCodec())
        try await cache.store(3, for: 1)
        #expect(try await cache.value(for: 1) { _ in 4 } == 4)
        await cache.shutDown()
        #expect(try await cache.cachedValue(for: 1) == 4)
        #expect(cache.statistics.codecFailures == 1)
    }
}
