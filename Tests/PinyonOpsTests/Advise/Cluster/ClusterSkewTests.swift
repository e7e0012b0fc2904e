import PinyonClient
import PinyonOps
import Testing

struct ClusterSkewTests {
    /// A primary with slots of which the first differs.
    private func facts(
        _ usual: [String: Int], first: [String: Int], slots: Int = 100
    ) throws -> Facts {
        var facts = try MadeUpCluster.facts()
        let statistics = try (0..<slots).map { try MadeUpCluster.slot($0, $0 == 0 ? first : usual) }
        facts.nodes[0].slots = .value(statistics)
        return facts
    }

    @Test func aSlotThatTakesAThirdOfANodesTimeIsUrgent() throws {
        let facts = try facts(
            ["key-count": 100, "cpu-usec": 100_000], first: ["key-count": 100, "cpu-usec": 5_000_000])
        let finding = try RuleProbe("hot-slot").finding(facts)
        #expect(abs(finding.value - 33.557) < 0.01)
        #expect(finding.threshold == 1.5)
        #expect(finding.priority == .high)
        #expect(
            finding.evidence == ["slot 0 of 127.0.0.1:7000: 5.0 s of processor time, 33.6 % of the node's"])
        #expect(finding.offenders == [Offender("slot 0", node: "127.0.0.1:7000", count: 100)])
    }

    @Test func aSlotWithManyKeysIsWorthALookWhereTimeIsntMeasured() throws {
        let finding = try RuleProbe("hot-slot").finding(facts(["key-count": 100], first: ["key-count": 1_000]))
        #expect(finding.priority == .medium)
        #expect(finding.issue.contains("9.2 % of the keys of 127.0.0.1:7000"))
    }

    @Test func aSlotThatMattersLittleIsFine() throws {
        let rule = try RuleProbe("hot-slot")
        let small = try facts(["cpu-usec": 10_000], first: ["cpu-usec": 500_000])
        #expect(try rule.findings(small).isEmpty)
        let oneOfMany = try facts(["cpu-usec": 20_000], first: ["cpu-usec": 80_000], slots: 1_000)
        #expect(try rule.findings(oneOfMany).isEmpty)
        let fewKeys = try facts(["key-count": 1], first: ["key-count": 50])
        #expect(try rule.findings(fewKeys).isEmpty)
        let even = try facts(["cpu-usec": 1_000_000], first: ["cpu-usec": 1_400_000], slots: 10)
        #expect(try rule.findings(even).isEmpty)
    }

    @Test func serversWithoutSlotStatisticsCantBeJudged() throws {
        var facts = try MadeUpCluster.facts()
        for index in facts.nodes.indices { facts.nodes[index].slots = .absent(Absence(.unsupported, "no")) }
        #expect(try RuleProbe("hot-slot").absence(facts)?.cause == .unsupported)
    }

    @Test func aPrimaryWithTwiceTheMeanOfTheMemoryIsNamedWithTheSlotsToMove() throws {
        let facts = try MadeUpCluster.facts(fields: [7_000: ["used_memory": "419430400"]])
        let finding = try RuleProbe("node-skew").finding(facts)
        #expect(finding.value == 2)
        #expect(finding.threshold == 1.3)
        #expect(finding.priority == .medium)
        #expect(finding.evidence.first == "127.0.0.1:7000: 400.0 MB memory, 5,461 slots")
        #expect(finding.action.contains("2,731 slots from 127.0.0.1:7000"))
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:7000"])
    }

    @Test func keysThatAreUnevenAreNamed() throws {
        let keys = { (count: Int) in ["db0": "keys=\(count),expires=0"] }
        let facts = try MadeUpCluster.facts(fields: [7_000: keys(30_000), 7_001: keys(90_000), 7_002: keys(30_000)])
        let finding = try RuleProbe("node-skew").finding(facts)
        #expect(finding.issue == "127.0.0.1:7001 has 1.8 times the mean of the primaries' keys")
    }

    @Test func primariesThatAreNearlyEvenOrSmallAreFine() throws {
        let rule = try RuleProbe("node-skew")
        let even = try MadeUpCluster.facts(fields: [7_000: ["used_memory": "157286400"]])
        #expect(try rule.findings(even).isEmpty)
        let small = try MadeUpCluster.facts(
            fields: [7_000: ["used_memory": "90000000"], 7_001: ["used_memory": "1"], 7_002: ["used_memory": "1"]])
        #expect(try rule.findings(small).isEmpty)
    }

    @Test func commandsAreComparedOverAWindowOnly() throws {
        var facts = try MadeUpCluster.facts()
        for (index, count) in [300_000, 60_000, 60_000].enumerated() {
            let fields = ["total_commands_processed": "\(count)"]
            let earlier = ["total_commands_processed": "0"]
            let made = MadeUp.node(fields, earlier: earlier, port: 7_000 + index)
            facts.nodes[index].info = made.info
            facts.nodes[index].earlier = made.earlier
            facts.nodes[index].window = made.window
        }
        let finding = try RuleProbe("node-skew").finding(facts)
        #expect(finding.issue.contains("commands a second"))
        for index in facts.nodes.indices { facts.nodes[index].earlier = nil }
        #expect(try RuleProbe("node-skew").findings(facts).isEmpty)
    }
}
