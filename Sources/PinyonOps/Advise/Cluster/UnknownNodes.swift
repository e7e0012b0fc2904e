internal import PinyonClient

extension Rule {
    /// A node that some don't know gets neither their votes nor their news, and comes back where it was forgotten.
    static let unknownNodes = Rule("unknown-nodes", .cluster, threshold: 0, unit: "nodes") { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(PartlyKnown.all(in: views), threshold) }
    }

    private static func finding(_ nodes: [PartlyKnown], _ threshold: Double) -> Finding? {
        guard let first = nodes.first, Double(nodes.count) > threshold else { return nil }
        return Finding(
            "\(nodes.count) nodes are known to some nodes of the cluster and not to others",
            action: """
                If a node belongs to the cluster, introduce it: CLUSTER MEET <its address> <its port> on one that \
                doesn't know it. If it was taken out, run CLUSTER FORGET \(first.id) on all that know it within one \
                minute: whoever is left out tells the others of it again.
                """,
            value: Double(nodes.count), threshold: threshold, impact: 0.6, certainty: 0.85,
            evidence: nodes.prefix(10).map { node in
                """
                \(node.name): known to \(node.knownTo.joined(separator: ", ")), not to \
                \(node.unknownTo.joined(separator: ", "))
                """
            },
            offenders: nodes.prefix(10).map { Offender($0.name, node: $0.name) })
    }
}

/// A node that not all know.
private struct PartlyKnown {
    let id: String
    let name: String
    let knownTo: [String]
    let unknownTo: [String]

    static func all(in views: ClusterViews) -> [PartlyKnown] {
        let readable = views.all.filter { $0.value.skippedLines == 0 }
        let known = readable.map { view in Set(view.value.nodes.filter { !$0.isJoining }.map(\.id)) }
        // A node that is being met has a name for the time being, which nobody else can know.
        let joining = Set(views.all.flatMap(\.value.nodes).filter(\.isJoining).map(\.id))
        let ids = known.reduce(into: Set<String>()) { $0.formUnion($1) }.subtracting(joining)
        return ids.sorted().compactMap { id in
            let viewers = zip(readable, known).map { (name: $0.node.name, knows: $1.contains(id)) }
            let missing = viewers.filter { !$0.knows }.map(\.name)
            guard !missing.isEmpty else { return nil }
            return PartlyKnown(
                id: id, name: views.name(of: id), knownTo: viewers.filter(\.knows).map(\.name), unknownTo: missing)
        }
    }
}
