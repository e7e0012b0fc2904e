import PinyonClient
import PinyonOps
import Testing

struct ConfigurationSkewTests {
    private static let usual = [
        "maxmemory": "100", "maxmemory-policy": "allkeys-lru", "timeout": "0", "hash-max-listpack-entries": "512",
        "hash-max-ziplist-entries": "512", "port": "6379",
    ]

    /// A cluster whose nodes have the usual settings, but for some of the node at an index.
    private func facts(_ index: Int = 1, _ other: [String: String] = [:]) throws -> Facts {
        var facts = try MadeUpCluster.facts()
        for node in facts.nodes.indices {
            facts.nodes[node].settings = .value(Self.usual.merging(node == index ? other : [:]) { $1 })
        }
        return facts
    }

    @Test func aPrimaryWithAnotherLimitIsNamed() throws {
        let finding = try RuleProbe("cfg-skew").finding(facts(1, ["maxmemory": "200"]))
        #expect(finding.value == 1)
        #expect(finding.priority == .medium)
        let line = "maxmemory of primaries: 100 on 127.0.0.1:7000, 127.0.0.1:7002; 200 on 127.0.0.1:7001"
        #expect(finding.evidence == [line])
    }

    @Test func oneSettingWithTwoNamesIsOneDifference() throws {
        let other = ["hash-max-listpack-entries": "128", "hash-max-ziplist-entries": "128"]
        let finding = try RuleProbe("cfg-skew").finding(facts(4, other))
        #expect(finding.value == 1)
        #expect(finding.evidence.first?.hasPrefix("hash-max-listpack-entries of replicas: 512 on ") == true)
    }

    @Test func usersThatDifferAreNamedByTheirNames() throws {
        var facts = try facts()
        let users = ["user default on nopass ~* &* +@all", "user app on #aa ~* &* +@read"]
            .compactMap(AccessRule.init(line:))
        for index in facts.nodes.indices { facts.nodes[index].users = .value(index == 0 ? users : [users[0]]) }
        let finding = try RuleProbe("cfg-skew").finding(facts)
        #expect(finding.issue.hasSuffix("users"))
        #expect(finding.evidence.first?.contains("app, default (no password, all commands) on 127.0.0.1:7000") == true)
    }

    @Test func serversThatAreAlikeAreFineWhateverReplicasHave() throws {
        var facts = try facts(1, ["port": "6380"])
        for index in 3...5 { facts.nodes[index].settings = .value(["maxmemory": "50"]) }
        #expect(try RuleProbe("cfg-skew").findings(facts).isEmpty)
    }

    @Test func groupsOfSentinelsAreComparedToo() throws {
        let replicas = ["yes", "no"].enumerated().map { index, value in
            MadeUp.node(port: 2 + index, role: .replica, settings: ["appendonly": value])
        }
        let primary = MadeUp.node(port: 1, settings: ["appendonly": "no"])
        let facts = MadeUp.facts([primary] + replicas, topology: .sentinel)
        let finding = try RuleProbe("cfg-skew").finding(facts)
        #expect(finding.evidence == ["appendonly of replicas: no on 127.0.0.1:3; yes on 127.0.0.1:2"])
    }

    @Test func withoutSettingsOnlyVersionsCanDiffer() throws {
        let rule = try RuleProbe("cfg-skew")
        #expect(try rule.absence(MadeUpCluster.facts())?.cause == .unwanted)
        let mixed = try MadeUpCluster.facts(fields: [7_001: ["redis_version": "7.2.4"]])
        let finding = try rule.finding(mixed)
        #expect(
            finding.evidence == [
                "version of primaries: 7.0.15 on 127.0.0.1:7000, 127.0.0.1:7002; 7.2.4 on 127.0.0.1:7001"
            ])
    }
}
