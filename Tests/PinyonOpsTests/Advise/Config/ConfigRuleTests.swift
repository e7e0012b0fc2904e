import PinyonClient
import PinyonOps
import Testing

struct ConfigRuleTests {
    @Test(arguments: [("6.0.16", Priority.medium), ("6.2.0", .low), ("7.0.15", .low), ("7.2.0", nil), ("8.10.1", nil)])
    func oldReleasesAreNamed(_ version: String, _ priority: Priority?) throws {
        let findings = try RuleProbe("redisVersion").findings(MadeUp.facts([MadeUp.node(["redis_version": version])]))
        #expect(findings.first?.priority == priority)
    }

    @Test func theOldestOfSeveralServersComesFirst() throws {
        let nodes = ["7.4.0", "7.0.15", "6.0.16"].enumerated().map { index, version in
            MadeUp.node(["redis_version": version], port: index + 1)
        }
        let finding = try RuleProbe("redisVersion").finding(MadeUp.facts(nodes))
        #expect(finding.value == 6)
        #expect(finding.threshold == 7.2)
        #expect(finding.issue == "2 of 3 servers run releases from before 7.2, the oldest 6.0.16")
        #expect(finding.evidence == ["127.0.0.1:3: 6.0.16", "127.0.0.1:2: 7.0.15"])
    }

    @Test func otherProductsHaveNumbersOfTheirOwn() throws {
        let valkey = MadeUp.node(["redis_version": "6.0.0", "valkey_version": "7.0.0", "server_name": "valkey"])
        #expect(try RuleProbe("redisVersion").isSilent(valkey))
    }

    @Test func aServerWithoutAVersionCantBeJudged() throws {
        let node = MadeUp.node(["redis_version": "unknown"])
        #expect(try RuleProbe("redisVersion").absence(node)?.cause == .unsupported)
    }

    @Test func connectionsWithoutSignsOfLifeAreGoodToKnow() throws {
        let rule = try RuleProbe("timeout-keepalive")
        let finding = try rule.finding(MadeUp.node(settings: ["tcp-keepalive": "0", "timeout": "0"]))
        #expect(finding.priority == .low)
        #expect(finding.value == 0)
        #expect(finding.action.contains("CONFIG SET tcp-keepalive 300"))
        let line = "127.0.0.1:6379: tcp-keepalive 0, timeout 0, connected_clients unknown"
        #expect(finding.evidence == [line])
        #expect(try rule.isSilent(MadeUp.node(settings: ["tcp-keepalive": "300", "timeout": "0"])))
        #expect(rule.absence(MadeUp.node(settings: [:]))?.cause == .unsupported)
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }
}

struct RiskySettingTests {
    @Test func settingsThatDoHarmAreOneFindingThatIsGoodToKnow() throws {
        let settings = ["maxmemory-samples": "2", "hz": "5", "lfu-decay-time": "0"]
        let finding = try RuleProbe("config-risk").finding(MadeUp.node(settings: settings))
        #expect(finding.value == 2)
        #expect(finding.priority == .low)
        #expect(
            finding.evidence == [
                "127.0.0.1:6379: maxmemory-samples 2 evicts keys that are in use",
                "127.0.0.1:6379: hz 5 removes expired keys and closes idle clients late",
            ])
        #expect(finding.action == "CONFIG SET maxmemory-samples 5. CONFIG SET hz 10.")
    }

    @Test func settingsThatDoNothingHereAreFine() throws {
        let rule = try RuleProbe("config-risk")
        let samples = ["maxmemory-samples": "2"]
        #expect(try rule.isSilent(MadeUp.node(["maxmemory": "0"], settings: samples)))
        #expect(try rule.isSilent(MadeUp.node(["maxmemory_policy": "allkeys-random"], settings: samples)))
        #expect(try rule.isSilent(MadeUp.node(settings: ["cluster-node-timeout": "100"])))
    }

    @Test(arguments: [
        ["maxmemory-samples": "21"], ["maxmemory-policy": "volatile-lfu", "lfu-decay-time": "0"],
        ["cluster-enabled": "yes", "cluster-node-timeout": "500"],
        ["cluster-enabled": "yes", "cluster-node-timeout": "90000"],
    ])
    func otherSettingsThatDoHarmAreNamed(_ settings: [String: String]) throws {
        let finding = try RuleProbe("config-risk").finding(MadeUp.node(settings: settings))
        #expect(finding.value == 1)
        #expect(finding.priority == .low)
    }

    @Test func aReplicaThatTakesWritesIsNamed() throws {
        let rule = try RuleProbe("config-risk")
        let settings = ["replica-read-only": "no"]
        #expect(try rule.finding(MadeUp.node(role: .replica, settings: settings)).value == 1)
        #expect(try rule.isSilent(MadeUp.node(settings: settings)))
    }

    @Test(arguments: [("0", Priority.high), ("1", .low), ("2", nil)])
    func writesThatNeedMoreReplicasThanThereAreFail(_ replicas: String, _ priority: Priority?) throws {
        let node = MadeUp.node(["connected_slaves": replicas], settings: ["min-replicas-to-write": "1"])
        let findings = try RuleProbe("config-risk").findings(MadeUp.facts([node]))
        #expect(findings.first?.priority == priority)
    }

    @Test func theDefaultsAreFine() throws {
        let settings = [
            "maxmemory-samples": "5", "hz": "10", "lfu-decay-time": "1", "replica-read-only": "yes",
            "cluster-enabled": "no", "cluster-node-timeout": "15000", "min-replicas-to-write": "0",
            "stop-writes-on-bgsave-error": "no",
        ]
        #expect(try RuleProbe("config-risk").isSilent(MadeUp.node(["connected_slaves": "0"], settings: settings)))
    }

    @Test func withoutSettingsNothingIsSaid() throws {
        #expect(try RuleProbe("config-risk").absence(MadeUp.node())?.cause == .unwanted)
    }
}
