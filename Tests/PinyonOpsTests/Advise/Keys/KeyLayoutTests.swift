import PinyonClient
import PinyonOps
import Testing

/// Data that could be kept in less memory.
struct KeyLayoutTests {
    private static func facts(
        _ keys: [KeyRecord], of total: Int? = nil, _ fields: [String: String] = ["maxmemory_policy": "noeviction"],
        settings: [String: String]? = nil
    ) -> Facts {
        MadeUp.facts([MadeUp.node(fields, settings: settings)], keys: MadeUp.sample(keys, of: total))
    }

    @Test func manySmallStringsOfAPatternAreFound() throws {
        let keys = MadeUpKeys.many(60, "flag:", bytes: 72) + MadeUpKeys.many(40, "page:", bytes: 5_000)
        let finding = try #require(
            try MadeUpKeys.finding("combineSmallStringsToHashes", Self.facts(keys, of: 20_000)))
        #expect(finding.value == 72)
        #expect(finding.offenders == [Offender("flag:*", bytes: 864_000, count: 12_000)])
        #expect(finding.priority == .low)
        // The entry 24, the name 8, its place in the table 12, the object 16.
        #expect(finding.issue.contains("some 60 of them"))
    }

    @Test func smallStringsThatHaveEndsOrAreEvictedAreFine() throws {
        let rule = "combineSmallStringsToHashes"
        let few = MadeUpKeys.many(50, "flag:") + MadeUpKeys.many(50, "page:", bytes: 200)
        #expect(try MadeUpKeys.isQuiet(rule, Self.facts(few, of: 100_000)))
        #expect(try MadeUpKeys.isQuiet(rule, Self.facts(MadeUpKeys.many(100), of: 9_999)))
        #expect(try MadeUpKeys.isQuiet(rule, Self.facts(MadeUpKeys.many(100, ttl: .seconds(60)), of: 20_000)))
        #expect(try MadeUpKeys.isQuiet(rule, Self.facts(MadeUpKeys.many(100), of: 20_000, [:])))
        let unmeasured = Self.facts(MadeUpKeys.many(100, bytes: nil), of: 20_000)
        #expect(try MadeUpKeys.absence(rule, unmeasured)?.cause == .unsupported)
    }

    private static func hash(fields: Int, nameBytes: Double?) -> KeyRecord {
        var record = MadeUp.key("scores", .hash, bytes: 60_000_000, length: fields)
        record.members = nameBytes.map { MemberForm(of: 20, meanNameBytes: $0) }
        return record
    }

    @Test func longNamesOfFieldsInLargeHashesAreFound() throws {
        let facts = Self.facts([Self.hash(fields: 500_000, nameBytes: 36)])
        let finding = try #require(try MadeUpKeys.finding("compressHashFieldNames", facts))
        #expect(finding.value == 500_000)
        #expect(finding.issue.contains("17.2 MB"))
        #expect(finding.priority == .low)
    }

    @Test(arguments: [(500_000, 20.0), (1_000, 90), (200_000, 36)])
    func shortNamesAndSmallHashesAreFine(_ fields: Int, _ nameBytes: Double) throws {
        let facts = Self.facts([Self.hash(fields: fields, nameBytes: nameBytes)])
        #expect(try MadeUpKeys.isQuiet("compressHashFieldNames", facts))
    }

    @Test func hashesWhoseFieldsWereNotReadAreNotJudged() throws {
        let facts = Self.facts([Self.hash(fields: 500_000, nameBytes: nil)])
        #expect(try MadeUpKeys.absence("compressHashFieldNames", facts)?.cause == .unwanted)
    }

    @Test func longListsThatArentCompressedAreFound() throws {
        let list = MadeUp.key("feed", .list, bytes: 20_000_000, length: 5_000)
        let plain = Self.facts([list], settings: ["list-compress-depth": "0"])
        let finding = try #require(try MadeUpKeys.finding("compressionForList", plain))
        #expect(finding.value == 5_000)
        #expect(finding.offenders.map(\.name) == ["feed"])
        #expect(finding.priority == .low)
        let compressed = Self.facts([list], settings: ["list-compress-depth": "1"])
        #expect(try MadeUpKeys.isQuiet("compressionForList", compressed))
        #expect(try MadeUpKeys.absence("compressionForList", Self.facts([list]))?.cause == .unwanted)
    }

    @Test(arguments: [(20_000_000, 1_000), (10_000_000, 5_000)])
    func shortAndSmallListsAreFine(_ bytes: Int, _ length: Int) throws {
        let facts = Self.facts(
            [MadeUp.key("feed", .list, bytes: bytes, length: length)], settings: ["list-compress-depth": "0"])
        #expect(try MadeUpKeys.isQuiet("compressionForList", facts))
    }

    private static func sets(bytes: Int, times: Bool? = nil, names: Bool? = nil) -> [KeyRecord] {
        MadeUpKeys.many(10, "sensor:", .sortedSet, bytes: bytes) { record, _ in
            guard times != nil || names != nil else { return }
            record.members = MemberForm(of: 10, areTimes: times ?? false, areKeyNames: names)
        }
    }

    @Test func largeSortedSetsByTimeAreFound() throws {
        let finding = try #require(
            try MadeUpKeys.finding("RTS", Self.facts(Self.sets(bytes: 2_000_000, times: true))))
        #expect(finding.value == 20_000_000)
        #expect(finding.priority == .low)
        #expect(try MadeUpKeys.isQuiet("RTS", Self.facts(Self.sets(bytes: 1_000_000, times: true))))
        #expect(try MadeUpKeys.isQuiet("RTS", Self.facts(Self.sets(bytes: 2_000_000, times: false))))
        #expect(try MadeUpKeys.absence("RTS", Self.facts(Self.sets(bytes: 2_000_000)))?.cause == .unwanted)
    }

    private static let withSearch = ["module": "name=search,ver=21005"]

    @Test func sortedSetsOfKeysAreIndexesWhereThereIsASearchModule() throws {
        let named = Self.sets(bytes: 100, names: true)
        let finding = try #require(try MadeUpKeys.finding("searchIndexes", Self.facts(named, Self.withSearch)))
        #expect(finding.value == 10)
        #expect(finding.priority == .low)
        #expect(try MadeUpKeys.absence("searchIndexes", Self.facts(named))?.cause == .unsupported)
        #expect(try MadeUpKeys.isQuiet("searchIndexes", Self.facts(Self.sets(bytes: 1, names: false), Self.withSearch)))
        let unread = Self.facts(Self.sets(bytes: 1), Self.withSearch)
        #expect(try MadeUpKeys.absence("searchIndexes", unread)?.cause == .unwanted)
    }

    @Test func hashesWithoutAnIndexAreFoundWhereTheModuleTellsThatItHasNone() throws {
        let hashes = MadeUpKeys.many(51, "doc:", .hash) { record, _ in record.length = 3 }
        let none = Self.withSearch.merging(["search_number_of_indexes": "0"]) { $1 }
        let finding = try #require(try MadeUpKeys.finding("searchHash", Self.facts(hashes, none)))
        #expect(finding.value == 51)
        #expect(finding.priority == .low)
        let one = Self.withSearch.merging(["search_number_of_indexes": "1"]) { $1 }
        #expect(try MadeUpKeys.isQuiet("searchHash", Self.facts(hashes, one)))
        #expect(try MadeUpKeys.isQuiet("searchHash", Self.facts(Array(hashes.prefix(50)), none)))
        #expect(try MadeUpKeys.absence("searchHash", Self.facts(hashes, Self.withSearch))?.cause == .unsupported)
        #expect(try MadeUpKeys.absence("searchHash", Self.facts(hashes))?.cause == .unsupported)
    }
}
