import PinyonClient
import PinyonOps
import Testing

/// Collections that have left their compact form.
struct EncodingTests {
    private static let usual = [
        "hash-max-listpack-entries": "512", "hash-max-listpack-value": "64", "zset-max-ziplist-entries": "128",
        "zset-max-ziplist-value": "64", "set-max-intset-entries": "512",
    ]

    private static func facts(
        _ type: KeyType, _ encoding: String?, length: Int, integers: Bool? = nil, bytes: Int = 200_000,
        settings: [String: String]? = EncodingTests.usual
    ) -> Facts {
        let keys = MadeUpKeys.many(60, "item:", type, bytes: bytes) { record, _ in
            record.encoding = encoding
            record.length = length
            record.members = integers.map { MemberForm(of: 10, areIntegers: $0, longestBytes: 90) }
        }
        return MadeUp.facts([MadeUp.node(settings: settings)], keys: MadeUp.sample(keys))
    }

    @Test(arguments: [
        (KeyType.hash, "hashtable", 640, "hash-max-listpack-entries 800"),
        (.sortedSet, "skiplist", 150, "zset-max-ziplist-entries 187"),
    ])
    func slightlyTooManyMembersAreFound(
        _ type: KeyType, _ encoding: String, _ length: Int, _ setting: String
    ) throws {
        let finding = try #require(try MadeUpKeys.finding("encoding-loss", Self.facts(type, encoding, length: length)))
        #expect(finding.action.contains("CONFIG SET \(setting)"))
        #expect(finding.value > 1)
        #expect(finding.value <= 1.25)
        #expect(finding.offenders == [Offender("item:*", bytes: 12_000_000, count: 60)])
        #expect(finding.priority == .high)
    }

    @Test func aFieldThatIsTooLongIsFound() throws {
        let finding = try #require(
            try MadeUpKeys.finding("encoding-loss", Self.facts(.hash, "hashtable", length: 20, integers: false)))
        #expect(finding.action.contains("hash-max-listpack-value"))
        #expect(finding.issue.contains("60 of 60 for a member that is too long"))
        #expect(finding.evidence.first?.contains("the longest of those looked at 90 bytes") == true)
    }

    @Test func compactLargeAndLittleCollectionsAreFine() throws {
        #expect(try MadeUpKeys.isQuiet("encoding-loss", Self.facts(.hash, "listpack", length: 500)))
        #expect(try MadeUpKeys.isQuiet("encoding-loss", Self.facts(.hash, "hashtable", length: 641)))
        #expect(try MadeUpKeys.isQuiet("encoding-loss", Self.facts(.hash, "hashtable", length: 600, bytes: 100_000)))
    }

    @Test func setsOfWordsHaveNoCompactFormBeforeSevenTwo() throws {
        #expect(try MadeUpKeys.isQuiet("encoding-loss", Self.facts(.set, "hashtable", length: 100)))
    }

    @Test func withoutSettingsOrEncodingItIsSkipped() throws {
        let unset = Self.facts(.hash, "hashtable", length: 600, settings: nil)
        #expect(try MadeUpKeys.absence("encoding-loss", unset)?.cause == .unwanted)
        #expect(try MadeUpKeys.absence("encoding-loss", Self.facts(.hash, nil, length: 600))?.cause == .unsupported)
        let sets = Self.facts(.set, "hashtable", length: 600, integers: true, settings: nil)
        #expect(try MadeUpKeys.absence("increaseSetMaxIntsetEntries", sets)?.cause == .unwanted)
    }

    @Test func setsOfSlightlyTooManyIntegersAreFound() throws {
        let finding = try #require(
            try MadeUpKeys.finding(
                "increaseSetMaxIntsetEntries", Self.facts(.set, "hashtable", length: 2_000, integers: true)))
        #expect(finding.action.contains("CONFIG SET set-max-intset-entries 2500"))
        #expect(finding.priority == .low)
        #expect(finding.offenders.count == 10)
    }

    @Test(arguments: [
        ("intset", 600, true), ("hashtable", 512, true), ("hashtable", 2_049, true), ("hashtable", 600, false),
    ])
    func otherSetsAreFine(_ encoding: String, _ length: Int, _ integers: Bool) throws {
        let facts = Self.facts(.set, encoding, length: length, integers: integers)
        #expect(try MadeUpKeys.isQuiet("increaseSetMaxIntsetEntries", facts))
    }

    @Test func setsWhoseMembersWereNotReadAreNotJudged() throws {
        let facts = Self.facts(.set, "hashtable", length: 600)
        #expect(try MadeUpKeys.absence("increaseSetMaxIntsetEntries", facts)?.cause == .unwanted)
    }
}
