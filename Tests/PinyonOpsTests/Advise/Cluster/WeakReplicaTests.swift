import PinyonClient
import PinyonOps
import Testing

struct WeakReplicaTests {
    /// A primary at port 1 and its replicas behind it, watched by Sentinels.
    private func group(
        _ replicas: [String: String]..., primary fields: [String: String] = [:],
        topology: Facts.Topology = .sentinel
    ) -> Facts {
        let usual = ["role": "master", "connected_slaves": "\(replicas.count)"]
        let primary = MadeUp.node(usual.merging(fields) { $1 }, port: 1)
        let others = replicas.enumerated().map { index, fields in
            let usual = ["role": "slave", "master_host": "127.0.0.1", "master_port": "1", "slave_priority": "100"]
            return MadeUp.node(usual.merging(fields) { $1 }, port: 2 + index, role: .replica)
        }
        return MadeUp.facts([primary] + others, topology: topology)
    }

    /// A primary on a host, and a replica beside it.
    private func neighbours(_ host: String) -> Facts {
        let slave = "ip=\(host),port=6380,state=online,offset=1,lag=0"
        let info = MadeUp.info(["role": "master", "connected_slaves": "1", "slave0": slave])
        return MadeUp.facts([NodeFacts(address: .host(host, port: 6_379), role: .primary, info: info)])
    }

    @Test func aReplicaWithLessMemoryThanItsPrimaryIsUrgent() throws {
        let finding = try RuleProbe("replica-weak").finding(group(["maxmemory": "536870912"], [:]))
        #expect(finding.value == 1)
        #expect(finding.priority == .high)
        #expect(
            finding.evidence == ["127.0.0.1:2 has maxmemory 512.0 MB, its primary 127.0.0.1:1 1.0 GB"])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:2"])
    }

    @Test func aLimitedReplicaOfAnUnlimitedPrimaryIsNamed() throws {
        let finding = try RuleProbe("replica-weak").finding(group([:], primary: ["maxmemory": "0"]))
        #expect(finding.evidence.first?.hasSuffix("its primary 127.0.0.1:1 no limit") == true)
    }

    @Test func replicasNoneOfWhichMayBecomePrimaryAreUrgent() throws {
        let rule = try RuleProbe("replica-weak")
        let never = ["slave_priority": "0"]
        let finding = try rule.finding(group(never, never))
        #expect(finding.priority == .high)
        #expect(finding.evidence == ["replica-priority is 0 on all replicas of 127.0.0.1:1"])
        #expect(finding.action.contains("CONFIG SET replica-priority 100"))
        #expect(try rule.findings(group(never, [:])).isEmpty)
    }

    @Test func aClusterWhereReplicasMayNotTakeOverIsNamed() throws {
        var members = MadeUpCluster.healthy
        members[3].flags = "slave,nofailover"
        let finding = try RuleProbe("replica-weak").finding(MadeUpCluster.facts(members))
        #expect(finding.evidence == ["cluster-replica-no-failover is on for all replicas of 127.0.0.1:7000"])
    }

    @Test func primariesWithoutReplicasAreMoreUrgentWhereOthersHaveSome() throws {
        let rule = try RuleProbe("replica-weak")
        let none = ["connected_slaves": "0"]
        let one = try rule.finding(MadeUpCluster.facts(fields: [7_000: none]))
        #expect(one.priority == .high)
        #expect(one.evidence == ["127.0.0.1:7000 has no replica that is connected"])
        let all = try rule.finding(MadeUpCluster.facts(fields: [7_000: none, 7_001: none, 7_002: none]))
        #expect(all.priority == .medium)
        #expect(all.value == 3)
        #expect(try rule.finding(group()).priority == .high)
    }

    @Test func aReplicaOnItsPrimarysHostIsUrgentExceptOnLoopback() throws {
        let rule = try RuleProbe("replica-weak")
        let finding = try rule.finding(neighbours("10.0.0.1"))
        #expect(finding.priority == .high)
        #expect(finding.evidence == ["10.0.0.1:6380 is on the host of its primary 10.0.0.1:6379"])
        #expect(try rule.findings(neighbours("127.0.0.1")).isEmpty)
        #expect(try rule.findings(neighbours("::1")).isEmpty)
    }

    @Test func replicasLikeTheirPrimariesAreFine() throws {
        let rule = try RuleProbe("replica-weak")
        #expect(try rule.findings(group([:], [:])).isEmpty)
        #expect(try rule.findings(MadeUpCluster.facts()).isEmpty)
        #expect(try rule.findings(group(["maxmemory": "0"])).isEmpty)
        #expect(try rule.findings(group(topology: .standalone)).isEmpty)
    }
}
