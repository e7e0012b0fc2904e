import PinyonNear
import Testing

@Suite struct KeyHasherTests {
    private let hasher = KeyHasher(seed: 1)

    /// Spellings that Swift holds to be one string, the last three with ASCII on one side only.
    @Test(arguments: [
        ("caf\u{E9}", "cafe\u{301}"), ("\u{1E69}", "s\u{323}\u{307}"), ("s\u{307}\u{323}", "s\u{323}\u{307}"),
        ("\u{212B}", "\u{C5}"), ("\u{AC00}", "\u{1100}\u{1161}"), ("\u{2126}", "\u{3A9}"),
        ("\u{212A}", "K"), ("a\u{37E}b", "a;b"), ("\u{1FEF}caf\u{E9}", "`cafe\u{301}"),
    ])
    func equalStringsHashEqually(_ first: String, _ second: String) {
        #expect(first == second)
        #expect(hasher.hash(first) == hasher.hash(second))
    }

    /// A string that isn't ASCII may equal one that is; the two take different ways through the hasher.
    @Test func everyScalarHashesAsTheASCIIStringItEquals() {
        var twins = 0
        let ascii = (UInt8(0)..<128).map { String(UnicodeScalar($0)) }
        let equals = Dictionary(uniqueKeysWithValues: ascii.map { ($0, $0) })
        for number in UInt32(0x80)...0x10_FFFF {
            guard let scalar = UnicodeScalar(number) else { continue }
            let string = String(Character(scalar))
            guard let twin = equals[string] else { continue }
            twins += 1
            #expect(hasher.hash(string) == hasher.hash(twin), "U+\(String(number, radix: 16))")
            #expect(hasher.hash("key:" + string + ":7") == hasher.hash("key:" + twin + ":7"))
        }
        #expect(twins == 3)
    }

    @Test func tierFindsAKeyInAnySpelling() {
        let tier = NearTier(NearOptions<String, Int>.entries(100))
        tier.store(1, for: "\u{212A}")
        tier.store(2, for: "K")
        #expect(tier.count == 1)
        #expect(tier.value(for: "\u{212A}") == 2)
        tier.store(3, for: "cafe\u{301}")
        #expect(tier.value(for: "caf\u{E9}") == 3)
        #expect(tier.violations() == [])
    }

    @Test func equalSeedsAgree() {
        let other = KeyHasher(seed: 1)
        for key in 0..<1_000 {
            #expect(hasher.hash(key) == other.hash(key))
            #expect(hasher.hash("key \(key)") == other.hash("key \(key)"))
        }
    }

    @Test func otherSeedsDisagree() {
        let other = KeyHasher(seed: 2)
        for key in 0..<1_000 {
            #expect(hasher.hash(key) != other.hash(key))
            #expect(hasher.hash("key \(key)") != other.hash("key \(key)"))
        }
    }

    @Test func integersOfEveryTypeHaveHashes() {
        #expect(Set((0..<100).map { hasher.hash(Int32($0) - 50) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash(UInt32.max - UInt32($0)) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash(Int64.min + Int64($0)) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash(UInt64.max - UInt64($0)) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash(Int16($0) - 50) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash([$0]) }).count == 100)
        #expect(Set((0..<100).map { hasher.hash(Optional($0)) }).count == 100)
    }

    /// Lengths around the eight bytes that are hashed at once, and strings that differ in one place only.
    @Test func stringsThatDifferHaveDifferentHashes() {
        var strings: Set<String> = []
        for length in 0...40 {
            strings.insert(String(repeating: "a", count: length))
            strings.insert(String(repeating: "\0", count: length))
            for place in 0..<length {
                var characters = [Character](repeating: "a", count: length)
                characters[place] = "b"
                strings.insert(String(characters))
            }
        }
        #expect(Set(strings.map { hasher.hash($0) }).count == strings.count)
    }

    @Test(arguments: [1, 2, 1_000, 1 << 20, 1 << 32])
    func sequentialIntegersSpreadEvenlyOverShards(_ stride: Int) {
        let counts = shardCounts((0..<64_000).map { hasher.hash($0 &* stride) })
        #expect(counts.allSatisfy { abs($0 - 1_000) < 200 }, "stride \(stride): \(counts)")
    }

    @Test func sequentialStringsSpreadEvenlyOverShards() {
        let counts = shardCounts((0..<64_000).map { hasher.hash("user:\($0)") })
        #expect(counts.allSatisfy { abs($0 - 1_000) < 200 }, "\(counts)")
    }

    @Test func keysOfOneShardSpreadOverItsIndex() {
        let hashes = (0..<64_000).map { hasher.hash($0) }.filter { ($0 >> 32) & 15 == 3 }
        var counts = [Int](repeating: 0, count: 64)
        for hash in hashes { counts[SlotIndex.start(of: hash) & 63] += 1 }
        let mean = hashes.count / 64
        #expect(counts.allSatisfy { abs($0 - mean) < mean / 2 }, "\(counts)")
        #expect(Set(hashes.map { SlotIndex.tag(of: $0) }).count == 256)
    }

    private func shardCounts(_ hashes: [UInt64]) -> [Int] {
        var counts = [Int](repeating: 0, count: 64)
        for hash in hashes { counts[Int(hash >> 32) & 63] += 1 }
        return counts
    }
}
