internal import PinyonClient

extension Rule {
    /// Nodes that disagree about who serves a slot send clients to and fro, and no slot can be moved safely.
    static let configurationDisagreement = Rule(
        "cfg-disagree", .cluster, threshold: 1, unit: "views"
    ) { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(views, threshold) }
    }

    private static func finding(_ views: ClusterViews, _ threshold: Double) -> Finding? {
        let groups = Dictionary(grouping: views.all) { SlotOwners($0.value) }
            .sorted { ($1.value.count, $0.value[0].node.name) < ($0.value.count, $1.value[0].node.name) }
        guard let usual = groups.first?.key, Double(groups.count) > threshold else { return nil }
        let others = groups.dropFirst().flatMap(\.value)
        return Finding(
            "the nodes have \(groups.count) different opinions on which slots belong to whom",
            action: """
                Wait until a move of slots that is under way has ended. If they still disagree, see that the nodes \
                reach each other on the cluster's bus port (CLUSTER NODES: “disconnected”, “fail?”), and close what is \
                left with CLUSTER SETSLOT <slot> NODE <id of the owner> on the nodes that see it otherwise.
                """,
            value: Double(groups.count), threshold: threshold, impact: 0.9, certainty: 0.9,
            evidence: Array(groups.dropFirst().flatMap { differences($0, from: usual, views) }.prefix(10)),
            offenders: others.prefix(10).map { Offender($0.node.name, node: $0.node.name) })
    }

    /// What some nodes see otherwise than most, one line for each pair of owners.
    private static func differences(
        _ group: (key: SlotOwners, value: [NodeAnswers<ClusterNodes>.Answer]), from usual: SlotOwners,
        _ views: ClusterViews
    ) -> [String] {
        var slots: [[String]: [Int]] = [:]
        for slot in 0..<HashSlot.count where group.key.ids[slot] != usual.ids[slot] {
            slots[[group.key.ids[slot], usual.ids[slot]], default: []].append(slot)
        }
        let who = group.value.map(\.node.name).sorted().joined(separator: ", ")
        return slots.sorted { $0.value.count > $1.value.count }.map { ids, slots in
            let owners = ids.map { $0.isEmpty ? "nobody" : views.name(of: $0) }
            return "\(who): slots \(SlotRanges.text(slots)) belong to \(owners[0]), elsewhere to \(owners[1])"
        }
    }
}

/// Who serves which slot, as one node sees it.
private struct SlotOwners: Hashable {
    /// The owners' identities by slot; empty where there is none.
    let ids: [String]

    init(_ view: ClusterNodes) {
        var ids = [String](repeating: "", count: HashSlot.count)
        for node in view.nodes {
            for slot in node.slotNumbers { ids[slot] = node.id }
        }
        self.ids = ids
    }
}
