internal import PinyonClient

extension Rule {
    /// A replica that was away for longer than the backlog holds has to be sent everything anew.
    static let replicationBacklog = Rule(
        "repl-backlog", .replication, threshold: 60, unit: "seconds"
    ) { facts, threshold in
        let followed = facts.nodes.filter { ($0.info.replication.connectedReplicas ?? 0) > 0 }
        guard !followed.isEmpty else { return .passed }
        let windows = followed.filter { Counters($0).isWindow }
        guard !windows.isEmpty else {
            return .skipped(Absence(.unwanted, "how fast is written shows only over a window of time"))
        }
        let backlogs = windows.compactMap(Backlog.init)
        guard !backlogs.isEmpty else {
            return .skipped(Absence(.unsupported, "INFO has no repl_backlog_size or master_repl_offset"))
        }
        let short = backlogs.filter { $0.seconds < threshold }.sorted { $0.seconds < $1.seconds }
        return .finding(finding(short, threshold))
    }

    private static func finding(_ short: [Backlog], _ threshold: Double) -> Finding? {
        guard let worst = short.first else { return nil }
        let megabytes = (worst.rate * threshold / 1_048_576).rounded(.up)
        let size = Int(saturating: megabytes * 1_048_576)
        return Finding(
            """
            the replication backlog of \(worst.node) holds \(Figure.rounded(worst.seconds)) s of writes: a replica \
            that is away for longer is sent everything anew
            """,
            action: "CONFIG SET repl-backlog-size \(size) (\(Figure.bytes(size))), and in the configuration file.",
            value: worst.seconds, threshold: threshold, impact: worst.seconds < 10 ? 0.75 : 0.5,
            certainty: worst.window >= 10 ? 0.9 : 0.7, evidence: short.prefix(10).map(\.text),
            offenders: short.prefix(10).map { Offender($0.node, node: $0.node, bytes: $0.size) }, confidence: .inferred)
    }
}

/// How long a server's backlog lasts.
private struct Backlog {
    let node: String
    let size: Int
    /// Bytes a second.
    let rate: Double
    /// How long the rate was measured, in seconds.
    let window: Double

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        guard let size = node.info.replication.backlogSize, size > 0, let rate = counters.rate("master_repl_offset")
        else { return nil }
        self.node = node.name
        self.size = size
        self.rate = rate
        window = counters.seconds ?? 0
    }

    var seconds: Double { rate > 0 ? Double(size) / rate : .infinity }

    var text: String {
        """
        \(node): \(Figure.bytes(Int(saturating: rate))) written a second over \(Figure.rounded(window)) s, \
        repl_backlog_size \(Figure.bytes(size))
        """
    }
}
