internal import PinyonClient

extension Rule {
    /// A slot between two nodes costs its clients a redirection for every key that has moved, and stays so when the
    /// program that moved it is gone.
    static let openSlots = Rule("open-slot", .cluster, threshold: 0, unit: "slots") { facts, threshold in
        ClusterViews.outcome(facts) { views in finding(OpenSlot.all(in: views), views, threshold) }
    }

    private static func finding(_ slots: [OpenSlot], _ views: ClusterViews, _ threshold: Double) -> Finding? {
        guard let first = slots.first, Double(slots.count) > threshold else { return nil }
        let (source, target) = (views.name(of: first.source), views.name(of: first.target))
        return Finding(
            "\(Figure.grouped(slots.count)) slots are open: being moved, or left behind by a move that was broken off",
            action: """
                If a move is under way, let it end. Otherwise close each: for slot \(first.slot), MIGRATE the keys \
                that CLUSTER GETKEYSINSLOT \(first.slot) 100 still names on \(source) to \(target), then run CLUSTER \
                SETSLOT \(first.slot) NODE \(first.target) on \(target), on \(source) and on the other primaries. If \
                no key has moved yet, CLUSTER SETSLOT \(first.slot) STABLE on both nodes takes the move back.
                """,
            value: Double(slots.count), threshold: threshold, impact: 0.9, certainty: 0.75,
            evidence: slots.prefix(10).map { $0.text(views) },
            offenders: slots.prefix(10).map { Offender("slot \($0.slot)", node: views.name(of: $0.source)) })
    }
}

/// A slot that one node gives and another takes.
private struct OpenSlot: Hashable {
    let slot: Int
    let source: String
    let target: String
    var isGiven = false
    var isTaken = false

    /// The slots that nodes say of themselves that they give or take.
    static func all(in views: ClusterViews) -> [OpenSlot] {
        var moves: [OpenSlot: OpenSlot] = [:]
        for node in views.all.compactMap(\.value.myself) {
            for move in node.migrating {
                let slot = OpenSlot(slot: move.slot.number, source: node.id, target: move.nodeID)
                moves[slot, default: slot].isGiven = true
            }
            for move in node.importing {
                let slot = OpenSlot(slot: move.slot.number, source: move.nodeID, target: node.id)
                moves[slot, default: slot].isTaken = true
            }
        }
        return moves.values.sorted { ($0.slot, $0.source) < ($1.slot, $1.source) }
    }

    func text(_ views: ClusterViews) -> String {
        let note =
            isGiven && isTaken
            ? "both know" : isGiven ? "the taker doesn't know of it" : "the giver doesn't know of it"
        return "slot \(slot) from \(views.name(of: source)) to \(views.name(of: target)): \(note)"
    }
}
