internal import PinyonClient

extension Rule {
    /// A server that has as many connections as it may have turns away everybody else.
    static let connectionLimit = Rule(
        "conns", aliases: ["bigAmountOfConnectedClients"], .clients, threshold: 80, unit: "percent"
    ) { facts, threshold in
        let servers = facts.nodes.compactMap(Connections.init)
        guard !servers.isEmpty else {
            return .skipped(Absence(.unsupported, "the servers tell neither maxclients nor rejected_connections"))
        }
        let rejecting = servers.filter { $0.rejected > 0 }.sorted { $0.rejected > $1.rejected }
        let full = servers.filter { $0.rejected == 0 && $0.percent > threshold }.sorted { $0.percent > $1.percent }
        return .findings([rejected(rejecting), nearlyFull(full, threshold)].compactMap { $0 })
    }

    private static func rejected(_ servers: [Connections]) -> Finding? {
        guard let worst = servers.first else { return nil }
        let count = Int.saturatingSum(servers.map(\.rejected))
        return Finding(
            "\(Figure.grouped(count)) connections were turned away \(worst.time.text)",
            action: """
                See whether connections leak or every request opens one; let each process keep a pool. Then raise \
                maxclients: CONFIG SET maxclients \(worst.suggestion), with the limit of open files of the server's \
                process above it. Where maxclients isn't reached, protected-mode turned them away: set a password.
                """,
            value: Double(count), threshold: 0, impact: 0.9, certainty: worst.time.isWindow ? 1 : 0.3,
            evidence: servers.prefix(10).map(\.text),
            offenders: servers.prefix(10).map { Offender($0.node, node: $0.node, count: $0.rejected) })
    }

    private static func nearlyFull(_ servers: [Connections], _ threshold: Double) -> Finding? {
        guard let worst = servers.first else { return nil }
        return Finding(
            "\(worst.node) has \(Figure.percent(worst.percent)) of the connections it may have",
            action: """
                See whether connections leak (CLIENT LIST: age, idle) and let each process keep a pool of bounded \
                size. Then raise maxclients: CONFIG SET maxclients \(worst.suggestion), with the limit of open files \
                of the server's process above it.
                """,
            value: worst.percent, threshold: threshold, impact: worst.percent >= 95 ? 0.9 : 0.7,
            certainty: 0.95, evidence: servers.prefix(10).map(\.text),
            offenders: servers.prefix(10).map { Offender($0.node, node: $0.node, count: $0.connected) })
    }
}

/// A server's connections, and how many it may have.
private struct Connections {
    let node: String
    let connected: Int
    let limit: Int?
    let rejected: Int
    let time: CountingTime

    /// nil if the server tells nothing that could be judged.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        let limit = node.info.clients.limit ?? node.settings.value?["maxclients"].flatMap { Int($0) }
        let rejected = counters.growth("rejected_connections")
        guard limit != nil || rejected != nil else { return nil }
        self.node = node.name
        self.limit = limit
        self.rejected = max(0, rejected ?? 0)
        connected = node.info.clients.connected ?? 0
        time = CountingTime([counters])
    }

    /// The share of the connections it may have, in per cent; 0 if it doesn't tell how many those are.
    var percent: Double {
        guard let limit, limit > 0 else { return 0 }
        return 100 * Double(connected) / Double(limit)
    }

    /// Twice as many as there may be now.
    var suggestion: Int { Int(saturating: 2 * Double(max(limit ?? 0, connected))) }

    var text: String {
        let most = limit.map { Figure.grouped($0) } ?? "unknown"
        return "\(node): \(Figure.grouped(connected)) connected, maxclients \(most), \(rejected) rejected \(time.text)"
    }
}
