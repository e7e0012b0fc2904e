/// How findings tell of commands that took long.
enum SlowEvidence {
    /// The commands, one a line, those that took most altogether first.
    static func lines(_ log: NotedCommands) -> [String] {
        log.groups.prefix(9).map(line) + [log.span].compactMap(\.self)
    }

    /// The commands, with how often they were noted.
    static func offenders(_ log: NotedCommands) -> [Offender] {
        log.groups.prefix(10).map { Offender($0.name, node: $0.worst?.node.name, count: $0.entries.count) }
    }

    private static func line(_ group: NotedCommands.Group) -> String {
        let total = Figure.rounded(Double(group.total) / 1_000)
        let longest = Figure.rounded(Double(group.most) / 1_000)
        let calls = Figure.grouped(group.entries.count)
        var text = "\(group.name): \(calls) calls, longest \(longest) ms, total \(total) ms"
        if let worst = group.worst, let key = CommandKinds.key(of: worst) {
            text += ", the longest of \(key) on \(worst.node.name)"
        }
        if let client = group.client { text += ", mostly by \(KeyName(client.utf8).printable)" }
        return text
    }
}
