import Foundation
import Pinyon
import PinyonTesting
import Testing

private struct Pair: CacheKey {
    var text: String
    var number: Int

    func encode(into encoder: inout KeyEncoder) {
        encoder.append(number)
        encoder.append("/")
        encoder.append(text)
    }
}

@Suite(.watched) struct CacheKeyTests {
    /// The bytes by which a remote tier knows a key.
    private func bytes<Key: CacheKey>(_ key: Key, in name: String = "n") async throws -> [UInt8] {
        let tier = StagedTier()
        try await Cache<Key, Int>(name, near: nil, remote: tier).store(1, for: key)
        let remote = try #require(tier.keys.first)
        #expect(remote.namespace == name)
        return remote.bytes
    }

    @Test(arguments: ["n", "with:colon", "50%"])
    func keyMadeForATestIsWhatATierSees(_ name: String) async throws {
        let pair = Pair(text: "a", number: 1)
        #expect(RemoteKey(namespace: name, key: pair).bytes == (try await bytes(pair, in: name)))
        #expect(RemoteKey(namespace: name, key: pair).namespace == name)
    }

    private func text<Key: CacheKey>(_ key: Key, in name: String = "n") async throws -> String {
        String(decoding: try await bytes(key, in: name), as: UTF8.self)
    }

    @Test func keysOfDifferentCachesNeverMeet() async throws {
        let names = ["", ":", "::", "a", "a:", "a:b", ":a", "%", "%3A", "%3a", "%25", "a%3Ab", "a%253Ab", "a b", "ü"]
        let keys = ["", ":", "a", "b", ":b", "b:c", "%3A", "%", "a:b", "ü"]
        var seen: [[UInt8]: String] = [:]
        for name in names {
            for key in keys {
                let place = "“\(name)”, “\(key)”"
                let other = seen.updateValue(place, forKey: try await bytes(key, in: name))
                #expect(other == nil, "\(place) has the bytes of \(other ?? "")")
            }
        }
        #expect(try await text("k", in: "a:b%") == "a%3Ab%25:k")
    }

    @Test func numbersAreDecimal() async throws {
        #expect(try await text(0) == "n:0")
        #expect(try await text(Int.min) == "n:-9223372036854775808")
        #expect(try await text(UInt.max) == "n:18446744073709551615")
        #expect(try await text(Int8.min) == "n:-128")
        #expect(try await text(UInt8.max) == "n:255")
        #expect(try await text(Int16.min) == "n:-32768")
        #expect(try await text(UInt16.max) == "n:65535")
        #expect(try await text(Int32.min) == "n:-2147483648")
        #expect(try await text(UInt32.max) == "n:4294967295")
        #expect(try await text(Int64.max) == "n:9223372036854775807")
        #expect(try await text(UInt64.max) == "n:18446744073709551615")
    }

    @Test func identifiersAreTheirCapitals() async throws {
        let id = try #require(UUID(uuidString: "e621e1f8-c36c-495a-93fc-0c247a3e6e5f"))
        #expect(try await text(id) == "n:E621E1F8-C36C-495A-93FC-0C247A3E6E5F")
    }

    @Test func keysOfOnesOwnWork() async throws {
        #expect(try await text(Pair(text: "a/b", number: -7)) == "n:-7/a/b")
    }

    @Test(arguments: [
        ("é", "e\u{301}"), ("Å", "\u{212B}"), ("각", "\u{1100}\u{1161}\u{11A8}"),
        ("q\u{323}\u{307}", "q\u{307}\u{323}"), ("ﬁé", "ﬁe\u{301}"), ("Ω", "\u{2126}"),
    ])
    func equalStringsAreOneKey(_ left: String, _ right: String) async throws {
        #expect(left == right)
        #expect(try await bytes(left) == bytes(right))
        let tier = StagedTier()
        try await Cache<String, Int>("n", remote: tier).store(7, for: left)
        #expect(try await Cache<String, Int>("n", remote: tier).cachedValue(for: right) == 7)
    }

    @Test func equalNamesAreOneCache() async throws {
        let tier = StagedTier()
        try await Cache<String, Int>("caf\u{E9}", remote: tier).store(7, for: "k")
        #expect(try await Cache<String, Int>("cafe\u{301}", remote: tier).cachedValue(for: "k") == 7)
    }

    /// Strings of letters, marks and jamo: equal ones have equal bytes, and only those.
    @Test func stringsAreEqualExactlyIfTheirBytesAre() async throws {
        let pieces =
            [
                "a", "e", "E", "o", "ø", "é", "ê", "ế", "ộ", "ﬁ", "가", "각", "👩", "🇩", "%", ":", "\u{0}", "\u{200D}",
                "\u{5D9}\u{5B4}", "\u{FB1D}",
            ] + ["\u{300}", "\u{301}", "\u{302}", "\u{323}", "\u{327}", "\u{1100}", "\u{1161}", "\u{11A8}"]
        var random = Seeded(7)
        var strings: [String] = []
        for _ in 0..<400 {
            let count = Int.random(in: 1...3, using: &random)
            strings.append((0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined())
        }
        var encoded: [[UInt8]] = []
        for string in strings { encoded.append(try await bytes(string)) }
        for left in strings.indices {
            for right in strings.indices where (strings[left] == strings[right]) != (encoded[left] == encoded[right]) {
                Issue.record("\(strings[left].debugDescription) and \(strings[right].debugDescription)")
            }
        }
    }
}
