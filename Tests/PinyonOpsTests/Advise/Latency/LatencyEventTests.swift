import PinyonClient
import PinyonOps
import Testing

/// Rules about events that made servers slow.
struct LatencyEventTests {
    private func node(_ events: [LatencyEvent], threshold: String? = "100") -> NodeFacts {
        var node = MadeUp.node(settings: threshold.map { ["latency-monitor-threshold": $0] })
        node.latencyEvents = .value(events)
        return node
    }

    @Test(arguments: [
        ("latency-command", "command"), ("latency-fast-command", "fast-command"), ("latency-aof", "aof-write-alone"),
        ("latency-aof", "rdb-unlink-temp-file"), ("latency-expire-cycle", "expire-cycle"),
        ("latency-eviction", "eviction-del"),
    ])
    func eventsAreToldByTheLongest(_ id: String, kind: String) throws {
        let finding = try RuleProbe(id).finding(node([try MadeUpNotes.event(kind, maximum: 250, latest: 120)]))
        #expect(finding.value == 250)
        #expect(finding.priority == .medium)
        #expect(finding.offenders == [Offender(kind, node: "127.0.0.1:6379")])
        #expect(finding.evidence == ["127.0.0.1:6379: \(kind) up to 250.0 ms, the last 120.0 ms 60 seconds ago"])
        #expect(try RuleProbe(id).isSilent(node([try MadeUpNotes.event("fork", maximum: 250)])))
    }

    @Test(arguments: [(1_000, 60, Priority.high), (1_000, 90_000, .medium), (99, 60, .low)])
    func longPausesMatterMoreAndOldOnesLess(_ maximum: Int, ago: Int, priority: Priority) throws {
        let event = try MadeUpNotes.event("command", maximum: maximum, ago: ago)
        #expect(try RuleProbe("latency-command").finding(node([event])).priority == priority)
    }

    @Test func shortEventsAreFine() throws {
        let rule = try RuleProbe("latency-command")
        #expect(try rule.isSilent(node([try MadeUpNotes.event("command", maximum: 10)])))
        #expect(try rule.isSilent(node([])))
    }

    @Test func theDiskIsToldOnceWithAdviceForEachKind() throws {
        let events = [
            try MadeUpNotes.event("aof-fsync-always", maximum: 20),
            try MadeUpNotes.event("aof-write-alone", maximum: 40),
        ]
        let finding = try RuleProbe("latency-aof").finding(node(events))
        #expect(finding.action.hasPrefix("aof-write-alone: "))
        #expect(finding.action.contains("appendfsync everysec"))
    }

    @Test func serversThatNoteNothingAreSkipped() throws {
        let rule = try RuleProbe("latency-command")
        #expect(rule.absence(node([], threshold: "0"))?.cause == .unsupported)
        #expect(rule.absence(node([], threshold: nil))?.cause == .unwanted)
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
        var refused = MadeUp.node()
        refused.latencyEvents = .absent(Absence(.refused, "no"))
        #expect(rule.absence(refused)?.cause == .refused)
        #expect(try !rule.isSilent(refused, node([try MadeUpNotes.event("command", maximum: 50)], threshold: "0")))
    }

    @Test func aMonitorThatIsOffIsGoodToKnow() throws {
        let rule = try RuleProbe("latency-monitor-off")
        let finding = try rule.finding(node([], threshold: "0"))
        #expect(finding.priority == .low)
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:6379"])
        #expect(try rule.isSilent(node([])))
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }

    @Test(arguments: ["thp", "host", "overcommit", "tcp-backlog", "clocksource"])
    func whatServersDoNotTellIsSkipped(_ name: String) throws {
        let absence = try #require(try RuleProbe(name).absence(MadeUp.node()))
        #expect(absence.cause == .unsupported)
        #expect(!absence.reason.isEmpty)
    }
}
