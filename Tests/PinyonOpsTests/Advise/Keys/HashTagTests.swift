import PinyonClient
import PinyonOps
import Testing

/// Tags that keep too many keys together.
struct HashTagTests {
    private static let nodes = [MadeUp.node(port: 1), MadeUp.node(port: 2), MadeUp.node(port: 3)]

    private static func facts(
        _ keys: [KeyRecord], of total: Int? = nil, topology: Facts.Topology = .cluster
    ) -> Facts {
        MadeUp.facts(nodes, topology: topology, keys: MadeUp.sample(keys, of: total))
    }

    /// Keys without a tag on all nodes.
    private static func even(_ count: Int) -> [KeyRecord] {
        MadeUpKeys.many(count) { $0.node = $1 % 3 }
    }

    @Test func aTagWithATwentiethOfTheKeysIsNamedWithItsNode() throws {
        let tagged = MadeUpKeys.many(100, "{eu}:") { record, _ in record.node = 1 }
        let facts = Self.facts(tagged + Self.even(900), of: 10_000)
        let finding = try #require(try MadeUpKeys.finding("hash-tag-skew", facts))
        #expect(finding.value == 10)
        #expect(finding.threshold == 5)
        #expect(finding.priority == .high)
        #expect(finding.offenders == [Offender("{eu}", node: "127.0.0.1:2", bytes: 100_000, count: 1_000)])
        #expect(finding.issue.contains("25.0 % of those of 127.0.0.1:2"))
    }

    @Test func aFifthOfOneNodesKeysIsTooMuchToo() throws {
        let tagged = MadeUpKeys.many(40, "{eu}:") { record, _ in record.node = 2 }
        let others = MadeUpKeys.many(960) { $0.node = $1 < 120 ? 2 : 0 }
        let finding = try #require(try MadeUpKeys.finding("hash-tag-skew", Self.facts(tagged + others)))
        #expect(finding.value == 25)
        #expect(finding.threshold == 20)
    }

    @Test func whatMayBeChanceIsLessSure() throws {
        let tagged = MadeUpKeys.many(21, "{eu}:")
        let finding = try #require(
            try MadeUpKeys.finding("hash-tag-skew", Self.facts(tagged + Self.even(379), of: 10_000)))
        #expect(finding.certainty == 0.7)
        #expect(finding.priority == .medium)
    }

    @Test func smallerSharesAreFine() throws {
        let tagged = MadeUpKeys.many(50, "{eu}:")
        #expect(try MadeUpKeys.isQuiet("hash-tag-skew", Self.facts(tagged + Self.even(950))))
    }

    @Test func emptyTagsAndFewKeysAreFine() throws {
        #expect(try MadeUpKeys.isQuiet("hash-tag-skew", Self.facts(MadeUpKeys.many(500, "{}:"))))
        #expect(try MadeUpKeys.isQuiet("hash-tag-skew", Self.facts(MadeUpKeys.many(50, "{eu}:"))))
    }

    @Test func outsideOfClustersAndWithoutKeysItIsSkipped() throws {
        let standalone = Self.facts(Self.even(10), topology: .standalone)
        #expect(try MadeUpKeys.absence("hash-tag-skew", standalone)?.cause == .unsupported)
        let unseen = MadeUp.facts(Self.nodes, topology: .cluster)
        #expect(try MadeUpKeys.absence("hash-tag-skew", unseen)?.cause == .unwanted)
    }
}
