import PinyonClient
import PinyonOps

/// Clusters that don't exist.
enum MadeUpCluster {
    /// A node of a cluster.
    struct Member {
        var port: Int
        var flags = "master"
        var primary = "-"
        var epoch = 1
        var link = "connected"
        var slots = ""

        var id: String { "n\(port)" }

        func line(seenBy viewer: Int) -> String {
            let words = [
                id, "127.0.0.1:\(port)@\(port + 10_000)", viewer == port ? "myself,\(flags)" : flags, primary, "0", "1",
                "\(epoch)", link, slots,
            ]
            return words.filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// Three primaries at 7000 to 7002 with all slots, and a replica of each at 7003 to 7005.
    static let healthy = [
        Member(port: 7_000, epoch: 1, slots: "0-5460"), Member(port: 7_001, epoch: 2, slots: "5461-10922"),
        Member(port: 7_002, epoch: 3, slots: "10923-16383"),
        Member(port: 7_003, flags: "slave", primary: "n7000", epoch: 1),
        Member(port: 7_004, flags: "slave", primary: "n7001", epoch: 2),
        Member(port: 7_005, flags: "slave", primary: "n7002", epoch: 3),
    ]

    /// What the nodes of a cluster tell.
    ///
    /// - Parameters:
    ///   - members: The nodes as they are.
    ///   - silent: The ports of those that don't answer.
    ///   - fields: What nodes tell besides in `INFO`, by their ports.
    ///   - seen: Changes what the node at a port sees.
    static func facts(
        _ members: [Member] = healthy, silent: Set<Int> = [], fields: [Int: [String: String]] = [:],
        seen: (_ viewer: Int, _ members: inout [Member]) -> Void = { _, _ in }
    ) throws -> Facts {
        var nodes: [NodeFacts] = []
        for member in members where !silent.contains(member.port) {
            var view = members
            seen(member.port, &view)
            let lines = view.map { $0.line(seenBy: member.port) }
            let answer = try ClusterNodes.decode(text(lines.joined(separator: "\n")))
            let isReplica = member.flags.contains("slave")
            let usual = ["role": isReplica ? "slave" : "master", "connected_slaves": isReplica ? "0" : "1"]
            var node = MadeUp.node(
                usual.merging(fields[member.port] ?? [:]) { $1 }, port: member.port,
                role: isReplica ? .replica : .primary)
            node.clusterNodes = .value(answer)
            node.slotCount = answer.myself?.slots.reduce(0) { $0 + $1.count } ?? 0
            nodes.append(node)
        }
        return MadeUp.facts(nodes, topology: .cluster)
    }

    /// The cluster's state as a node tells it.
    static func state(_ state: String, failed: Int = 0, unsure: Int = 0) throws -> ClusterInfo {
        try ClusterInfo.decode(
            text("cluster_state:\(state)\ncluster_slots_fail:\(failed)\ncluster_slots_pfail:\(unsure)"))
    }

    /// What a slot holds and costs.
    static func slot(_ number: Int, _ statistics: [String: Int]) throws -> ClusterSlotStatistics {
        let fields = statistics.flatMap { [text($0.key), RESPValue.integer($0.value)] }
        return try ClusterSlotStatistics.decode(.array([.integer(number), .array(fields)]))
    }

    private static func text(_ text: String) -> RESPValue {
        .bulkString(CommandArguments(encodedName: Array(text.utf8), words: 1).bytes)
    }
}
