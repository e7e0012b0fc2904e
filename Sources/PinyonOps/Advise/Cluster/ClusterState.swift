internal import PinyonClient

extension Rule {
    /// While a node says that the cluster's state isn't ok it refuses commands, and nobody answers for the slots of
    /// primaries that are down.
    static let clusterState = Rule("cluster", .cluster, threshold: 0, unit: "slots") { facts, threshold in
        guard facts.topology == .cluster else { return .passed }
        let answers = NodeAnswers(facts.nodes) { $0.clusterState }
        if let absence = answers.absence { return .skipped(absence) }
        let bad = answers.all.map { StateView($0.node.name, $0.value) }
            .filter { !$0.isOK || Double($0.slots) > threshold }
            .sorted { $0.order < $1.order }
        return .finding(finding(bad, of: answers.all.count, threshold))
    }

    private static func finding(_ bad: [StateView], of count: Int, _ threshold: Double) -> Finding? {
        guard let most = bad.map(\.slots).max() else { return nil }
        let refusing = bad.count { !$0.isOK }
        let hasFailed = bad.contains { $0.failed > 0 }
        let issue =
            refusing > 0
            ? "\(refusing) of \(count) nodes say that the cluster's state isn't ok and refuse commands with CLUSTERDOWN"
            : "\(Figure.grouped(most)) of 16,384 slots belong to nodes that are down or can't be reached"
        return Finding(
            issue,
            action: """
                Start the nodes that are down (CLUSTER NODES names them with “fail”). Where a primary doesn't come \
                back, run CLUSTER FAILOVER FORCE on one of its replicas, or CLUSTER FAILOVER TAKEOVER if most \
                primaries are gone. Slots that nobody serves have to be given to a primary with CLUSTER ADDSLOTS.
                """,
            value: Double(most), threshold: threshold, impact: refusing > 0 ? 1 : hasFailed ? 0.9 : 0.75,
            certainty: refusing > 0 || hasFailed ? 1 : 0.85, evidence: bad.prefix(10).map(\.text),
            offenders: bad.prefix(10).map { Offender($0.node, node: $0.node, count: $0.slots) })
    }
}

/// The cluster's state as one node tells it.
private struct StateView {
    let node: String
    let isOK: Bool
    let failed: Int
    let unsure: Int

    init(_ node: String, _ info: ClusterInfo) {
        self.node = node
        isOK = info.isOK
        failed = max(0, info.slotsFailed ?? 0)
        unsure = max(0, info.slotsPossiblyFailed ?? 0)
    }

    /// How many slots are in trouble.
    var slots: Int { Int.saturatingSum([failed, unsure]) }

    /// Its place among others, the worst first.
    var order: (Int, Int, String) { (isOK ? 1 : 0, -slots, node) }

    var text: String {
        "\(node): cluster_state \(isOK ? "ok" : "not ok"), cluster_slots_fail \(failed), cluster_slots_pfail \(unsure)"
    }
}
