internal import PinyonClient

extension Rule {
    /// A node that is down takes its copy of the data with it, and a primary without another copy the data itself.
    static let deadNodes = Rule(
        "dead-node", aliases: ["cc-warn", "warn"], .cluster, threshold: 0, unit: "nodes"
    ) { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(DeadNode.all(in: views, facts.unreached), threshold) }
    }

    private static func finding(_ dead: [DeadNode], _ threshold: Double) -> Finding? {
        guard let worst = dead.first, Double(dead.count) > threshold else { return nil }
        return Finding(
            "\(dead.count) nodes of the cluster are down, can't be reached, or follow a primary that isn't known",
            action: """
                Start the nodes and see that their client port and bus port are open to the others. A node that is \
                gone for good: CLUSTER FORGET <id> on every other node within a minute. A replica without a known \
                primary: CLUSTER REPLICATE <id of a primary> on it.
                """,
            value: Double(dead.count), threshold: threshold, impact: worst.impact, certainty: worst.certainty,
            evidence: dead.prefix(10).map { "\($0.name): \($0.reason)" },
            offenders: dead.prefix(10).map { Offender($0.name, node: $0.name) })
    }
}

/// A node that isn't what it should be.
private struct DeadNode {
    let name: String
    let reason: String
    let impact: Double
    let certainty: Double

    /// All of them, the worst first.
    static func all(in views: ClusterViews, _ unreached: [(name: String, reason: String)]) -> [DeadNode] {
        var dead: [DeadNode] = []
        var known: Set<String> = []
        for node in views.nodes {
            if let one = failing(node, views) ?? orphan(node, views) {
                dead.append(one)
            } else if !node.isJoining && !isIdle(node, views) {
                continue
            }
            // Clients aren't told of nodes without slots, so that nobody asked these says nothing.
            known.formUnion(views.names(of: node))
        }
        for one in unreached where !known.contains(one.name) {
            dead.append(DeadNode(name: one.name, reason: "not reached: \(one.reason)", impact: 0.6, certainty: 0.6))
        }
        return dead.sorted { ($1.impact * $1.certainty, $0.name) < ($0.impact * $0.certainty, $1.name) }
    }

    /// A node that others believe to be down; nil if none does.
    private static func failing(_ node: ClusterNodes.Node, _ views: ClusterViews) -> DeadNode? {
        let lines = views.lines(of: node.id).filter { !$0.node.isMyself && !$0.node.isJoining }
        func viewers(_ isSign: (ClusterNodes.Node) -> Bool) -> [String] {
            lines.filter { isSign($0.node) }.map { $0.viewer }
        }
        let signs: [(word: String, certainty: Double, viewers: [String])] = [
            ("“fail”", 1, viewers { $0.flags.contains(.failed) }),
            ("“fail?”", 0.75, viewers { $0.flags.contains(.possiblyFailed) }),
            ("“disconnected”", 0.7, viewers { !$0.isLinkConnected }),
        ]
        guard let sign = signs.first(where: { !$0.viewers.isEmpty }) else { return nil }
        let hasSlots = lines.contains { !$0.node.slots.isEmpty }
        let more = sign.viewers.count > 3 ? " and \(sign.viewers.count - 3) more" : ""
        return DeadNode(
            name: views.name(of: node.id),
            reason: """
                \(hasSlots ? "a primary with slots, " : "")\(sign.word) by \
                \(sign.viewers.prefix(3).joined(separator: ", "))\(more)
                """,
            impact: hasSlots ? 0.9 : 0.5, certainty: sign.certainty)
    }

    /// Whether it is a primary without slots and well, as far as the others can say.
    private static func isIdle(_ node: ClusterNodes.Node, _ views: ClusterViews) -> Bool {
        views.lines(of: node.id).allSatisfy { $0.node.isPrimary && $0.node.slots.isEmpty && !$0.node.isFailing }
    }

    /// A replica whose primary somebody doesn't know; nil if it isn't.
    private static func orphan(_ node: ClusterNodes.Node, _ views: ClusterViews) -> DeadNode? {
        for view in views.all {
            let ids = Set(view.value.nodes.map(\.id))
            guard let line = view.value.nodes.first(where: { $0.id == node.id }), let primary = line.primaryID,
                !ids.contains(primary)
            else { continue }
            return DeadNode(
                name: views.name(of: node.id),
                reason: "follows \(primary.prefix(8)), a primary that \(view.node.name) doesn't know",
                impact: 0.6, certainty: 0.8)
        }
        return nil
    }
}
