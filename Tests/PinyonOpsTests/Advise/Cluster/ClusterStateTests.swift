import PinyonClient
import PinyonOps
import Testing

struct ClusterStateTests {
    private static let byViews = [
        "cfg-disagree", "open-slot", "uncovered", "multi-owner", "dead-node", "epoch-collision", "unknown-nodes",
        "slot-fragmentation",
    ]

    /// A cluster of which the first node has a state of its own.
    private func facts(_ state: String, failed: Int = 0, unsure: Int = 0) throws -> Facts {
        var facts = try MadeUpCluster.facts()
        for index in facts.nodes.indices {
            let answer =
                index == 0
                ? try MadeUpCluster.state(state, failed: failed, unsure: unsure) : try MadeUpCluster.state("ok")
            facts.nodes[index].clusterState = .value(answer)
        }
        return facts
    }

    @Test func nodesThatRefuseCommandsAreUrgent() throws {
        let finding = try RuleProbe("cluster").finding(facts("fail", failed: 5_461))
        #expect(finding.priority == .high)
        #expect(finding.issue.contains("1 of 6 nodes"))
        #expect(finding.value == 5_461)
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:7000"])
        let line = "127.0.0.1:7000: cluster_state not ok, cluster_slots_fail 5461, cluster_slots_pfail 0"
        #expect(finding.evidence == [line])
    }

    @Test func slotsOfNodesThatMayBeDownAreUrgentThoughTheStateIsOK() throws {
        let finding = try RuleProbe("cluster").finding(facts("ok", unsure: 2_000))
        #expect(finding.priority == .high)
        #expect(finding.issue.contains("2,000 of 16,384 slots"))
    }

    @Test func aClusterThatIsOKIsFine() throws {
        #expect(try RuleProbe("cluster").findings(facts("ok")).isEmpty)
    }

    @Test func withoutTheNodesStatesNothingIsSaid() throws {
        var facts = try MadeUpCluster.facts()
        for index in facts.nodes.indices {
            facts.nodes[index].clusterState = .absent(Absence(.refused, "no"))
        }
        #expect(try RuleProbe("cluster").absence(facts)?.cause == .refused)
    }

    @Test(arguments: byViews)
    func aClusterWhoseNodesAgreeIsFine(_ name: String) throws {
        #expect(try RuleProbe(name).findings(MadeUpCluster.facts()).isEmpty)
    }

    @Test(arguments: byViews)
    func withoutTheNodesViewsNothingIsSaid(_ name: String) throws {
        var facts = try MadeUpCluster.facts()
        for index in facts.nodes.indices { facts.nodes[index].clusterNodes = .absent(Absence(.failed, "no")) }
        #expect(try RuleProbe(name).absence(facts)?.cause == .failed)
    }

    @Test(arguments: byViews + ["cluster", "moved-storm", "hot-slot", "node-skew", "cfg-skew", "replica-weak"])
    func aSingleServerIsNoCluster(_ name: String) throws {
        #expect(try RuleProbe(name).isSilent(MadeUp.node()))
    }

    @Test(arguments: [("warn", "dead-node"), ("cc-warn", "dead-node"), ("slot-skew", "hot-slot")])
    func rulesAreFoundByTheNamesThatOthersGiveThem(_ alias: String, _ id: String) {
        #expect(RuleCatalog.rule(named: alias)?.id == id)
    }
}
