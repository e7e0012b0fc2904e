import PinyonOps
import Testing

struct NoMaxmemoryTests {
    private let rule = RuleCatalog.rule(named: "no-maxmemory")

    @Test func serversWithoutALimitAreNamedWithWhatTheyUse() throws {
        let rule = try #require(rule)
        let nodes = [
            MadeUp.node(["maxmemory": "0", "used_memory": "2048"], port: 1),
            MadeUp.node(["maxmemory": "0", "used_memory": "1048576"], port: 2), MadeUp.node(port: 3),
        ]
        let finding = try #require(MadeUp.findings(rule, MadeUp.facts(nodes))?.first)
        #expect(finding.priority == .high)
        #expect(finding.issue.contains("2 of 3"))
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:2"])
        #expect(finding.action.contains("CONFIG SET maxmemory 6871947672"))
    }

    @Test func aServerWithALimitIsFine() throws {
        let rule = try #require(rule)
        #expect(MadeUp.findings(rule, MadeUp.facts())?.isEmpty == true)
    }
}
