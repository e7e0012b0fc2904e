internal import PinyonClient

extension Rule {
    /// A slot is always on one node: what is above it in load or bytes can't be spread by moving slots.
    static let hotSlots = Rule(
        "hot-slot", aliases: ["slot-skew"], .cluster, threshold: 1.5, unit: "times the mean"
    ) { facts, threshold in
        guard facts.topology == .cluster else { return .passed }
        let answers = NodeAnswers(facts.primaries) { $0.slots }
        if let absence = answers.absence { return .skipped(absence) }
        let hot = answers.all.flatMap { HotSlot.all(of: $0.node, $0.value, threshold) }
            .sorted { ($1.share, $0.slot) < ($0.share, $1.slot) }
        return .finding(finding(hot, threshold))
    }

    private static func finding(_ hot: [HotSlot], _ threshold: Double) -> Finding? {
        guard let worst = hot.first else { return nil }
        let isLoad = worst.metric == .processor || worst.metric == .traffic
        var offenders: [Offender] = []
        for offender in hot.map(\.offender) where !offenders.contains(offender) { offenders.append(offender) }
        return Finding(
            """
            slot \(worst.slot) has \(Figure.percent(100 * worst.share)) of the \(worst.metric.words) of \(worst.node), \
            \(Figure.rounded(worst.ratio)) times the mean of its slots
            """,
            action: """
                CLUSTER GETKEYSINSLOT \(worst.slot) 100 on \(worst.node) shows its keys. If they share a {tag}, make \
                the tag finer; if it is one key, split it, or read it from a near cache or from replicas. Until then \
                move other slots away from the node.
                """,
            value: worst.ratio, threshold: threshold,
            impact: isLoad ? min(0.8, 0.35 + worst.share) : min(0.6, 0.34 + worst.share / 2), certainty: 0.9,
            evidence: hot.prefix(10).map(\.text), offenders: Array(offenders.prefix(10)))
    }
}

/// What slots hold and cost.
private enum SlotMetric: CaseIterable {
    case processor
    case traffic
    case bytes
    case keys

    var words: String {
        switch self {
        case .processor: "processor time"
        case .traffic: "traffic"
        case .bytes: "memory"
        case .keys: "keys"
        }
    }

    /// What a node's slots must have together before one of them can stand out.
    var floor: Double {
        switch self {
        case .processor: 10_000_000
        case .traffic: 1_073_741_824
        case .bytes: 67_108_864
        case .keys: 10_000
        }
    }

    func number(_ slot: ClusterSlotStatistics) -> Double? {
        switch self {
        case .processor: slot.fields.number("cpu-usec")
        case .traffic:
            slot.networkBytesIn.flatMap { bytesIn in slot.networkBytesOut.map { Double(bytesIn) + Double($0) } }
        case .bytes: slot.fields.number("memory-bytes")
        case .keys: slot.keyCount.map(Double.init)
        }
    }

    func text(_ number: Double) -> String {
        let whole = Int(saturating: number)
        return switch self {
        case .processor: "\(Figure.rounded(number / 1e6)) s"
        case .traffic, .bytes: Figure.bytes(whole)
        case .keys: Figure.grouped(whole)
        }
    }
}

/// A slot that stands out from the others of its node.
private struct HotSlot {
    /// Among thousands of slots one that has 1.5 times the mean is nothing: below this share of the node's it doesn't
    /// matter.
    private static let leastShare = 0.05

    let node: String
    let slot: Int
    let metric: SlotMetric
    let number: Double
    /// How often it has what a slot of the node has on average.
    let ratio: Double
    /// Its share of the node's, from 0 to 1.
    let share: Double
    let keys: Int?
    let bytes: Int?

    /// The slots of a node that stand out; each once for each number that it stands out by.
    static func all(of node: NodeFacts, _ slots: [ClusterSlotStatistics], _ threshold: Double) -> [HotSlot] {
        SlotMetric.allCases.flatMap { metric -> [HotSlot] in
            let numbers = slots.compactMap { metric.number($0) }
            let total = numbers.reduce(0, +)
            guard slots.count > 1, numbers.count == slots.count, total >= metric.floor else { return [] }
            let mean = total / Double(slots.count)
            return zip(slots, numbers).compactMap { slot, number in
                guard number > threshold * mean, number >= leastShare * total else { return nil }
                return HotSlot(
                    node: node.name, slot: slot.slot.number, metric: metric, number: number, ratio: number / mean,
                    share: number / total, keys: slot.keyCount, bytes: slot.fields.integer("memory-bytes"))
            }
        }
    }

    var text: String {
        """
        slot \(slot) of \(node): \(metric.text(number)) of \(metric.words), \(Figure.percent(100 * share)) of the node's
        """
    }

    var offender: Offender { Offender("slot \(slot)", node: node, bytes: bytes, count: keys) }
}
