internal import PinyonClient

extension Rule {
    /// Of two primaries that both claim a slot, both take writes for it, and those of one are lost in the end.
    static let multipleOwners = Rule("multi-owner", .cluster, threshold: 0, unit: "slots") { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(claims(views), views, threshold) }
    }

    /// The slots that several nodes say are theirs, by those nodes' identities.
    private static func claims(_ views: ClusterViews) -> [(owners: [String], slots: [Int])] {
        var owners = [[String]](repeating: [], count: HashSlot.count)
        for node in views.all.compactMap(\.value.myself) where node.isPrimary {
            for slot in node.slotNumbers { owners[slot].append(node.id) }
        }
        let disputed = owners.indices.filter { owners[$0].count > 1 }
        return Dictionary(grouping: disputed) { owners[$0].sorted() }
            .map { (owners: $0.key, slots: $0.value) }
            .sorted { ($1.slots.count, $0.slots[0]) < ($0.slots.count, $1.slots[0]) }
    }

    private static func finding(
        _ claims: [(owners: [String], slots: [Int])], _ views: ClusterViews, _ threshold: Double
    ) -> Finding? {
        let count = claims.reduce(0) { $0 + $1.slots.count }
        guard let worst = claims.first, Double(count) > threshold else { return nil }
        let lines = claims.map { claim in
            "slots \(SlotRanges.text(claim.slots)): \(claim.owners.map(views.name(of:)).joined(separator: " and "))"
        }
        return Finding(
            "\(Figure.grouped(count)) slots are claimed by more than one primary, and writes to them can be lost",
            action: """
                Decide by CLUSTER COUNTKEYSINSLOT \(worst.slots[0]) on \
                \(worst.owners.map(views.name(of:)).joined(separator: " and ")) who has the keys, copy what only the \
                other has with MIGRATE … REPLACE, and run CLUSTER SETSLOT \(worst.slots[0]) NODE <id of the owner> on \
                all primaries, for each of the slots. Then see why the nodes don't reach each other's bus port.
                """,
            value: Double(count), threshold: threshold, impact: 1, certainty: 0.9, evidence: Array(lines.prefix(10)),
            offenders: worst.owners.map { Offender(views.name(of: $0), count: worst.slots.count) })
    }
}
