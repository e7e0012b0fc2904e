import PinyonClient
import PinyonOps
import Testing

/// What strings hold.
struct ValueFormatTests {
    /// Strings of which some hold flat objects of five fields.
    private static func facts(
        objects: Int, others: Int = 0, fieldBytes: Int = 60, of total: Int = 10_000, node: NodeFacts = MadeUp.node()
    ) -> Facts {
        let flat = MadeUpKeys.many(objects, "session:") { record, _ in
            record.length = 101
            record.form = ValueForm(.jsonObject, of: 101, flatFields: 5, fieldBytes: fieldBytes)
        }
        let other = MadeUpKeys.many(others, "session:9") { record, _ in record.form = ValueForm(.binary, of: 101) }
        return MadeUp.facts([node], keys: MadeUp.sample(flat + other, of: total))
    }

    @Test func flatObjectsInStringsAreFoundWithWhatEitherFormTakes() throws {
        let node = MadeUp.node([
            "cmdstat_get": "calls=700,usec=1", "cmdstat_set": "calls=300,usec=1", "cmdstat_hget": "calls=4,usec=1",
        ])
        let facts = Self.facts(objects: 60, others: 40, node: node)
        let finding = try #require(try MadeUpKeys.finding("json-in-string", facts))
        #expect(finding.value == 60)
        #expect(finding.priority == .low)
        // The key 24 + 16 + 12; the string 16 + 112 for 101 + 4 bytes; the hash 16 + 96 for 7 + 60 + 20 bytes.
        let evidence = try #require(finding.evidence.first)
        #expect(evidence.contains("string 180 B, hash 164 B in the compact form"))
        #expect(finding.issue.contains("flat JSON objects of 5 fields"))
        #expect(finding.evidence.last?.contains("GET and SET 1,000, HGET and HSET 4 since the servers began") == true)
        #expect(finding.offenders == [Offender("session:*", bytes: 1_000_000, count: 10_000)])
        #expect(!finding.action.contains("smaller"))
    }

    @Test func whereTheStringIsSmallerItIsSaid() throws {
        let finding = try #require(try MadeUpKeys.finding("json-in-string", Self.facts(objects: 60, fieldBytes: 100)))
        #expect(finding.issue.contains("takes about 180 bytes, as a hash 196"))
        #expect(finding.action.contains("the JSON string is smaller here"))
    }

    @Test func halfOfAPatternIsFine() throws {
        #expect(try MadeUpKeys.isQuiet("json-in-string", Self.facts(objects: 50, others: 50)))
        #expect(try MadeUpKeys.isQuiet("json-in-string", Self.facts(objects: 9)))
        #expect(try MadeUpKeys.isQuiet("json-in-string", Self.facts(objects: 60, of: 900)))
    }

    @Test func valuesThatWereNotReadAreNotJudged() throws {
        let facts = MadeUp.facts(keys: MadeUp.sample(MadeUpKeys.many(100)))
        #expect(try MadeUpKeys.absence("json-in-string", facts)?.cause == .unwanted)
        #expect(try MadeUpKeys.absence("text-serialization", facts)?.cause == .unwanted)
        // Read, but not compressed.
        #expect(try MadeUpKeys.absence("text-serialization", Self.facts(objects: 20))?.cause == .unwanted)
    }

    private static func texts(_ share: Double, bytes: Int, of total: Int) -> Facts {
        let keys = MadeUpKeys.many(100, "page:", bytes: bytes) { record, _ in
            record.form = ValueForm(.xml, of: 512, compressedShare: share)
        }
        return MadeUp.facts(keys: MadeUp.sample(keys, of: total))
    }

    @Test func textThatCompressesWellIsFoundWithWhatThatSaves() throws {
        let finding = try #require(
            try MadeUpKeys.finding("text-serialization", Self.texts(0.25, bytes: 4_000, of: 10_000)))
        #expect(finding.value == 25)
        #expect(finding.offenders == [Offender("page:*", bytes: 30_000_000, count: 10_000)])
        #expect(finding.priority == .low)
        #expect(finding.impact > 0.28)
    }

    @Test func textThatCompressesBadlyOrIsLittleIsFine() throws {
        #expect(try MadeUpKeys.isQuiet("text-serialization", Self.texts(0.41, bytes: 4_000, of: 10_000)))
        #expect(try MadeUpKeys.isQuiet("text-serialization", Self.texts(0.25, bytes: 4_000, of: 1_000)))
    }
}
