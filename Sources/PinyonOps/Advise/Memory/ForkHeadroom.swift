internal import PinyonClient

extension Rule {
    /// While a copy of the process saves, every page that changes is there twice: without memory for that, saving fails
    /// or the system ends the server.
    static let forkHeadroom = Rule("fork-headroom", .memory, threshold: 100, unit: "percent") { facts, threshold in
        let rooms = facts.machines.compactMap { ForkRoom($0) }
        guard !rooms.isEmpty else { return .skipped(.infoLacks("total_system_memory, rdb_last_cow_size")) }
        let tight = rooms.filter { $0.copied > ForkRoom.least && $0.percent < threshold }
            .sorted { $0.percent < $1.percent }
        guard let worst = tight.first else { return .passed }
        return .finding(
            Finding(
                """
                \(worst.host.name) has \(Figure.bytes(worst.free)) left, and the last save copied \
                \(Figure.bytes(worst.copied)) while it ran
                """,
                action: """
                    Lower maxmemory or give the machine more memory: under writes a save may need as much again as the \
                    data. Save on a replica, and spread saves of servers that share a machine.
                    """,
                value: worst.percent, threshold: threshold, impact: 0.6, certainty: 0.8 * worst.host.certainty,
                evidence: tight.prefix(10).map { room in
                    """
                    \(room.host.name): \(Figure.bytes(room.host.resident)) of \(Figure.bytes(room.host.total)) taken, \
                    \(Figure.bytes(room.copied)) copied by \(room.node.name)
                    """
                },
                offenders: tight.prefix(10).map { Offender($0.node.name, node: $0.node.name, bytes: $0.copied) },
                confidence: .inferred))
    }
}

/// The memory that is left on a machine, and what the last save took of it for a while.
private struct ForkRoom {
    /// Copies of fewer bytes fit anywhere.
    static let least = 1 << 20

    let host: SharedHost
    /// The server whose save took most.
    let node: NodeFacts
    let copied: Int

    /// nil if none of the machine's servers tells what a save took.
    init?(_ host: SharedHost) {
        let copies = host.nodes.compactMap { node -> (node: NodeFacts, bytes: Int)? in
            let sizes = [
                node.info.persistence.lastSaveCopied, node.info.fields.integer("aof_last_cow_size"),
            ]
            return sizes.compactMap(\.self).max().map { (node: node, bytes: $0) }
        }
        guard let most = copies.max(by: { $0.bytes < $1.bytes }) else { return nil }
        self.host = host
        node = most.node
        copied = most.bytes
    }

    var free: Int { max(0, host.total - host.resident) }
    /// What is left, as a share of what was copied.
    var percent: Double { 100 * Double(free) / Double(max(1, copied)) }
}
