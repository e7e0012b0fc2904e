internal import PinyonClient

extension Rule {
    /// A server that reads one command at a time spends most of its time on the network: commands that are sent
    /// together cost it a fraction.
    static let singleCommandReads = Rule(
        "single-conn-pipeline", .clients, threshold: 1.2, unit: "commands per read"
    ) { facts, threshold in
        let servers = facts.nodes.compactMap(ReadSize.init)
        guard !servers.isEmpty else {
            return .skipped(
                Absence(.unsupported, "INFO has neither commands_per_parse_batch_avg nor total_reads_processed"))
        }
        let busy = servers.filter { $0.rate > busiest && $0.commands < threshold }.sorted { $0.rate > $1.rate }
        return .finding(finding(busy, threshold))
    }

    /// Up to this many commands a second reading them one by one doesn't matter.
    private static let busiest = 20_000.0

    private static func finding(_ servers: [ReadSize], _ threshold: Double) -> Finding? {
        guard let worst = servers.first else { return nil }
        let rate = Figure.grouped(Int(saturating: worst.rate.rounded()))
        return Finding(
            """
            \(worst.node) runs \(rate) commands a second and reads \(Figure.rounded(worst.commands)) of them at a time
            """,
            action: """
                Send commands that don't wait for each other together: pipelines, MGET and MSET, or a client that \
                gathers what its callers send at the same time.
                """,
            value: worst.commands, threshold: threshold, impact: 0.28, certainty: worst.isWindow ? 0.9 : 0.6,
            evidence: servers.prefix(10).map(\.text),
            offenders: servers.prefix(10).map { Offender($0.node, node: $0.node) }, confidence: .inferred)
    }
}

/// How many commands a server finds in what it reads at a time.
private struct ReadSize {
    let node: String
    let commands: Double
    /// Commands a second.
    let rate: Double
    let isWindow: Bool

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        let mean = node.info.fields.number("commands_per_parse_batch_avg").flatMap { $0 > 0 ? $0 : nil }
        guard let commands = mean ?? Self.commandsPerRead(counters) else { return nil }
        // All its life long a server was hardly ever as busy as it is now.
        let lately = node.info.statistics.operationsPerSecond.map(Double.init)
        self.commands = commands
        rate = (counters.isWindow ? counters.rate("total_commands_processed") : lately) ?? 0
        isWindow = counters.isWindow
        self.node = node.name
    }

    private static func commandsPerRead(_ counters: Counters) -> Double? {
        guard let reads = counters.growth("total_reads_processed"), reads > 0,
            let commands = counters.growth("total_commands_processed")
        else { return nil }
        return Double(commands) / Double(reads)
    }

    var text: String {
        """
        \(node): \(Figure.rounded(commands)) commands per read, \(Figure.grouped(Int(saturating: rate.rounded()))) \
        commands a second
        """
    }
}
