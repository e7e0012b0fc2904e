import PinyonClient
import PinyonOps
import Testing

struct ClientTrafficRuleTests {
    private func server(commands: Int, reads: Int) -> NodeFacts {
        MadeUp.node(
            ["total_commands_processed": "\(commands)", "total_reads_processed": "\(reads)"],
            earlier: ["total_commands_processed": "0", "total_reads_processed": "0"])
    }

    @Test func manyCommandsThatAreReadOneByOneAreGoodToKnow() throws {
        let finding = try RuleProbe("single-conn-pipeline").finding(server(commands: 250_000, reads: 250_000))
        #expect(finding.value == 1)
        #expect(finding.threshold == 1.2)
        #expect(finding.priority == .low)
        #expect(finding.confidence == .inferred)
        #expect(finding.issue.contains("25,000 commands a second"))
    }

    @Test(arguments: [(200_000, 200_000), (300_000, 250_000), (300_000, 30_000)])
    func fewCommandsAndPipelinesAreFine(_ commands: Int, _ reads: Int) throws {
        #expect(try RuleProbe("single-conn-pipeline").isSilent(server(commands: commands, reads: reads)))
    }

    @Test func theServersOwnMeanIsTakenWhereItTells() throws {
        let node = MadeUp.node(
            ["commands_per_parse_batch_avg": "1.1", "instantaneous_ops_per_sec": "30000", "total_reads_processed": "1"])
        let finding = try RuleProbe("single-conn-pipeline").finding(node)
        #expect(finding.value == 1.1)
    }

    @Test func serversThatDontCountReadsCantBeJudged() throws {
        #expect(try RuleProbe("single-conn-pipeline").absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func clientsThatAreCutOffWithinAWindowAreWorthALook() throws {
        let fields = ["client_output_buffer_limit_disconnections": "3", "evicted_clients": "4"]
        let earlier = ["client_output_buffer_limit_disconnections": "1", "evicted_clients": "4"]
        let finding = try RuleProbe("output-limit").finding(MadeUp.node(fields, earlier: earlier))
        #expect(finding.value == 2)
        #expect(finding.priority == .medium)
        #expect(finding.issue.contains("2 clients were cut off within 10 s"))
    }

    @Test func clientsThatWereCutOffOnceAreGoodToKnow() throws {
        let rule = try RuleProbe("output-limit")
        #expect(try rule.finding(MadeUp.node(["evicted_clients": "4"])).priority == .low)
        #expect(try rule.isSilent(MadeUp.node(["evicted_clients": "0"])))
        #expect(try rule.isSilent(MadeUp.node(["evicted_clients": "4"], earlier: ["evicted_clients": "4"])))
    }

    @Test func serversThatDontCountThemCantBeJudged() throws {
        #expect(try RuleProbe("output-limit").absence(MadeUp.node())?.cause == .unsupported)
    }
}
