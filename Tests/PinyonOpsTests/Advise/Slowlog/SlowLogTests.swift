import PinyonClient
import PinyonOps
import Testing

/// Rules about the slow log.
struct SlowLogTests {
    private func node(_ entries: [CommandLogEntry], settings: [String: String]? = nil) -> NodeFacts {
        var node = MadeUp.node(settings: settings)
        node.slowCommands = .value(entries)
        return node
    }

    @Test func commandsAreToldByTheTimeThatTheyTookAltogether() throws {
        let entries = [
            try MadeUpNotes.command("HGETALL", "user:1", amount: 20_000, ago: 3_700),
            try MadeUpNotes.command("HGETALL", "user:2", amount: 40_000),
            try MadeUpNotes.command("SMEMBERS", "tags", amount: 50_000),
        ]
        let finding = try RuleProbe("slow-commands").finding(node(entries))
        #expect(finding.value == 50)
        #expect(finding.priority == .medium)
        #expect(finding.offenders.map(\.name) == ["hgetall", "smembers"])
        #expect(finding.offenders.map(\.count) == [2, 1])
        let first = "hgetall: 2 calls, longest 40.0 ms, total 60.0 ms, the longest of user:2 on 127.0.0.1:6379"
        #expect(finding.evidence.first == "\(first), mostly by worker")
        #expect(finding.evidence.last == "noted from 61 minutes ago to 60 seconds ago")
        #expect(finding.action.contains("HGETALL: HSCAN"))
    }

    @Test func whatIsOldCountsLess() throws {
        let new = try RuleProbe("slow-commands").finding(node([try MadeUpNotes.command("SORT", "a", amount: 150_000)]))
        let entry = try MadeUpNotes.command("SORT", "a", amount: 150_000, ago: 90_000)
        let old = try RuleProbe("slow-commands").finding(node([entry]))
        #expect(new.priority == .medium)
        #expect(old.priority == .low)
    }

    @Test func shortCommandsAndThoseWithRulesOfTheirOwnAreLeftOut() throws {
        let rule = try RuleProbe("slow-commands")
        let entries = [
            try MadeUpNotes.command("HGETALL", "user:1", amount: 9_999),
            try MadeUpNotes.command("KEYS", "*", amount: 90_000), try MadeUpNotes.command("GET", "a", amount: 90_000),
        ]
        #expect(try rule.isSilent(node(entries)))
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }

    @Test func valuesAreNeverQuoted() throws {
        let entry = try MadeUpNotes.command("SET", "user:1", "hunter2", amount: 30_000)
        let other = try MadeUpNotes.command("EVAL", "return hunter2", "0", amount: 30_000)
        for id in ["o1-slow", "slow-commands"] {
            let finding = try RuleProbe(id).finding(node([entry, other]))
            #expect(!"\(finding)".contains("hunter2"))
        }
    }

    @Test func commandsThatShouldBeFastPointToTheMachine() throws {
        let rule = try RuleProbe("o1-slow")
        let entries = try (0..<3).map { try MadeUpNotes.command("GET", "a:\($0)", amount: 5_000 + $0) }
        let finding = try rule.finding(node(entries))
        #expect(finding.priority == .medium)
        #expect(finding.value == 5.002)
        #expect(finding.offenders == [Offender("get", node: "127.0.0.1:6379", count: 3)])
        #expect(try rule.finding(node([entries[0]])).priority == .low)
    }

    @Test func commandsOnManyThingsMayTakeTheirTime() throws {
        let rule = try RuleProbe("o1-slow")
        let entries = [
            try MadeUpNotes.command("GET", "a", amount: 4_999),
            try MadeUpNotes.command("MGET", "a", "b", amount: 50_000),
            try MadeUpNotes.command("RPUSH", "a", "1", "2", "3", "4", "5", amount: 50_000),
        ]
        #expect(try rule.isSilent(node(entries)))
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }

    @Test(arguments: ["o1-slow", "slow-commands"])
    func aSlowLogThatIsOffTellsNothing(_ id: String) throws {
        let off = ["slowlog-log-slower-than": "-1", "slowlog-max-len": "128"]
        let rule = try RuleProbe(id)
        #expect(rule.absence(node([], settings: off))?.cause == .unsupported)
        let isOn = ["slowlog-log-slower-than": "10000", "slowlog-max-len": "128"]
        #expect(try rule.isSilent(node([], settings: isOn)))
    }

    @Test(arguments: [
        ["slowlog-log-slower-than": "-1", "slowlog-max-len": "128"],
        ["slowlog-log-slower-than": "10000", "slowlog-max-len": "0"],
        ["commandlog-execution-slower-than": "-1", "commandlog-slow-execution-max-len": "128"],
    ])
    func aSlowLogThatIsOffIsGoodToKnow(_ settings: [String: String]) throws {
        let finding = try RuleProbe("slowlog-off").finding(MadeUp.node(settings: settings))
        #expect(finding.value == 1)
        #expect(finding.priority == .low)
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:6379"])
    }

    @Test func aSlowLogThatIsOnIsFine() throws {
        let rule = try RuleProbe("slowlog-off")
        let settings = ["slowlog-log-slower-than": "0", "slowlog-max-len": "128"]
        #expect(try rule.isSilent(MadeUp.node(settings: settings)))
        #expect(rule.absence(MadeUp.node())?.cause == .unwanted)
    }
}
