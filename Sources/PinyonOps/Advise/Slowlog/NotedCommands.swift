internal import PinyonClient

/// Commands that servers noted, because they took long or were large.
struct NotedCommands {
    /// A command that a server noted.
    struct Entry {
        /// The server.
        let node: NodeFacts
        /// The command's name in small letters; with its subcommand, such as `config|get`, where it has any.
        let name: String
        /// What the server noted. The arguments may be values.
        let note: CommandLogEntry

        /// How long it took, in milliseconds.
        var milliseconds: Double { note.duration / .milliseconds(1) }
    }

    /// The commands.
    let entries: [Entry]
    /// The time at which they were read.
    let now: UnixTime

    /// The commands of the slow logs; only why, if no server keeps one.
    static func slow(_ facts: Facts) -> Collected<Self> {
        collected(facts) { node in
            if let reason = whyEmpty(node) { return .absent(reason) }
            return node.slowCommands
        }
    }

    /// The commands of some logs; only why, if no server keeps one.
    static func collected(
        _ facts: Facts, _ log: (NodeFacts) -> Collected<[CommandLogEntry]>
    ) -> Collected<Self> {
        var entries: [Entry] = []
        var reasons: [Absence] = []
        for node in facts.nodes {
            switch log(node) {
            case .absent(let absence): reasons.append(absence)
            case .value(let notes): entries += notes.map { Entry(node: node, name: name(of: $0), note: $0) }
            }
        }
        guard reasons.count < facts.nodes.count else {
            return .absent(reasons.first(where: \.isGap) ?? reasons.first ?? .unwanted)
        }
        return .value(NotedCommands(entries: entries, now: facts.now))
    }

    /// Why a server's slow log tells nothing; nil if it may.
    static func whyEmpty(_ node: NodeFacts) -> Absence? {
        guard node.slowCommands.value?.isEmpty == true, let settings = node.settings.value,
            SlowLogSettings(settings).map(\.isOff) == true
        else { return nil }
        return Absence(.unsupported, "the slow log is switched off")
    }

    /// The commands that take subcommands.
    private static let containers: Set = [
        "acl", "client", "cluster", "command", "commandlog", "config", "debug", "function", "latency", "memory",
        "module", "object", "pubsub", "script", "sentinel", "slowlog", "xgroup", "xinfo",
    ]

    private static func name(of note: CommandLogEntry) -> String {
        guard let name = note.arguments.first?.lowercased() else { return "?" }
        guard containers.contains(name), note.arguments.count > 1 else { return KeyName(name.utf8).printable }
        return KeyName("\(name)|\(note.arguments[1].lowercased())".utf8).printable
    }

    /// The commands by their names, those that took or needed most altogether first.
    var groups: [Group] {
        Dictionary(grouping: entries, by: \.name).map { Group(name: $0, entries: $1) }
            .sorted { ($0.total, $1.name) > ($1.total, $0.name) }
    }

    /// Calls of one command that servers noted.
    struct Group {
        /// The command's name.
        let name: String
        /// The calls, at least one.
        let entries: [Entry]

        /// What they took or needed altogether: microseconds or bytes.
        var total: Int { entries.reduce(0) { $0 + max(0, $1.note.amount) } }
        /// What the longest or largest took: microseconds or bytes.
        var most: Int { entries.reduce(0) { max($0, $1.note.amount) } }
        /// The longest or largest.
        var worst: Entry? { entries.max { $0.note.amount < $1.note.amount } }
        /// Who sent most of them.
        var client: String? {
            let names = entries.compactMap { $0.note.clientName ?? $0.note.clientAddress }
            let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
            return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
    }
}

extension NotedCommands {
    /// Some of the commands.
    func filter(_ isIncluded: (Entry) -> Bool) -> NotedCommands {
        NotedCommands(entries: entries.filter(isIncluded), now: now)
    }

    /// How long ago the first and the last of them ran; nil if there is none.
    var span: String? {
        let times = entries.map(\.note.time)
        guard let first = times.min(), let last = times.max() else { return nil }
        return "noted from \(EventAge(from: first, to: now).text) to \(EventAge(from: last, to: now).text)"
    }

    /// Whether one of the commands ran less than a day ago.
    var isRecent: Bool { entries.contains { !EventAge(from: $0.note.time, to: now).isOld } }

    /// How sure it is that it goes on: what happened more than a day ago may be over.
    var certainty: Double { isRecent ? 1 : 0.5 }
}
