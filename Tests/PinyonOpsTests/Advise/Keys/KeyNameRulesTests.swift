import PinyonClient
import PinyonOps
import Testing

/// What is wrong with names of keys.
struct KeyNameRulesTests {
    private static func facts(_ keys: [KeyRecord], of total: Int? = nil) -> Facts {
        MadeUp.facts(keys: MadeUp.sample(keys, of: total))
    }

    @Test func inconsistentNamesAreToldWithTheirFlaws() throws {
        let keys = MadeUpKeys.many(80) + MadeUpKeys.many(20, "Users:") + MadeUpKeys.many(10, "cart.")
        let finding = try #require(try MadeUpKeys.finding("naming", Self.facts(keys, of: 1_100)))
        #expect(abs(finding.value - 100 * 80.0 / 110) < 0.001)
        #expect(finding.threshold == 95)
        #expect(finding.priority == .low)
        #expect(finding.evidence.contains(where: { $0.contains("another spelling") && $0.contains("95 % interval") }))
        #expect(finding.evidence.contains(where: { $0.contains("user (80 names), Users (20 names)") }))
        #expect(finding.offenders == [Offender("Users", count: 200)])
    }

    @Test func fiveOfAHundredMayBeOtherwise() throws {
        #expect(try MadeUpKeys.isQuiet("naming", Self.facts(MadeUpKeys.many(95) + MadeUpKeys.many(5, "cart."))))
        #expect(try !MadeUpKeys.isQuiet("naming", Self.facts(MadeUpKeys.many(94) + MadeUpKeys.many(6, "cart."))))
    }

    @Test func fewNamesShowNoHabit() throws {
        #expect(try MadeUpKeys.isQuiet("naming", Self.facts(MadeUpKeys.many(40) + MadeUpKeys.many(40, "cart."))))
    }

    @Test func personalDataIsFoundAndNotShown() throws {
        let keys = MadeUpKeys.many(10, "user:") { $0.name = KeyName("user:jane.roe\($1)@example.com:cart".utf8) }
        let finding = try #require(try MadeUpKeys.finding("pii-key", Self.facts(keys + MadeUpKeys.many(90))))
        #expect(finding.value == 10)
        #expect(finding.priority == .medium)
        #expect(finding.offenders == [Offender("user:*:cart", count: 10)])
        let text = ([finding.issue, finding.action] + finding.evidence + finding.offenders.map(\.name)).joined()
        #expect(!text.contains("jane"))
        #expect(!text.contains("example.com"))
    }

    /// A name before an address is no address, and is a person's all the same.
    @Test func whatStandsInOneNameOnlyIsNotShown() throws {
        var keys = MadeUpKeys.many(1_000)
        keys[0].name = KeyName("user:jane:roe@example.com".utf8)
        let finding = try #require(try MadeUpKeys.finding("pii-key", Self.facts(keys)))
        #expect(finding.offenders.map(\.name) == ["user:*:*"])
    }

    @Test func cardNumbersAreLessSureThanAddresses() throws {
        let keys = ["4111111111111111", "5500000000000004"].map { MadeUp.key("card:\($0)") }
        let finding = try #require(try MadeUpKeys.finding("pii-key", Self.facts(keys)))
        #expect(finding.certainty == 0.75)
        #expect(finding.issue.contains("payment cards"))
        #expect(finding.offenders.map(\.name) == ["card:*"])
    }

    /// Every tenth of them has the right check digit.
    @Test func longNumbersAreNoCards() throws {
        let keys = (0..<100).map { MadeUp.key("order:\(4_000_000_000_000_000 + 7 * $0)") }
        #expect(try MadeUpKeys.isQuiet("pii-key", Self.facts(keys)))
    }

    @Test func plainNamesHoldNothingPersonal() throws {
        #expect(try MadeUpKeys.isQuiet("pii-key", Self.facts(MadeUpKeys.many(100))))
    }

    @Test func longNamesOfManySmallKeysAreFound() throws {
        let prefix = "application-production:user-profile-settings:"
        let node = MadeUp.node(["db0": "keys=1000001,expires=0"])
        let keys = MadeUpKeys.many(100, prefix, bytes: 120)
        let facts = MadeUp.facts([node], keys: MadeUp.sample(keys, of: 1_000_001))
        let finding = try #require(try MadeUpKeys.finding("useSmallerKeys", facts))
        #expect(finding.value == 1_000_001)
        #expect(finding.priority == .low)
        let short = MadeUp.facts([node], keys: MadeUp.sample(MadeUpKeys.many(100), of: 1_000_001))
        #expect(try MadeUpKeys.isQuiet("useSmallerKeys", short))
        let large = MadeUp.facts([node], keys: MadeUp.sample(MadeUpKeys.many(100, prefix, bytes: 500), of: 1_000_001))
        #expect(try MadeUpKeys.isQuiet("useSmallerKeys", large))
        #expect(try MadeUpKeys.absence("useSmallerKeys", MadeUp.facts([node]))?.cause == .unwanted)
    }

    @Test func aMillionKeysMayHaveLongNames() throws {
        let node = MadeUp.node(["db0": "keys=1000000,expires=0"])
        #expect(try MadeUpKeys.isQuiet("useSmallerKeys", MadeUp.facts([node])))
    }

    @Test func severalDatabasesAreNamed() throws {
        let node = MadeUp.node(["db0": "keys=10,expires=0", "db3": "keys=30,expires=0"])
        let finding = try #require(try MadeUpKeys.finding("avoidLogicalDatabases", MadeUp.facts([node])))
        #expect(finding.value == 2)
        #expect(finding.priority == .low)
        #expect(finding.offenders.map(\.name) == ["db3", "db0"])
        #expect(finding.offenders.map(\.count) == [30, 10])
    }

    @Test func oneDatabaseOfAnyNumberIsFine() throws {
        let node = MadeUp.node(["db3": "keys=30,expires=0"])
        #expect(try MadeUpKeys.isQuiet("avoidLogicalDatabases", MadeUp.facts([node])))
        let cluster = MadeUp.facts([node], topology: .cluster)
        #expect(try MadeUpKeys.absence("avoidLogicalDatabases", cluster)?.cause == .unsupported)
    }
}
