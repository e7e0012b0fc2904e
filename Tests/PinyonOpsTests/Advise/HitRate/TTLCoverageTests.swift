import PinyonOps
import Testing

/// The rule about keys without an end.
struct TTLCoverageTests {
    @Test func keysWithoutAnEndAreToldByDatabase() throws {
        let rule = try RuleProbe("ttl-coverage")
        let node = MadeUp.node([
            "db0": "keys=1000,expires=1000,avg_ttl=1", "db1": "keys=1000,expires=100,avg_ttl=1",
        ])
        let finding = try rule.finding(node)
        #expect(finding.value == 10)
        #expect(finding.priority == .medium)
        #expect(finding.issue.contains("database 1"))
        #expect(finding.evidence == ["database 1: 900 of 1,000 keys have no TTL (10.0 % have one)"])
    }

    @Test func fewKeysWithoutAnEndAreFine() throws {
        let rule = try RuleProbe("ttl-coverage")
        #expect(try rule.isSilent(MadeUp.node(["db0": "keys=1000,expires=950,avg_ttl=1"])))
        #expect(try rule.isSilent(MadeUp.node(["db0": "keys=99,expires=0,avg_ttl=0"])))
        #expect(try rule.isSilent(MadeUp.node()))
        #expect(try rule.finding(MadeUp.node(["db0": "keys=1000,expires=949,avg_ttl=1"])).priority == .low)
    }

    @Test func keysWithoutAnEndThatBecomeMoreAreUrgentUnlessTheyAreEvicted() throws {
        let rule = try RuleProbe("ttl-coverage")
        let now = ["db0": "keys=2000,expires=10,avg_ttl=1", "maxmemory": "0"]
        let before = ["db0": "keys=1000,expires=10,avg_ttl=1"]
        let finding = try rule.finding(MadeUp.node(now, earlier: before))
        #expect(finding.priority == .high)
        #expect(finding.issue.contains("become more"))
        let bounded = now.merging(["maxmemory": "1073741824"]) { $1 }
        #expect(try rule.finding(MadeUp.node(bounded, earlier: before)).priority == .medium)
    }

    @Test func aStoreMayBeMeantToKeepEverything() throws {
        let node = MadeUp.node(["db0": "keys=1000,expires=0,avg_ttl=0", "maxmemory_policy": "noeviction"])
        let finding = try RuleProbe("ttl-coverage").finding(node)
        #expect(finding.priority == .low)
        #expect(finding.certainty == 0.4)
    }

    @Test func aSampleTellsWhichKeysHaveNoEnd() throws {
        let endless = (0..<80).map { MadeUp.key("user:\($0)", bytes: 100) }
        let ending = (0..<20).map { MadeUp.key("session:\($0)", ttl: .seconds(60)) }
        let node = MadeUp.node(["db0": "keys=1000,expires=200,avg_ttl=1"])
        let facts = MadeUp.facts([node], keys: MadeUp.sample(endless + ending, of: 1_000))
        let finding = try RuleProbe("ttl-coverage").finding(facts)
        #expect(finding.offenders == [Offender("user:*", bytes: 80_000, count: 800)])
        #expect(finding.sampleSize == 100)
        #expect(finding.evidence.last == "user:*: about 800 keys without a TTL (100.0 % of them)")
    }
}
