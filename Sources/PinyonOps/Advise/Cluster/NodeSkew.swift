internal import PinyonClient

extension Rule {
    /// A cluster is full, or slow, when the first of its nodes is.
    static let nodeSkew = Rule("node-skew", .cluster, threshold: 1.3, unit: "times the mean") { facts, threshold in
        guard facts.topology == .cluster else { return .passed }
        let primaries = facts.primaries.filter { $0.slotCount > 0 }
        guard primaries.count > 1 else { return .passed }
        let skews = NodeMetric.allCases.compactMap { Skew($0, of: primaries) }
            .filter { $0.ratio > threshold }
            .sorted { $0.ratio > $1.ratio }
        return .finding(finding(skews, threshold))
    }

    private static func finding(_ skews: [Skew], _ threshold: Double) -> Finding? {
        guard let worst = skews.first else { return nil }
        let slots = Double(worst.fullest.slotCount) * (1 - 1 / worst.ratio)
        return Finding(
            """
            \(worst.fullest.name) has \(Figure.rounded(worst.ratio)) times the mean of the primaries' \
            \(worst.metric.words)
            """,
            action: """
                Move about \(Figure.grouped(Int(saturating: slots.rounded(.up)))) slots from \(worst.fullest.name) to \
                \(worst.emptiest.name), those that have most of it (CLUSTER SLOT-STATS where the server has it). A \
                rebalance by the count of slots doesn't see keys, bytes or load.
                """,
            value: worst.ratio, threshold: threshold, impact: min(0.7, 0.4 + 0.2 * (worst.ratio - threshold)),
            certainty: 0.9, evidence: Array(skews.flatMap(\.lines).prefix(10)),
            offenders: [worst.offender])
    }
}

/// What primaries should have about the same of.
private enum NodeMetric: CaseIterable {
    case memory
    case operations
    case keys

    var words: String {
        switch self {
        case .memory: "memory"
        case .operations: "commands a second"
        case .keys: "keys"
        }
    }

    /// Below this the fullest node has so little that it doesn't matter.
    var floor: Double {
        switch self {
        case .memory: 104_857_600
        case .operations: 1_000
        case .keys: 50_000
        }
    }

    /// nil if the server doesn't tell, or only for all its life: then it may just have become a primary.
    func number(_ node: NodeFacts) -> Double? {
        switch self {
        case .memory: return node.info.memory.used.map(Double.init)
        case .operations:
            let counters = Counters(node)
            return counters.isWindow ? counters.rate("total_commands_processed") : nil
        case .keys: return node.info.keyspace.values.reduce(0) { $0 + Double($1.keys ?? 0) }
        }
    }

    func text(_ number: Double) -> String {
        let whole = Int(saturating: number.rounded())
        return self == .memory ? Figure.bytes(whole) : Figure.grouped(whole)
    }
}

/// How differently much primaries have of something.
private struct Skew {
    let metric: NodeMetric
    let fullest: NodeFacts
    let emptiest: NodeFacts
    /// The most there is on one, as a multiple of the mean.
    let ratio: Double
    /// What each has, the fullest first.
    let lines: [String]

    /// nil if the servers don't tell, or have too little for it to matter.
    init?(_ metric: NodeMetric, of nodes: [NodeFacts]) {
        let numbers = nodes.compactMap { node in metric.number(node).map { (node: node, number: $0) } }
            .sorted { $0.number > $1.number }
        guard numbers.count == nodes.count, let first = numbers.first, let last = numbers.last,
            first.number >= metric.floor
        else { return nil }
        self.metric = metric
        fullest = first.node
        emptiest = last.node
        ratio = first.number * Double(numbers.count) / numbers.reduce(0) { $0 + $1.number }
        lines = numbers.prefix(5).map { node, number in
            "\(node.name): \(metric.text(number)) \(metric.words), \(Figure.grouped(node.slotCount)) slots"
        }
    }

    var offender: Offender {
        Offender(
            fullest.name, node: fullest.name, bytes: fullest.info.memory.used,
            count: Int(saturating: NodeMetric.keys.number(fullest) ?? 0))
    }
}
