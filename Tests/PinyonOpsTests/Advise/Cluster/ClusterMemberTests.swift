import PinyonClient
import PinyonOps
import Testing

struct ClusterMemberTests {
    @Test func aPrimaryThatIsDownIsUrgentAndCountedOnce() throws {
        var facts = try MadeUpCluster.facts(silent: [7_001]) { _, members in
            members[1].flags = "master,fail"
            members[1].link = "disconnected"
        }
        facts.unreached = [(name: "127.0.0.1:7001", reason: "connection refused")]
        let finding = try RuleProbe("dead-node").finding(facts)
        #expect(finding.value == 1)
        #expect(finding.priority == .high)
        let line = "a primary with slots, “fail” by 127.0.0.1:7000, 127.0.0.1:7002, 127.0.0.1:7003 and 2 more"
        #expect(finding.evidence == ["127.0.0.1:7001: \(line)"])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:7001"])
    }

    @Test func aReplicaThatMayBeDownIsLessUrgent() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_000 { members[5].flags = "slave,fail?" }
        }
        let finding = try RuleProbe("dead-node").finding(facts)
        #expect(finding.priority == .medium)
        #expect(finding.evidence == ["127.0.0.1:7005: “fail?” by 127.0.0.1:7000"])
    }

    @Test func aNodeWithoutALinkIsNamed() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_000 { members[5].link = "disconnected" }
        }
        let finding = try RuleProbe("dead-node").finding(facts)
        #expect(finding.evidence == ["127.0.0.1:7005: “disconnected” by 127.0.0.1:7000"])
    }

    @Test func aReplicaWhosePrimarySomebodyDoesntKnowIsNamed() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_004 { members.removeAll { $0.port == 7_000 } }
        }
        let finding = try RuleProbe("dead-node").finding(facts)
        #expect(finding.priority == .medium)
        #expect(finding.evidence == ["127.0.0.1:7003: follows n7000, a primary that 127.0.0.1:7004 doesn't know"])
    }

    @Test func aNodeThatOnlyPinyonCouldntReachIsLessSure() throws {
        var facts = try MadeUpCluster.facts(silent: [7_005])
        facts.unreached = [(name: "127.0.0.1:7005", reason: "no answer within 3 s")]
        let finding = try RuleProbe("dead-node").finding(facts)
        #expect(finding.priority == .medium)
        #expect(finding.certainty < 1)
        #expect(finding.evidence == ["127.0.0.1:7005: not reached: no answer within 3 s"])
    }

    @Test func aPrimaryWithoutSlotsThatClientsArentToldOfIsFine() throws {
        let idle = MadeUpCluster.Member(port: 7_006, epoch: 0)
        var facts = try MadeUpCluster.facts(MadeUpCluster.healthy + [idle], silent: [7_006])
        facts.unreached = [(name: "127.0.0.1:7006", reason: "it wasn't named among those that serve the cluster")]
        #expect(try RuleProbe("dead-node").findings(facts).isEmpty)
    }

    @Test func primariesWithTheSameEpochAreNamed() throws {
        var members = MadeUpCluster.healthy
        members[1].epoch = 1
        let finding = try RuleProbe("epoch-collision").finding(MadeUpCluster.facts(members))
        #expect(finding.value == 1)
        #expect(finding.priority == .medium)
        #expect(finding.evidence == ["epoch 1: 127.0.0.1:7000, 127.0.0.1:7001"])
    }

    @Test func anOldViewOfAnEpochIsNoCollision() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_002 { members[1].epoch = 1 }
        }
        #expect(try RuleProbe("epoch-collision").findings(facts).isEmpty)
    }

    @Test func primariesWithoutSlotsMayShareAnEpoch() throws {
        let idle = [7_006, 7_007].map { MadeUpCluster.Member(port: $0, epoch: 0) }
        #expect(try RuleProbe("epoch-collision").findings(MadeUpCluster.facts(MadeUpCluster.healthy + idle)).isEmpty)
    }

    @Test func aNodeThatSomeDontKnowIsNamedWithThem() throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            if viewer == 7_005 { members.removeAll { $0.port == 7_004 } }
        }
        let finding = try RuleProbe("unknown-nodes").finding(facts)
        #expect(finding.value == 1)
        #expect(finding.priority == .medium)
        #expect(finding.evidence.count == 1)
        #expect(finding.evidence.first?.hasPrefix("127.0.0.1:7004: known to 127.0.0.1:7000, ") == true)
        #expect(finding.evidence.first?.hasSuffix(", not to 127.0.0.1:7005") == true)
        #expect(finding.action.contains("CLUSTER FORGET n7004"))
    }

    @Test(arguments: ["unknown-nodes", "dead-node"])
    func aNodeThatIsJustJoiningIsFine(_ name: String) throws {
        let facts = try MadeUpCluster.facts { viewer, members in
            guard viewer == 7_000 else { return }
            members.append(MadeUpCluster.Member(port: 7_009, flags: "handshake", link: "disconnected"))
        }
        #expect(try RuleProbe(name).findings(facts).isEmpty)
    }
}
