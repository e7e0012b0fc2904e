import PinyonClient
import PinyonOps
import Testing

struct ConnectionRuleTests {
    private func server(connected: Int, rejected: Int = 0, before: Int? = nil) -> NodeFacts {
        MadeUp.node(
            ["connected_clients": "\(connected)", "maxclients": "100", "rejected_connections": "\(rejected)"],
            earlier: before.map { ["rejected_connections": "\($0)"] })
    }

    @Test func aServerThatIsNearlyFullIsUrgent() throws {
        let rule = try RuleProbe("conns")
        let finding = try rule.finding(server(connected: 81))
        #expect(finding.value == 81)
        #expect(finding.threshold == 80)
        #expect(finding.priority == .high)
        #expect(finding.action.contains("CONFIG SET maxclients 200"))
        #expect(finding.offenders == [Offender("127.0.0.1:6379", node: "127.0.0.1:6379", count: 81)])
        #expect(try rule.isSilent(server(connected: 80)))
    }

    @Test func theSettingStandsInWhereINFODoesntTellTheLimit() throws {
        let node = MadeUp.node(["connected_clients": "9"], settings: ["maxclients": "10"])
        #expect(try RuleProbe("bigAmountOfConnectedClients").finding(node).value == 90)
    }

    @Test func connectionsThatAreTurnedAwayAreUrgent() throws {
        let finding = try RuleProbe("conns").finding(server(connected: 100, rejected: 5, before: 2))
        #expect(finding.value == 3)
        #expect(finding.priority == .high)
        #expect(finding.issue == "3 connections were turned away within 10 s")
    }

    @Test func connectionsThatWereTurnedAwayOnceAreGoodToKnow() throws {
        let rule = try RuleProbe("conns")
        #expect(try rule.finding(server(connected: 1, rejected: 5)).priority == .low)
        #expect(try rule.isSilent(server(connected: 1, rejected: 5, before: 5)))
    }

    @Test func serversThatTellNoLimitCantBeJudged() throws {
        #expect(try RuleProbe("conns").absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func manyNewConnectionsWithinAWindowAreWorthALook() throws {
        let rule = try RuleProbe("conn-churn")
        let earlier = ["total_connections_received": "0"]
        let finding = try rule.finding(MadeUp.node(["total_connections_received": "2000"], earlier: earlier))
        #expect(finding.value == 200)
        #expect(finding.priority == .medium)
        #expect(finding.issue == "127.0.0.1:6379 accepted 200 new connections a second within 10 s")
        #expect(try rule.isSilent(MadeUp.node(["total_connections_received": "1000"], earlier: earlier)))
    }

    @Test func manyNewConnectionsSinceTheStartAreLessSure() throws {
        let rule = try RuleProbe("conn-churn")
        let finding = try rule.finding(MadeUp.node(["total_connections_received": "17280000"]))
        #expect(finding.value == 200)
        #expect(finding.priority == .low)
        let young = ["total_connections_received": "9000", "uptime_in_seconds": "10"]
        #expect(try rule.isSilent(MadeUp.node(young)))
    }

    @Test func serversThatDontCountConnectionsCantBeJudged() throws {
        #expect(try RuleProbe("conn-churn").absence(MadeUp.node())?.cause == .unsupported)
    }
}
