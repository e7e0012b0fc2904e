import PinyonClient
import PinyonOps
import Testing

/// Keys that expire together.
struct TTLSyncTests {
    /// Keys of which some expire within five seconds, half an hour from now, and the others spread over an hour.
    private static func facts(together: Int, spread: Int, idle: Duration? = nil, of total: Int) -> Facts {
        let close = MadeUpKeys.many(together, "page:") { record, number in
            record.timeToLive = .milliseconds(1_800_000 + 5_000 * number / together)
            record.idle = idle
        }
        let even = MadeUpKeys.many(spread, "page:1000") { record, number in
            record.timeToLive = .milliseconds(3_600_000 * (number + 1) / spread)
        }
        return MadeUp.facts(keys: MadeUp.sample(close + even, of: total))
    }

    @Test func keysThatExpireTogetherAreNamedByTheirPattern() throws {
        let facts = Self.facts(together: 300, spread: 700, of: 100_000)
        let finding = try #require(try MadeUpKeys.finding("ttl-sync", facts))
        #expect((30...31).contains(finding.value))
        #expect(finding.offenders.map(\.name) == ["page:*"])
        let count = try #require(finding.offenders.first?.count)
        #expect((30_000...31_000).contains(count))
        #expect(finding.issue.contains("within 36.0 s of each other, in 29 min"))
        #expect(finding.evidence.first?.contains("95 % interval") == true)
        #expect(finding.priority == .medium)
        #expect(finding.sampleSize == 1_000)
    }

    @Test func moreKeysAreMoreUrgent() throws {
        let facts = Self.facts(together: 990, spread: 10, of: 100_000)
        #expect(try MadeUpKeys.finding("ttl-sync", facts)?.priority == .high)
    }

    @Test func keysInUseMayBePushedOnAllTheTime() throws {
        let facts = Self.facts(together: 300, spread: 700, idle: .seconds(5), of: 100_000)
        let finding = try #require(try MadeUpKeys.finding("ttl-sync", facts))
        #expect(finding.certainty == 0.5)
        #expect(finding.priority == .low)
    }

    @Test func lessThanAFifthIsFine() throws {
        #expect(try MadeUpKeys.isQuiet("ttl-sync", Self.facts(together: 180, spread: 820, of: 100_000)))
    }

    @Test func fewKeysAreFine() throws {
        #expect(try MadeUpKeys.isQuiet("ttl-sync", Self.facts(together: 300, spread: 700, of: 1_000)))
        #expect(try MadeUpKeys.isQuiet("ttl-sync", Self.facts(together: 15, spread: 10, of: 100_000)))
    }

    @Test func keysOfAFewSecondsAreFine() throws {
        let keys = MadeUpKeys.many(1_000) { $0.timeToLive = .milliseconds(3 * ($1 + 1)) }
        #expect(try MadeUpKeys.isQuiet("ttl-sync", MadeUp.facts(keys: MadeUp.sample(keys, of: 50_000))))
    }
}
