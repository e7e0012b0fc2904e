import PinyonOps
import Testing

/// The rule about KEYS.
struct SlowKeysTests {
    private func node(calls: Int, keys: Int, before: Int? = nil) -> NodeFacts {
        MadeUp.node(
            ["cmdstat_keys": statistics(calls), "db0": "keys=\(keys),expires=\(keys),avg_ttl=1"],
            earlier: before.map { ["cmdstat_keys": statistics($0)] })
    }

    private func statistics(_ calls: Int) -> String { "calls=\(calls),usec=100,usec_per_call=100.00" }

    @Test(arguments: [(10_000, Priority.high), (9_999, .medium), (999, .low)])
    func keysMattersMoreTheMoreKeysThereAre(_ keys: Int, priority: Priority) throws {
        let finding = try RuleProbe("slow-KEYS").finding(node(calls: 3, keys: keys))
        #expect(finding.value == 3)
        #expect(finding.priority == priority)
        #expect(finding.action.contains("SCAN"))
        #expect(finding.evidence.first?.contains("3 calls since the server began counting") == true)
    }

    @Test func keysInTheSlowLogIsUrgentAndToldWithItsClient() throws {
        var server = node(calls: 1, keys: 10)
        server.slowCommands = .value([try MadeUpNotes.command("KEYS", "secret:*", amount: 12_500)])
        let finding = try RuleProbe("slow-KEYS").finding(server)
        #expect(finding.priority == .high)
        #expect(finding.offenders.map(\.name) == ["client worker", "keys"])
        #expect(finding.evidence.last == "in the slow log 1 times, up to 12.5 ms")
    }

    @Test func callsInTheWindowAreTold() throws {
        let finding = try RuleProbe("slow-KEYS").finding(node(calls: 5, keys: 10_000, before: 3))
        #expect(finding.certainty == 0.95)
        #expect(finding.evidence.first?.contains("2 calls in the window") == true)
    }

    @Test func withoutKeysAllIsWell() throws {
        let rule = try RuleProbe("slow-KEYS")
        #expect(try rule.isSilent(MadeUp.node(["cmdstat_get": statistics(5)])))
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }
}
