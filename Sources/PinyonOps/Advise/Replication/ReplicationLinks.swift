internal import PinyonClient

extension Rule {
    /// What a replica hasn't received yet is lost when it becomes the primary.
    static let replicationLinks = Rule("repl", .replication, threshold: 10, unit: "seconds") { facts, threshold in
        guard facts.nodes.contains(where: { $0.info.replication.role != nil }) else {
            return .skipped(Absence(.unsupported, "the servers don't tell of replication"))
        }
        return .findings([links(facts, threshold), syncs(facts)].compactMap { $0 })
    }

    /// Replicas that are cut off, or behind.
    private static func links(_ facts: Facts, _ threshold: Double) -> Finding? {
        let troubles = ReplicaTrouble.all(facts, threshold).sorted { $0.weight > $1.weight }
        guard let worst = troubles.first else { return nil }
        return Finding(
            troubles.count == 1 ? worst.text : "\(troubles.count) replicas are cut off or behind; \(worst.text)",
            action: """
                See that the replica reaches its primary (host, port, masteruser and masterauth, TLS) and look into \
                its log. If it falls behind, give it and the network to it more room, and raise \
                client-output-buffer-limit replica and repl-backlog-size on the primary.
                """,
            value: troubles.map(\.seconds).max() ?? 0, threshold: threshold, impact: worst.impact,
            certainty: worst.certainty, evidence: troubles.prefix(10).map(\.text),
            offenders: troubles.prefix(10).map { Offender($0.replica, node: $0.node) })
    }

    /// Primaries that send everything anew again and again.
    private static func syncs(_ facts: Facts) -> Finding? {
        let growing = facts.nodes.map(FullSyncs.init).filter { $0.weight > 0 }.sorted { $0.weight > $1.weight }
        guard let worst = growing.first else { return nil }
        let count = Int.saturatingSum(growing.map(\.count))
        return Finding(
            """
            replicas were sent everything anew, or asked in vain for what they had missed, \(Figure.grouped(count)) \
            times \(worst.time.text)
            """,
            action: """
                Raise repl-backlog-size so that it holds what is written while a replica is away, and repl-timeout and \
                client-output-buffer-limit replica if they cut it off; each full synchronisation forks the primary and \
                sends all its data.
                """,
            value: Double(count), threshold: 0, impact: 0.7, certainty: worst.certainty,
            evidence: growing.prefix(10).map(\.text),
            offenders: growing.prefix(10).map { Offender($0.node, node: $0.node, count: $0.count) })
    }
}

/// How often a server has sent everything anew.
private struct FullSyncs {
    /// Replicas that join for the first time ask in vain once each, which is how it should be.
    private static let usualRefusals = 5

    let node: String
    let full: Int
    let refused: Int
    let replicas: Int
    let time: CountingTime

    init(_ node: NodeFacts) {
        let counters = Counters(node)
        self.node = node.name
        full = max(0, counters.growth("sync_full") ?? 0)
        refused = max(0, counters.growth("sync_partial_err") ?? 0)
        replicas = max(0, min(1_000, node.info.replication.connectedReplicas ?? 0))
        time = CountingTime([counters])
    }

    /// How often it happened: in a window all, otherwise what can't be explained by replicas that came once.
    var count: Int {
        time.isWindow ? max(full, refused) : refused > max(Self.usualRefusals, 2 * replicas) ? refused : 0
    }

    var certainty: Double { time.isWindow ? count > 1 ? 0.9 : 0.65 : 0.4 }
    var weight: Double { count > 0 ? certainty : 0 }

    var text: String {
        "\(node): sync_full \(full), sync_partial_err \(refused) \(time.text), \(replicas) replicas connected"
    }
}
