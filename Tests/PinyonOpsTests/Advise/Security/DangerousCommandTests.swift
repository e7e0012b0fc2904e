import PinyonClient
import PinyonOps
import Testing

struct DangerousCommandTests {
    private func server(_ calls: [String: Int], before: [String: Int]? = nil) -> NodeFacts {
        MadeUp.node(Self.fields(calls), earlier: before.map(Self.fields))
    }

    private static func fields(_ calls: [String: Int]) -> [String: String] {
        Dictionary(
            uniqueKeysWithValues: calls.map { ("cmdstat_\($0.key)", "calls=\($0.value),usec=1,usec_per_call=1.00") })
    }

    @Test func dangerousCommandsWithinAWindowAreWorthALook() throws {
        let now = ["flushall": 3, "config|set": 8, "get": 99]
        let finding = try RuleProbe("dangerous-cmds").finding(
            server(now, before: ["flushall": 1, "config|set": 8, "get": 1]))
        #expect(finding.value == 2)
        #expect(finding.priority == .medium)
        #expect(finding.issue == "FLUSHALL ran 2 times within 10 s")
        #expect(finding.action.contains("ACL SETUSER <name> -flushall,"))
        #expect(finding.evidence == ["127.0.0.1:6379: flushall 2 times"])
        #expect(finding.offenders == [Offender("flushall", node: "127.0.0.1:6379", count: 2)])
    }

    @Test func dangerousCommandsSinceTheStartAreGoodToKnow() throws {
        let finding = try RuleProbe("dangerous-cmds").finding(server(["config|set": 8, "monitor": 1]))
        #expect(finding.priority == .low)
        #expect(finding.issue.hasPrefix("CONFIG SET, MONITOR ran 9 times since"))
    }

    @Test func whatAnAnalysisAsksAndKEYSDontCount() throws {
        let own = ["config|get": 5, "info": 9, "slowlog|get": 2, "client|list": 1, "keys": 4, "acl|list": 1]
        #expect(try RuleProbe("dangerous-cmds").isSilent(server(own)))
    }

    @Test func withoutStatisticsNothingIsSaid() throws {
        #expect(try RuleProbe("dangerous-cmds").absence(MadeUp.node())?.cause == .unsupported)
    }
}
