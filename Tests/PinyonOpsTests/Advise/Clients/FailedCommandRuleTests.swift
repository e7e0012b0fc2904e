import PinyonClient
import PinyonOps
import Testing

struct FailedCommandRuleTests {
    /// A server that answered errors within ten seconds, or since it began counting.
    private func server(
        _ errors: [String: Int], commands: Int = 10_000, hasWindow: Bool = true, _ other: [String: String] = [:],
        before: [String: String] = [:]
    ) -> NodeFacts {
        var fields = other
        fields["total_commands_processed"] = "\(commands)"
        var earlier = before
        earlier["total_commands_processed"] = "0"
        for (prefix, count) in errors {
            fields["errorstat_\(prefix)"] = "count=\(count)"
            earlier["errorstat_\(prefix)"] = "count=0"
        }
        return MadeUp.node(fields, earlier: hasWindow ? earlier : nil)
    }

    @Test func manyErrorsOfAKindAreNamedWithWhomToAsk() throws {
        let finding = try RuleProbe("failed-cmds").finding(server(["WRONGTYPE": 200, "ERR": 50, "NOSCRIPT": 900]))
        #expect(finding.value == 2.5)
        #expect(finding.threshold == 0.1)
        #expect(finding.priority == .medium)
        #expect(finding.issue == "250 commands failed within 10 s, most with WRONGTYPE (2.5 % of all commands)")
        #expect(finding.action.contains("pinyon diagnose \"WRONGTYPE\""))
        #expect(finding.evidence == ["WRONGTYPE: 200 times on 127.0.0.1:6379", "ERR: 50 times on 127.0.0.1:6379"])
        #expect(finding.offenders == [Offender("WRONGTYPE", count: 200), Offender("ERR", count: 50)])
    }

    @Test(arguments: ["NOSCRIPT", "MOVED", "ASK", "BUSYGROUP"])
    func errorsThatClientsLearnFromAreFine(_ prefix: String) throws {
        #expect(try RuleProbe("failed-cmds").isSilent(server([prefix: 5_000])))
    }

    @Test func fewErrorsAreFine() throws {
        let rule = try RuleProbe("failed-cmds")
        #expect(try rule.isSilent(server(["WRONGTYPE": 99])))
        #expect(try rule.isSilent(server(["WRONGTYPE": 100], commands: 100_000)))
        #expect(try rule.findings(MadeUp.facts([server(["WRONGTYPE": 101], commands: 100_000)])).count == 1)
    }

    @Test(arguments: ["OOM", "MISCONF", "READONLY", "CLUSTERDOWN", "NOREPLICAS"])
    func oneRefusedWriteIsUrgent(_ prefix: String) throws {
        let rule = try RuleProbe("failed-cmds")
        let finding = try rule.finding(server([prefix: 1, "WRONGTYPE": 5]))
        #expect(finding.priority == .high)
        #expect(finding.offenders.first?.name == prefix)
        #expect(try rule.finding(server([prefix: 1], hasWindow: false)).priority == .medium)
    }

    @Test func errorsSinceTheStartAreLessSure() throws {
        let finding = try RuleProbe("failed-cmds").finding(server(["WRONGTYPE": 200], hasWindow: false))
        #expect(finding.priority == .low)
        #expect(finding.issue.contains("since the server began counting"))
    }

    @Test func theCommandsThatFailedAreNamed() throws {
        let now = ["cmdstat_hget": "calls=9,usec=1,usec_per_call=0.1,rejected_calls=2,failed_calls=150"]
        let then = ["cmdstat_hget": "calls=9,usec=1,usec_per_call=0.1,rejected_calls=2,failed_calls=50"]
        let finding = try RuleProbe("failed-cmds").finding(server(["WRONGTYPE": 200], now, before: then))
        #expect(finding.evidence.last == "command hget: 100 failed, 0 refused")
    }

    @Test func whatScriptsMadeUpIsShownWithoutControlCharacters() throws {
        let finding = try RuleProbe("failed-cmds").finding(server(["A\u{1B}[2J": 200]))
        #expect(finding.offenders.map(\.name) == ["A\\x1b[2J"])
    }

    @Test func serversThatDontCountErrorsCantBeJudged() throws {
        let old = MadeUp.node(["redis_version": "6.0.16"])
        #expect(try RuleProbe("failed-cmds").absence(old)?.cause == .unsupported)
    }
}
