internal import PinyonClient

extension Rule {
    /// One key is on one node, and its commands run one after the other: where most of the work is for one key, more
    /// nodes don't help.
    static let hotKey = Rule("hot-key", .keys, threshold: 10, unit: "percent") { facts, threshold in
        switch facts.hotKeys {
        case .absent(let absence): return .skipped(absence)
        case .value(let hot):
            guard hot.keys.isEmpty || hot.keys.contains(where: { isMeasured($0) }) else {
                return .skipped(
                    Absence(
                        .unsupported,
                        "LFU tells which keys are used most, but not how much: HOTKEYS (Redis 8.6) or MONITOR does"))
            }
            let keys = hot.keys.map { UsedKey($0, facts) }.filter { key in
                key.percent ?? 0 > threshold || key.rate > mostOperations
            }
            return .finding(finding(keys, hot, threshold))
        }
    }

    /// The most operations a second on a key that aren't worth a word.
    private static let mostOperations = 1_000.0

    private static func isMeasured(_ key: HotKeyFacts.Key) -> Bool {
        key.processorPercent != nil || key.operationsPerSecond != nil
    }

    private static func finding(_ keys: [UsedKey], _ hot: HotKeyFacts, _ threshold: Double) -> Finding? {
        let sorted = keys.sorted { ($0.percent ?? 0, $0.rate) > ($1.percent ?? 0, $1.rate) }
        guard let worst = sorted.first else { return nil }
        let isByShare = worst.percent ?? 0 > threshold
        let share = min(1, (worst.percent ?? 0) / 100)
        let watched = hot.seconds > 0 ? ", over \(Figure.rounded(hot.seconds)) s" : ""
        return Finding(
            "The key \(worst.key.name.printable) on \(worst.key.node) takes \(use(worst))\(watched)",
            action: """
                Keep it in the callers' memory for some seconds (CLIENT TRACKING tells them of changes), read it from \
                replicas (READONLY), or divide it: counters into name:{n} that are summed up, collections by their \
                members.
                """,
            value: isByShare ? worst.percent ?? 0 : worst.rate, threshold: isByShare ? threshold : mostOperations,
            impact: 0.6 + 0.4 * share, certainty: certainty(worst, hot),
            evidence: ["found by \(hot.method.rawValue)"]
                + sorted.prefix(9).map { "\($0.key.name.printable) on \($0.key.node): \(use($0))" },
            offenders: sorted.prefix(10).map { offender($0) },
            confidence: hot.method == .hotkeys ? .measured : .estimated)
    }

    private static func certainty(_ key: UsedKey, _ hot: HotKeyFacts) -> Double {
        // Commands differ in what they cost, and a thousand cheap ones a second are no burden yet.
        if key.key.processorPercent == nil { return hot.method == .frequency ? 0.5 : 0.8 }
        return 1
    }

    private static func use(_ key: UsedKey) -> String {
        let share = key.percent.map { percent in
            "\(Figure.percent(percent)) of the node's \(key.key.processorPercent == nil ? "commands" : "time")"
        }
        let rate = key.rate > 0 ? "\(Figure.grouped(Int(key.rate.rounded()))) operations a second" : nil
        return [share, rate].compactMap(\.self).joined(separator: " and ")
    }

    private static func offender(_ key: UsedKey) -> Offender {
        let name = key.key.name
        var offender = Offender(
            name.printable, node: key.key.node, count: key.rate > 0 ? Int(key.rate.rounded()) : nil)
        if name.text == nil { offender.nameBase64 = name.base64 }
        return offender
    }
}

/// A key with its share of what its node does.
private struct UsedKey {
    let key: HotKeyFacts.Key
    /// The share of the node's time, or of its commands if that isn't known, in per cent; nil if neither is.
    let percent: Double?
    /// How often it is used a second; 0 if that isn't known.
    let rate: Double

    /// On a node with fewer commands a second, shares of them say nothing.
    private static let leastOperations = 100

    init(_ key: HotKeyFacts.Key, _ facts: Facts) {
        self.key = key
        rate = key.operationsPerSecond ?? 0
        let node = facts.nodes.first { $0.name == key.node }
        let all = node?.info.statistics.operationsPerSecond ?? 0
        let share = all >= Self.leastOperations ? key.operationsPerSecond.map { min(100, 100 * $0 / Double(all)) } : nil
        percent = key.processorPercent ?? share
    }
}
