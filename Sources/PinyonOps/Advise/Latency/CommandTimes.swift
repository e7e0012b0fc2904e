internal import PinyonClient

/// What a server's commands took.
struct CommandTimes {
    /// How often the server ran a command, whichever.
    let calls: Int
    /// How many microseconds all of that took.
    let microseconds: Double
    /// Whether it was in a window.
    let isWindow: Bool
    /// The commands, those that took most altogether first.
    let commands: [Share]

    /// What one command took.
    struct Share {
        /// Its name.
        let name: String
        /// How often it ran.
        let calls: Int
        /// How many microseconds that took.
        let microseconds: Double
    }

    /// Those may take their time, or are no work for clients.
    static let exempt: Set = [
        "bgrewriteaof", "bgsave", "debug", "debug|sleep", "monitor", "psync", "replconf", "save", "shutdown", "sync",
    ]

    /// The times in the window, if there is one, or since the server began counting; nil if it doesn't tell.
    init?(_ node: NodeFacts) {
        let now = node.info.commands
        guard !now.isEmpty else { return nil }
        isWindow = Counters(node).isWindow
        let before = isWindow ? node.earlier?.commands ?? [:] : [:]
        let shares = now.compactMap { name, end -> Share? in
            guard !Self.exempt.contains(name), let share = Self.share(name, end, since: before[name]), share.calls > 0
            else { return nil }
            return share
        }
        calls = shares.reduce(0) { $0 + $1.calls }
        microseconds = shares.reduce(0) { $0 + $1.microseconds }
        commands = shares.sorted { ($0.microseconds, $1.name) > ($1.microseconds, $0.name) }
    }

    private static func share(
        _ name: String, _ end: ServerInfo.CommandStatistics, since begin: ServerInfo.CommandStatistics?
    ) -> Share? {
        guard let calls = end.calls, let time = end.time else { return nil }
        let (earlierCalls, earlierTime) = (begin?.calls ?? 0, begin?.time ?? .zero)
        // Counters that were reset meanwhile begin anew.
        guard earlierCalls <= calls, earlierTime <= time else {
            return Share(name: name, calls: calls, microseconds: time / .microseconds(1))
        }
        return Share(
            name: name, calls: calls - earlierCalls, microseconds: (time - earlierTime) / .microseconds(1))
    }

    /// What a command took on average, in milliseconds.
    var meanMilliseconds: Double { microseconds / Double(max(1, calls)) / 1_000 }
}
