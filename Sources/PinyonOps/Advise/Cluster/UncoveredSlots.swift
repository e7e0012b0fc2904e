internal import PinyonClient

extension Rule {
    /// Commands on keys of a slot without an owner fail, and by default those on all other keys, too.
    static let uncoveredSlots = Rule("uncovered", .cluster, threshold: 0, unit: "slots") { facts, threshold in
        ClusterViews.outcome(facts) { views in uncovered(views, threshold) }
    }

    private static func uncovered(_ views: ClusterViews, _ threshold: Double) -> Finding? {
        var isServed = [Bool](repeating: false, count: HashSlot.count)
        for node in views.all.flatMap(\.value.nodes) {
            for slot in node.slotNumbers { isServed[slot] = true }
        }
        let missing = isServed.indices.filter { !isServed[$0] }
        guard let first = SlotRanges.ranges(of: missing).first, Double(missing.count) > threshold else { return nil }
        // A line that couldn't be read may be the one that names them.
        let isReadable = views.all.allSatisfy { $0.value.skippedLines == 0 }
        return Finding(
            "\(Figure.grouped(missing.count)) of 16,384 slots belong to no node: commands on their keys fail",
            action: """
                If the node that had them can come back with its data, start it. Otherwise give them to primaries: \
                CLUSTER ADDSLOTSRANGE \(first.first) \(first.last) (before Redis 7.0 CLUSTER ADDSLOTS with each slot) \
                on the primary that should serve them, and so for each range.
                """,
            value: Double(missing.count), threshold: threshold, impact: 1, certainty: isReadable ? 1 : 0.5,
            evidence: ["no node serves \(SlotRanges.text(missing))"])
    }
}
