internal import PinyonClient

extension Rule {
    /// Making a connection costs server and client more than most commands, and much more with TLS.
    static let connectionChurn = Rule(
        "conn-churn", .clients, threshold: 100, unit: "connections per second"
    ) { facts, threshold in
        let servers = facts.nodes.compactMap(Churn.init)
        guard !servers.isEmpty else {
            return .skipped(Absence(.unsupported, "INFO has no total_connections_received or no uptime_in_seconds"))
        }
        let busy = servers.filter { $0.isTelling && $0.rate > threshold }.sorted { $0.rate > $1.rate }
        return .finding(finding(busy, threshold))
    }

    private static func finding(_ servers: [Churn], _ threshold: Double) -> Finding? {
        guard let worst = servers.first else { return nil }
        let rate = Figure.grouped(Int(saturating: worst.rate.rounded()))
        return Finding(
            "\(worst.node) accepted \(rate) new connections a second \(worst.time.text)",
            action: """
                Keep connections open: one client or pool for the life of a process, not one for each request; in \
                scripts and functions that end after a request, a persistent connection or a proxy between them.
                """,
            value: worst.rate, threshold: threshold, impact: min(0.7, 0.45 + worst.rate / 10_000),
            certainty: worst.time.isWindow ? 0.95 : 0.5, evidence: servers.prefix(10).map(\.text),
            offenders: servers.prefix(10).map { Offender($0.node, node: $0.node, count: $0.count) })
    }
}

/// How fast a server gets new connections.
private struct Churn {
    /// A server that has just started has had all its connections lately.
    private static let shortestLife = 60.0

    let node: String
    let count: Int
    /// A second.
    let rate: Double
    let time: CountingTime
    let connected: Int

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        guard let count = counters.growth("total_connections_received"),
            let rate = counters.rate("total_connections_received")
        else { return nil }
        self.node = node.name
        self.count = count
        self.rate = rate
        time = CountingTime([counters])
        connected = node.info.clients.connected ?? 0
    }

    /// Whether the rate means something.
    var isTelling: Bool { time.isWindow || time.seconds >= Self.shortestLife }

    var text: String {
        """
        \(node): \(Figure.grouped(count)) connections \(time.text), \(Figure.rounded(rate)) a second; \
        \(Figure.grouped(connected)) are open
        """
    }
}
