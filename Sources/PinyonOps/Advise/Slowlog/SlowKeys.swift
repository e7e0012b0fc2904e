internal import PinyonClient

extension Rule {
    /// KEYS looks at every key while everybody waits.
    static let slowKeys = Rule("slow-KEYS", .slowlog, threshold: 0, unit: "calls") { facts, threshold in
        let log = NotedCommands.slow(facts)
        let counts = facts.readings { KeysCalls($0) }
        guard !counts.isEmpty || log.value != nil else { return .skipped(log.absence ?? .infoLacks("cmdstat_…")) }
        let called = counts.filter { $0.value.calls > 0 }.sorted { $0.value.calls > $1.value.calls }
        let keysLog = log.value?.filter { $0.name == "keys" }
        let noted = keysLog?.groups.first
        let calls = max(called.reduce(0) { $0 + $1.value.calls }, noted?.entries.count ?? 0)
        guard Double(calls) > threshold else { return .passed }
        let isRecent = called.contains { $0.value.recent > 0 } || keysLog?.isRecent == true
        return .finding(
            Finding(
                "KEYS ran \(Figure.grouped(calls)) times: it looks at all keys, and nobody is served meanwhile",
                action: """
                    Use SCAN with MATCH and COUNT in its place, or keep the names in a set; forbid KEYS to \
                    applications (ACL SETUSER name -keys).
                    """,
                value: Double(calls), threshold: threshold, impact: impact(called, noted),
                certainty: isRecent ? 0.95 : 0.9,
                evidence: called.prefix(8).map { "\($0.name): \($0.value.text)" } + evidence(noted),
                offenders: clients(noted)
                    + called.prefix(8).map {
                        Offender("keys", node: $0.name, count: $0.value.calls)
                    }))
    }

    /// Among few keys a look at all of them takes no time.
    private static func impact(_ called: [NodeReading<KeysCalls>], _ noted: NotedCommands.Group?) -> Double {
        let keys = called.reduce(0) { max($0, $1.value.keys) }
        if noted != nil || keys >= 10_000 { return 0.75 }
        return keys >= 1_000 ? 0.4 : 0.3
    }

    private static func evidence(_ noted: NotedCommands.Group?) -> [String] {
        guard let noted else { return [] }
        let longest = Figure.rounded(Double(noted.most) / 1_000)
        return ["in the slow log \(noted.entries.count) times, up to \(longest) ms"]
    }

    private static func clients(_ noted: NotedCommands.Group?) -> [Offender] {
        noted?.client.map { [Offender("client \($0)", count: noted?.entries.count)] } ?? []
    }
}

/// How often KEYS was called on a server.
private struct KeysCalls {
    /// Since the server began counting.
    let calls: Int
    /// In the window; 0 without one.
    let recent: Int
    /// How many keys it looks at now.
    let keys: Int

    /// nil if the server doesn't tell how often commands were called.
    init?(_ node: NodeFacts) {
        let commands = node.info.commands
        guard !commands.isEmpty else { return nil }
        let counters = Counters(node)
        calls = commands["keys"]?.calls ?? 0
        recent = counters.isWindow ? counters.calls(["keys"]) : 0
        keys = KeyEnds(node.info).keys
    }

    var text: String {
        let all = "\(Figure.grouped(calls)) calls since the server began counting, \(Figure.grouped(keys)) keys"
        return recent > 0 ? "\(all), \(Figure.grouped(recent)) calls in the window" : all
    }
}
