import PinyonOps
import Testing

/// Rules about keys that are evicted, over a window of ten seconds.
struct EvictionTests {
    private let before = [
        "evicted_keys": "0", "expired_keys": "0", "keyspace_hits": "0", "keyspace_misses": "0",
        "total_eviction_exceeded_time": "0",
    ]

    @Test(arguments: [("9000", "1000", Priority.low), ("6000", "4000", .medium), ("1000", "9000", .high)])
    func evictionsMatterIfLookupsMiss(_ hits: String, misses: String, priority: Priority) throws {
        let node = MadeUp.node(
            ["evicted_keys": "100", "keyspace_hits": hits, "keyspace_misses": misses], earlier: before)
        let finding = try RuleProbe("evict").finding(node)
        #expect(finding.value == 10)
        #expect(finding.priority == priority)
        #expect(finding.evidence.contains("127.0.0.1:6379: 100 evicted in the window, 10.0 a second"))
        #expect(finding.evidence.contains { $0.hasPrefix("hit rate") })
    }

    @Test func evictingTooSlowlyMattersByItself() throws {
        let node = MadeUp.node(["evicted_keys": "100", "total_eviction_exceeded_time": "500"], earlier: before)
        let finding = try RuleProbe("evict").finding(node)
        #expect(finding.priority == .medium)
        #expect(finding.evidence.contains { $0.contains("500 ms above maxmemory") })
    }

    @Test func evictionsOfALifetimeAreLessSure() throws {
        let finding = try RuleProbe("evict").finding(MadeUp.node(["evicted_keys": "86400"]))
        #expect(finding.value == 1)
        #expect(finding.certainty == 0.5)
        #expect(finding.evidence.contains { $0.contains("since the servers began counting") })
    }

    @Test func withoutEvictionsAllIsWell() throws {
        let rule = try RuleProbe("evict")
        #expect(try rule.isSilent(MadeUp.node(["evicted_keys": "5"], earlier: ["evicted_keys": "5"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func evictionsAreAddedUpOverPrimaries() throws {
        let nodes = [1, 2, 3].map { port in
            let role = port == 3 ? NodeFacts.Role.replica : .primary
            return MadeUp.node(["evicted_keys": "\(port)00"], earlier: before, port: port, role: role)
        }
        let finding = try RuleProbe("evict").finding(MadeUp.facts(nodes, topology: .cluster))
        #expect(finding.value == 30)
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:2", "127.0.0.1:1"])
    }

    @Test func keysThatAreEvictedBeforeTheyExpireShowThatTheMemoryIsTooSmall() throws {
        let rule = try RuleProbe("evict-before-expire")
        let fields = ["evicted_keys": "500", "expired_keys": "500", "db0": "keys=1000,expires=1000,avg_ttl=1"]
        let finding = try rule.finding(MadeUp.node(fields, earlier: before))
        #expect(finding.value == 50)
        #expect(finding.priority == .medium)
        #expect(try rule.finding(MadeUp.node(fields)).priority == .low)
    }

    @Test(arguments: [
        ["evicted_keys": "100", "expired_keys": "900", "db0": "keys=1000,expires=1000,avg_ttl=1"],
        ["evicted_keys": "99", "expired_keys": "0", "db0": "keys=1000,expires=1000,avg_ttl=1"],
        ["evicted_keys": "900", "expired_keys": "0", "db0": "keys=1000,expires=10,avg_ttl=1"],
    ])
    func keysThatExpireInTimeOrCanNotExpireAreFine(_ fields: [String: String]) throws {
        let rule = try RuleProbe("evict-before-expire")
        #expect(try rule.isSilent(MadeUp.node(fields, earlier: before)))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }
}
