internal import PinyonClient

extension Rule {
    /// Every range of slots is a line in what nodes tell clients of the cluster: with many of them each client reads
    /// megabytes whenever it learns the slots anew.
    static let slotFragmentation = Rule(
        "slot-fragmentation", .cluster, threshold: 100, unit: "ranges"
    ) { facts, threshold in
        ClusterViews.outcome(facts) { views in
            finding(ranges(views).filter { Double($0.count) > threshold }, threshold)
        }
    }

    /// How many ranges of slots each node has, those with most first.
    private static func ranges(_ views: ClusterViews) -> [(name: String, count: Int, slots: Int)] {
        views.nodes
            .map { (name: views.name(of: $0.id), count: $0.slots.count, slots: $0.slotNumbers.count) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    private static func finding(_ nodes: [(name: String, count: Int, slots: Int)], _ threshold: Double) -> Finding? {
        guard let worst = nodes.first else { return nil }
        return Finding(
            "the slots of \(nodes.count) primaries are in pieces: \(worst.name) has \(worst.count) ranges of them",
            action: """
                When slots are moved next, move whole ranges so that they join: choose slots that lie beside those of \
                the node that gets them, in place of a rebalance that takes the lowest of every node. Move them while \
                there is little load.
                """,
            value: Double(worst.count), threshold: threshold, impact: 0.25,
            evidence: nodes.prefix(10).map { "\($0.name): \($0.count) ranges for \(Figure.grouped($0.slots)) slots" },
            offenders: nodes.prefix(10).map { Offender($0.name, node: $0.name, count: $0.count) })
    }
}
