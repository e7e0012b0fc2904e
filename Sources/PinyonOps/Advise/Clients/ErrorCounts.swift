internal import PinyonClient

/// The errors that servers answered with.
struct ErrorCounts: Sendable {
    /// The errors of one server.
    struct Server: Sendable {
        /// The server.
        let node: NodeFacts
        /// How many errors there were, by their prefix.
        let errors: [String: Int]
        /// How many commands it ran meanwhile.
        let commands: Int
    }

    /// Why servers don't count errors.
    static let absence = Absence(.unsupported, "errors are counted by their prefix since Redis 6.2")

    /// The servers that count errors.
    let servers: [Server]
    /// The time over which they were counted.
    let time: CountingTime

    /// The errors of servers; nil if none of them counts errors.
    init?(_ nodes: [NodeFacts]) {
        let counting = nodes.filter(Self.counts)
        guard !counting.isEmpty else { return nil }
        time = CountingTime(counting.map(Counters.init))
        servers = counting.map { node in
            let counters = Counters(node)
            return Server(
                node: node, errors: counters.errors, commands: counters.growth("total_commands_processed") ?? 0)
        }
    }

    /// How many errors with one of these prefixes there were.
    func count(_ prefixes: some Sequence<String>) -> Int {
        Int.saturatingSum(servers.flatMap { server in prefixes.compactMap { server.errors[$0] } })
    }

    /// How many commands were run.
    var commands: Int { Int.saturatingSum(servers.map(\.commands)) }

    /// How many errors of each prefix there were.
    var byPrefix: [String: Int] {
        servers.reduce(into: [:]) { sums, server in
            sums.merge(server.errors) { Int.saturatingSum([$0, $1]) }
        }
    }

    private static func counts(_ node: NodeFacts) -> Bool {
        guard node.info.errors.isEmpty, node.info.server.product == .redis else { return true }
        return node.info.server.version.map { $0 >= ServerVersion(6, 2) } ?? true
    }
}
