import PinyonClient
import PinyonOps
import Testing

struct MovedStormTests {
    private func facts(
        moved: Int, commands: Int, before: Bool = true, version: String = "7.0.15"
    ) -> Facts {
        var fields = ["total_commands_processed": "\(commands)", "redis_version": version]
        if moved > 0 { fields["errorstat_MOVED"] = "count=\(moved)" }
        let earlier = ["total_commands_processed": "0", "errorstat_MOVED": "count=0"]
        return MadeUp.facts([MadeUp.node(fields, earlier: before ? earlier : nil)], topology: .cluster)
    }

    @Test func manyRedirectionsWithinAWindowAreWorthALook() throws {
        let finding = try RuleProbe("moved-storm").finding(facts(moved: 500, commands: 9_500))
        #expect(finding.value == 5)
        #expect(finding.priority == .medium)
        #expect(finding.issue.contains("5.0 % of the commands") && finding.issue.contains("within 10 s"))
        #expect(finding.evidence == ["127.0.0.1:6379: 500 MOVED, 0 ASK, 9,500 commands run"])
        #expect(finding.offenders.first?.count == 500)
    }

    @Test(arguments: [(99, 100), (100, 9_900), (0, 100_000)])
    func fewRedirectionsAreHowClientsLearn(_ moved: Int, _ commands: Int) throws {
        #expect(try RuleProbe("moved-storm").findings(facts(moved: moved, commands: commands)).isEmpty)
    }

    @Test func withoutAWindowItIsLessSure() throws {
        let finding = try RuleProbe("moved-storm").finding(facts(moved: 500, commands: 9_500, before: false))
        #expect(finding.priority == .low)
        #expect(finding.issue.contains("since the server began counting"))
    }

    @Test func serversThatDontCountErrorsCantBeJudged() throws {
        let facts = facts(moved: 0, commands: 10, before: false, version: "6.0.16")
        #expect(try RuleProbe("moved-storm").absence(facts)?.cause == .unsupported)
    }
}
