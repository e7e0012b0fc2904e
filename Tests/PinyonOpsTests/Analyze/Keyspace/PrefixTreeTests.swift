import PinyonClient
import PinyonOps
import Testing

/// Keys by how their names begin.
struct PrefixTreeTests {
    private static func key(_ name: String, bytes: Int? = 100, ttl: Duration? = nil) -> KeyRecord {
        var record = KeyRecord(KeyName(name.utf8), type: .string)
        record.bytes = bytes
        record.timeToLive = ttl
        return record
    }

    private static func node(_ prefix: String, _ tree: PrefixTree) -> PrefixNode? {
        tree.nodes.first { $0.prefix == prefix }
    }

    @Test func keysAreCountedUnderEachOfTheirPrefixes() throws {
        let tree = PrefixTree([
            Self.key("user:1:name", bytes: 10, ttl: .seconds(30)), Self.key("user:2:name", bytes: 20),
            Self.key("user:2:mail", bytes: 5), Self.key("user", bytes: 1), Self.key("post:1", bytes: nil),
        ])
        #expect(tree.root.keys == 5)
        #expect(tree.root.measuredKeys == 4)
        let user = try #require(Self.node("user:", tree))
        #expect(user.keys == 3)
        #expect(user.bytes == 35)
        #expect(user.keysWithoutEnd == 2)
        #expect(user.meanSecondsLeft == 30)
        #expect(user.types == [.string: 3])
        #expect(Self.node("user:*:", tree)?.keys == 3)
        #expect(Self.node("user:*:name", tree)?.bytes == 30)
        #expect(Self.node("user", tree)?.keys == 1)
        #expect(Self.node("post:*", tree)?.meanSecondsLeft == nil)
        #expect(tree.root.children.map(\.prefix) == ["user:", "user", "post:"])
    }

    @Test func namesAreFollowedToTheGivenDepth() {
        let tree = PrefixTree([Self.key("a:b:c:d")], bounds: .init(children: 8, depth: 2))
        #expect(tree.nodes.map(\.prefix) == ["", "a:", "a:b:"])
    }

    /// More than eight times as many as there is room for, so that it is pruned while it is built.
    @Test func whatIsBeyondTheBoundIsCountedTogether() throws {
        let letters = Array("abcdefghij")
        var records = letters.flatMap { one in letters.map { Self.key("x\(one)\($0):k") } }
        records += (0..<10).map { _ in Self.key("heavy:k", bytes: 1_000) }
        let tree = PrefixTree(records, bounds: .init(children: 10, depth: 4))
        let children = tree.root.children
        #expect(children.count == 10)
        #expect(children.first?.prefix == "heavy:")
        #expect(children.first?.keys == 10)
        let rest = try #require(children.last)
        #expect(rest.prefix == PrefixNode.rest)
        #expect(rest.children.isEmpty)
        #expect(children.reduce(0) { $0 + $1.keys } == 110)
        #expect(children.reduce(0) { $0 + $1.bytes } == tree.root.bytes)
    }

    @Test func mergedTreesAreTheTreeOfAllKeys() {
        let one = (0..<20).map { (number: Int) in Self.key("user:\(number):name", bytes: number) }
        let other = (0..<30).map { (number: Int) in
            Self.key(number.isMultiple(of: 2) ? "user:\(number):mail" : "post:\(number)", bytes: 7 * number)
        }
        var merged = PrefixTree(one)
        merged.merge(PrefixTree(other))
        let whole = PrefixTree(one + other)
        #expect(merged.nodes.map(\.prefix) == whole.nodes.map(\.prefix))
        #expect(merged.nodes.map(\.keys) == whole.nodes.map(\.keys))
        #expect(merged.nodes.map(\.squaredBytes) == whole.nodes.map(\.squaredBytes))
    }

    @Test func theEstimateOfAWholeSampleIsExact() throws {
        let tree = PrefixTree([Self.key("a:1", bytes: 10), Self.key("a:2", bytes: 1_000), Self.key("b:1")])
        let node = try #require(Self.node("a:", tree))
        let bytes = try #require(tree.bytes(of: node, totalKeys: 3))
        #expect([bytes.low, bytes.value, bytes.high] == [1_010, 1_010, 1_010])
    }

    /// Half of the keys seen take 100 bytes, half 300: s = 100.504, with 99 degrees of freedom t = 1.984, so that the
    /// margin is 1.984 · 100.504 / √100 · √0.9 · 1,000.
    @Test func theIntervalIsStudents() throws {
        let tree = PrefixTree((0..<100).map { Self.key("a:\($0)", bytes: $0 % 2 == 0 ? 100 : 300) })
        let bytes = try #require(tree.bytes(of: tree.root, totalKeys: 1_000))
        #expect(bytes.value == 200_000)
        #expect(abs(bytes.low - (200_000 - 18_919)) < 20)
        #expect(abs(bytes.high - (200_000 + 18_919)) < 20)
        let keys = try #require(tree.keys(of: tree.root, totalKeys: 1_000))
        #expect([keys.low, keys.value, keys.high] == [1_000, 1_000, 1_000])
    }

    @Test func theIntervalNeverLiesBelowWhatWasSeen() throws {
        let tree = PrefixTree((0..<10).map { Self.key("a:\($0)", bytes: $0 == 0 ? 1_000_000 : 0) })
        let bytes = try #require(tree.bytes(of: tree.root, totalKeys: 12))
        #expect(bytes.low == 1_000_000)
        #expect(bytes.value == 1_200_000)
    }

    @Test func oneKeyOfSeveralTellsNothing() {
        let tree = PrefixTree([Self.key("a:1")])
        #expect(tree.bytes(of: tree.root, totalKeys: 2) == nil)
        let unmeasured = PrefixTree([Self.key("a:1", bytes: nil), Self.key("a:2", bytes: nil)])
        #expect(unmeasured.bytes(of: unmeasured.root, totalKeys: 10) == nil)
    }
}
