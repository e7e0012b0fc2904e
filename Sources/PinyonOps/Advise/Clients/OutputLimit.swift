internal import PinyonClient

extension Rule {
    /// A client that is cut off because its buffers took too much loses the replies and messages that were waiting.
    static let outputLimit = Rule("output-limit", .clients, threshold: 0, unit: "clients") { facts, threshold in
        let servers = facts.nodes.compactMap(CutOffClients.init)
        guard !servers.isEmpty else {
            return .skipped(
                Absence(
                    .unsupported, "INFO has neither client_output_buffer_limit_disconnections nor evicted_clients"))
        }
        return .finding(finding(servers.filter { $0.count > 0 }.sorted { $0.count > $1.count }, threshold))
    }

    private static func finding(_ servers: [CutOffClients], _ threshold: Double) -> Finding? {
        let count = Int.saturatingSum(servers.map(\.count))
        guard let worst = servers.first, Double(count) > threshold else { return nil }
        return Finding(
            "\(Figure.grouped(count)) clients were cut off \(worst.time.text): their buffers took too much memory",
            action: """
                Find who reads too slowly (CLIENT LIST: omem): subscribers that can't keep up, requests for large \
                values, replicas. Let them read faster or ask for less; where bursts are meant to be, raise \
                client-output-buffer-limit or maxmemory-clients.
                """,
            value: Double(count), threshold: threshold, impact: 0.55, certainty: worst.time.isWindow ? 0.95 : 0.4,
            evidence: servers.prefix(10).map(\.text),
            offenders: servers.prefix(10).map { Offender($0.node, node: $0.node, count: $0.count) })
    }
}

/// The clients that a server has cut off.
private struct CutOffClients {
    let node: String
    let slow: Int
    let evicted: Int
    let time: CountingTime

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        let slow = counters.growth("client_output_buffer_limit_disconnections")
        let evicted = counters.growth("evicted_clients")
        guard slow != nil || evicted != nil else { return nil }
        self.node = node.name
        self.slow = max(0, slow ?? 0)
        self.evicted = max(0, evicted ?? 0)
        time = CountingTime([counters])
    }

    var count: Int { Int.saturatingSum([slow, evicted]) }

    var text: String {
        """
        \(node): \(Figure.grouped(slow)) above client-output-buffer-limit, \(Figure.grouped(evicted)) above \
        maxmemory-clients, \(time.text)
        """
    }
}
