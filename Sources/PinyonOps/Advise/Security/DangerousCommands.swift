internal import PinyonClient

extension Rule {
    /// Commands that delete everything, change the server or slow it down belong to operators, not to programs.
    static let dangerousCommands = Rule("dangerous-cmds", .security, threshold: 0, unit: "calls") { facts, threshold in
        guard facts.nodes.contains(where: { !$0.info.commands.isEmpty }) else {
            return .skipped(Absence(.unsupported, "the servers tell no commandstats"))
        }
        let calls = DangerousCalls.all(facts.nodes)
        return .finding(finding(calls, CountingTime(facts.nodes.map(Counters.init)), threshold))
    }

    private static func finding(_ calls: [DangerousCalls], _ time: CountingTime, _ threshold: Double) -> Finding? {
        let count = Int.saturatingSum(calls.map(\.count))
        guard !calls.isEmpty, Double(count) > threshold else { return nil }
        var names: [String] = []
        for call in calls where !names.contains(call.command) { names.append(call.command) }
        let rights = names.map { "-\($0)" }.joined(separator: " ")
        return Finding(
            """
            \(names.map { $0.uppercased() }.joined(separator: ", ").replacing("|", with: " ")) \
            ran \(Figure.grouped(count)) times \(time.text)
            """,
            action: """
                Take the right from the users of programs: ACL SETUSER <name> \(rights), or -@dangerous and what they \
                need in addition; keep a user for operators. ACL LOG shows who still tries.
                """,
            value: Double(count), threshold: threshold, impact: 0.55, certainty: time.isWindow ? 0.9 : 0.3,
            evidence: calls.prefix(10).map { "\($0.node): \($0.command) \(Figure.grouped($0.count)) times" },
            offenders: calls.prefix(10).map { Offender($0.command, node: $0.node, count: $0.count) })
    }
}

/// How often a server ran a dangerous command.
private struct DangerousCalls {
    /// KEYS is another rule's; what an analysis asks itself isn't among them.
    private static let commands = ["flushall", "flushdb", "monitor", "debug", "config|set", "shutdown"]

    let node: String
    let command: String
    let count: Int

    /// Those that ran, most first.
    static func all(_ nodes: [NodeFacts]) -> [DangerousCalls] {
        nodes.flatMap { node -> [DangerousCalls] in
            let calls = Counters(node).calls
            return commands.compactMap { command in
                calls[command].map { DangerousCalls(node: node.name, command: command, count: $0) }
            }
        }.sorted { ($1.count, $0.node, $0.command) < ($0.count, $1.node, $1.command) }
    }
}
