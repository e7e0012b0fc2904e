import PinyonOps
import Testing

/// Rules about what commands take.
struct CommandLatencyTests {
    private func statistics(_ calls: Int, _ microseconds: Int) -> String {
        "calls=\(calls),usec=\(microseconds),usec_per_call=\(Double(microseconds) / Double(max(1, calls)))"
    }

    private func node(calls: Int, slowest: String) -> NodeFacts {
        MadeUp.node([
            "cmdstat_get": statistics(100_000, 200_000), "cmdstat_sort": statistics(calls, 200),
            "latency_percentiles_usec_sort": "p50=1.003,p99=\(slowest),p99.9=90000.000",
        ])
    }

    @Test(arguments: [("25000.000", Priority.medium), ("100000.000", .high)])
    func aCommandThatIsSometimesSlowIsTold(_ slowest: String, priority: Priority) throws {
        let finding = try RuleProbe("latency").finding(node(calls: 100, slowest: slowest))
        let microseconds = try #require(Double(slowest))
        #expect(finding.value == microseconds / 1_000)
        #expect(finding.threshold == 10)
        #expect(finding.priority == priority)
        #expect(finding.issue.contains("SORT"))
        #expect(finding.offenders == [Offender("sort", node: "127.0.0.1:6379", count: 100)])
    }

    @Test func fastCommandsAndFewCallsAreFine() throws {
        let rule = try RuleProbe("latency")
        #expect(try rule.isSilent(node(calls: 100, slowest: "10000.000")))
        #expect(try rule.isSilent(node(calls: 99, slowest: "25000.000")))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func commandsThatTakeLongOnAverageAreTold() throws {
        let rule = try RuleProbe("latency")
        let slow = MadeUp.node([
            "cmdstat_sort": statistics(500, 1_900_000), "cmdstat_get": statistics(500, 100_000),
            "cmdstat_debug|sleep": statistics(1, 60_000_000),
        ])
        let finding = try rule.finding(slow)
        #expect(finding.value == 2)
        #expect(finding.threshold == 1)
        #expect(finding.priority == .medium)
        #expect(finding.offenders.map(\.name) == ["sort", "get"])
        #expect(try rule.isSilent(MadeUp.node(["cmdstat_sort": statistics(1_000, 1_000_000)])))
        #expect(try rule.isSilent(MadeUp.node(["cmdstat_sort": statistics(999, 9_000_000)])))
    }

    @Test func theAverageIsThatOfTheWindow() throws {
        let rule = try RuleProbe("latency")
        let now = ["cmdstat_sort": statistics(2_000, 9_000_000)]
        let finding = try rule.finding(MadeUp.node(now, earlier: ["cmdstat_sort": statistics(1_000, 6_000_000)]))
        #expect(finding.value == 3)
        #expect(finding.certainty == 1)
        let better = MadeUp.node(now, earlier: ["cmdstat_sort": statistics(1_000, 8_500_000)])
        #expect(try rule.isSilent(better))
    }
}
