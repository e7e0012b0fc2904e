internal import PinyonClient

extension Rule {
    /// The configuration epoch decides whose claim to a slot is newer; of two primaries with the same one nobody knows
    /// which.
    static let epochCollision = Rule("epoch-collision", .cluster, threshold: 0, unit: "epochs") { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(collisions(views), views, threshold) }
    }

    /// The primaries with slots that have an epoch in common, by the epoch.
    private static func collisions(_ views: ClusterViews) -> [(epoch: UInt64, ids: [String])] {
        var epochs: [String: UInt64] = [:]
        var ids: Set<String> = []
        for node in views.nodes where node.isPrimary && !node.isFailing && !node.slots.isEmpty { ids.insert(node.id) }
        // An epoch only grows; who hasn't heard of the newest yet tells an old one.
        for node in views.all.flatMap(\.value.nodes) where ids.contains(node.id) {
            epochs[node.id] = max(epochs[node.id] ?? 0, node.configurationEpoch)
        }
        return Dictionary(grouping: epochs.keys) { epochs[$0] ?? 0 }
            .filter { $0.value.count > 1 }
            .map { (epoch: $0.key, ids: $0.value.sorted()) }
            .sorted { $0.epoch < $1.epoch }
    }

    private static func finding(
        _ collisions: [(epoch: UInt64, ids: [String])], _ views: ClusterViews, _ threshold: Double
    ) -> Finding? {
        guard let first = collisions.first, Double(collisions.count) > threshold else { return nil }
        let names = collisions.flatMap(\.ids).map(views.name(of:))
        return Finding(
            "\(names.count) primaries share their configuration epoch with another",
            action: """
                Nodes that reach each other end this by themselves within seconds. If it stays, see that the bus ports \
                are open between \(first.ids.map(views.name(of:)).joined(separator: " and ")), then run CLUSTER \
                BUMPEPOCH on one of them.
                """,
            value: Double(collisions.count), threshold: threshold, impact: 0.6, certainty: 0.9,
            evidence: collisions.prefix(10).map { collision in
                "epoch \(collision.epoch): \(collision.ids.map(views.name(of:)).joined(separator: ", "))"
            },
            offenders: names.prefix(10).map { Offender($0, node: $0) })
    }
}
