import PinyonOps
import Testing

/// The rule about the hit rate.
struct HitRateRuleTests {
    private let before = [
        "keyspace_hits": "0", "keyspace_misses": "0", "evicted_keys": "0", "expired_keys": "0",
        "cmdstat_flushall": "calls=0,usec=0,usec_per_call=0.00",
    ]

    private func node(
        _ hits: Int, _ misses: Int, _ more: [String: String] = [:], port: Int = 6_379, role: NodeFacts.Role = .primary
    ) -> NodeFacts {
        MadeUp.node(
            ["keyspace_hits": "\(hits)", "keyspace_misses": "\(misses)"].merging(more) { $1 }, earlier: before,
            port: port, role: role)
    }

    @Test(arguments: [(600, 400, Priority.medium), (400, 600, .high)])
    func aLowHitRateIsTold(_ hits: Int, misses: Int, priority: Priority) throws {
        let finding = try RuleProbe("hit-rate").finding(node(hits, misses))
        #expect(finding.value == Double(hits) / 10)
        #expect(finding.priority == priority)
        #expect(finding.evidence.first?.hasSuffix("% of 1,000 lookups in the window") == true)
    }

    @Test func aGoodHitRateAndFewLookupsAreFine() throws {
        let rule = try RuleProbe("hit-rate")
        #expect(try rule.isSilent(node(800, 200)))
        #expect(try rule.isSilent(node(0, 999)))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func withoutAWindowTheLifetimeCounts() throws {
        let finding = try RuleProbe("hit-rate").finding(
            MadeUp.node(["keyspace_hits": "600", "keyspace_misses": "400"]))
        #expect(finding.certainty == 0.8)
        #expect(finding.priority == .medium)
        #expect(finding.evidence.first?.contains("since the servers began counting") == true)
    }

    @Test(arguments: [
        ["uptime_in_seconds": "1799"], ["cmdstat_flushall": "calls=1,usec=5,usec_per_call=5.00"],
    ])
    func aColdCacheIsGivenTime(_ reason: [String: String]) throws {
        let finding = try RuleProbe("hit-rate").finding(node(100, 900, reason))
        #expect(finding.priority == .low)
        #expect(finding.issue.contains("cold"))
    }

    @Test func newServersDoNotHideThoseThatAreSettled() throws {
        let new = node(0, 5_000, ["uptime_in_seconds": "60"], port: 1)
        #expect(try RuleProbe("hit-rate").isSilent(new, node(950, 50, port: 2)))
    }

    @Test(arguments: [
        (["evicted_keys": "400"], "evicted before"),
        (["expired_keys": "400", "db0": "keys=1000,expires=1000,avg_ttl=60000"], "lengthen their TTL"),
        (["expired_keys": "400", "db0": "keys=1000,expires=1000,avg_ttl=86400000"], "keymiss"),
        (["evicted_keys": "19", "expired_keys": "39"], "keymiss"),
    ])
    func theCauseDecidesWhatToDo(_ fields: [String: String], remedy: String) throws {
        let finding = try RuleProbe("hit-rate").finding(node(600, 400, fields))
        #expect(finding.action.contains(remedy))
    }

    @Test func lookupsOnReplicasCountAsWell() throws {
        let nodes = [node(500, 0, port: 1), node(100, 400, port: 2, role: .replica)]
        let finding = try RuleProbe("hit-rate").finding(MadeUp.facts(nodes))
        #expect(finding.value == 60)
        let last = try #require(finding.evidence.last)
        #expect(last.hasPrefix("127.0.0.1:1"))
    }
}
