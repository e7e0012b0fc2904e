extension Rule {
    /// When a key that many want is gone, all of them load it at once, and what stands behind the cache breaks down.
    static let stampedeLive = Rule(
        "stampede-live", .hitRate, threshold: 5, unit: "misses in 100 ms"
    ) { facts, threshold in
        guard let misses = facts.keyMisses.value else { return .skipped(facts.keyMisses.absence ?? .unwanted) }
        // Keys that are never set are missed as often as they are asked for.
        let rushes = MissedKeys(misses).keys.filter { !$0.isNeverSet }.map { (key: $0, count: $0.densest) }
            .filter { Double($0.count) >= threshold }
            .sorted { ($0.count, $1.key.name.printable) > ($1.count, $0.key.name.printable) }
        guard let worst = rushes.first else { return .passed }
        let others = rushes.count > 1 ? ", and so it was with \(Figure.grouped(rushes.count - 1)) other keys" : ""
        return .finding(
            Finding(
                "\(Figure.grouped(worst.count)) lookups missed the same key within 100 ms\(others)",
                action: """
                    Let one caller load and the others wait for it (a lock: SET … NX EX), or load anew before the \
                    key ends; serve the old value meanwhile.
                    """,
                value: Double(worst.count), threshold: threshold, impact: 0.7,
                // Which clients it were isn't announced: one that asks again and again looks the same.
                certainty: 0.9,
                evidence: rushes.prefix(10).map { "\($0.key.name.printable): \($0.count) misses within 100 ms" },
                offenders: rushes.prefix(10).map { Offender($0.key) }, confidence: .estimated,
                sampleSize: misses.events.count))
    }
}
