import PinyonClient
import PinyonOps
import Testing

/// Large values and long collections.
struct BigKeyTests {
    @Test func largeValuesAreNamedWithTheLargestFirst() throws {
        let keys = [
            MadeUp.key("a", bytes: 102_401), MadeUp.key("page", bytes: 500_000), MadeUp.key("small", bytes: 102_400),
            MadeUp.key("list", .list, bytes: 5_000_000, length: 3),
        ]
        let finding = try #require(try MadeUpKeys.finding("big-value", MadeUp.facts(keys: MadeUp.sample(keys))))
        #expect(finding.offenders.map(\.name) == ["page", "a"])
        #expect(finding.offenders.map(\.bytes) == [500_000, 102_401])
        #expect(finding.value == 500_000)
        #expect(finding.priority == .medium)
        #expect(finding.confidence == .measured)
        #expect(!finding.issue.contains("seen"))
    }

    @Test func aValueOfMoreThanAMegabyteIsUrgent() throws {
        let keys = [MadeUp.key("page", bytes: 1_048_577)] + MadeUpKeys.many(1_000, bytes: 100_000)
        let finding = try #require(try MadeUpKeys.finding("big-value", MadeUp.facts(keys: MadeUp.sample(keys))))
        #expect(finding.priority == .high)
    }

    @Test func ofASampleItIsSaidOfWhichKeysItIsTheLargest() throws {
        let facts = MadeUp.facts(keys: MadeUp.sample([MadeUp.key("page", bytes: 200_000)], of: 5_000))
        let finding = try #require(try MadeUpKeys.finding("big-value", facts))
        #expect(finding.issue.contains("the largest of the 1 of 5,000 keys seen"))
        #expect(finding.confidence == .estimated)
        #expect(finding.sampleSize == 1)
    }

    @Test func valuesThatWereNotKeptAsRecordsCountToo() throws {
        var sample = MadeUp.sample(MadeUpKeys.many(10), of: 100)
        sample.seenKeys = 50
        sample.largest = [MadeUp.key("page", bytes: 300_000)]
        let finding = try #require(try MadeUpKeys.finding("big-value", MadeUp.facts(keys: sample)))
        #expect(finding.offenders.map(\.name) == ["page"])
    }

    @Test func withoutMemoryUsageTheLengthIsTaken() throws {
        let facts = MadeUp.facts(keys: MadeUp.sample([MadeUp.key("page", bytes: nil, length: 200_000)]))
        #expect(try MadeUpKeys.finding("big-value", facts)?.value == 200_000)
    }

    @Test func withoutAnySizeItIsSkipped() throws {
        let facts = MadeUp.facts(keys: MadeUp.sample([MadeUp.key("a", bytes: nil)]))
        #expect(try MadeUpKeys.absence("big-value", facts)?.cause == .unsupported)
    }

    @Test func namesThatAreNoTextAreGivenInBase64() throws {
        var record = KeyRecord(KeyName([0xFF, 0x00]), type: .string)
        record.bytes = 200_000
        let finding = try #require(try MadeUpKeys.finding("big-value", MadeUp.facts(keys: MadeUp.sample([record]))))
        #expect(finding.offenders.map(\.name) == ["\\xff\\x00"])
        #expect(finding.offenders.map(\.nameBase64) == ["/wA="])
    }

    @Test(arguments: [
        (10_001, 1_000, Priority.medium), (1_000_001, 1_000, .high), (5, 10_485_761, .medium),
    ])
    func longOrLargeCollectionsAreFound(_ length: Int, _ bytes: Int, _ priority: Priority) throws {
        let keys = [MadeUp.key("all", .set, bytes: bytes, length: length)] + MadeUpKeys.many(1_000, bytes: 100_000)
        let finding = try #require(try MadeUpKeys.finding("big-collection", MadeUp.facts(keys: MadeUp.sample(keys))))
        #expect(finding.offenders == [Offender("all", node: "127.0.0.1:6379", bytes: bytes, count: length)])
        #expect(finding.value == Double(length))
        #expect(finding.priority == priority)
    }

    @Test func collectionsAtTheLimitsAreFine() throws {
        let keys = [
            MadeUp.key("a", .hash, bytes: 10_485_760, length: 10_000),
            MadeUp.key("b", bytes: 90_000_000, length: 90_000_000),
        ]
        #expect(try MadeUpKeys.isQuiet("big-collection", MadeUp.facts(keys: MadeUp.sample(keys))))
    }

    @Test func withoutAnyLengthCollectionsAreSkipped() throws {
        let facts = MadeUp.facts(keys: MadeUp.sample([MadeUp.key("a", .hash, bytes: nil)]))
        #expect(try MadeUpKeys.absence("big-collection", facts)?.cause == .unsupported)
    }
}
