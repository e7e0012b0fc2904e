extension Rule {
    /// One kind of keys that hardly ever hits spoils the rate of all, and gains nothing from the cache.
    static let hitByPrefix = Rule("hit-by-prefix", .hitRate, threshold: 50, unit: "percent") { facts, threshold in
        guard let misses = facts.keyMisses.value else { return .skipped(facts.keyMisses.absence ?? .unwanted) }
        guard misses.events.count >= MissedKeys.fewest, misses.lookups > 0 else { return .passed }
        let poor = PrefixRate.all(misses).filter { $0.share > 5 && $0.percent < threshold }
            .sorted { ($0.misses, $1.pattern) > ($1.misses, $0.pattern) }
        guard let worst = poor.first else { return .passed }
        return .finding(
            Finding(
                """
                Of the lookups of \(worst.pattern), \(worst.isExact ? "about" : "at most") \
                \(Figure.percent(worst.percent)) find their key
                """,
                action: """
                    Look how these keys are named and for how long they are kept: names that differ on each call, a \
                    TTL that is too short, or data that nobody asks for twice and that need not be cached.
                    """,
                value: worst.percent, threshold: threshold, impact: Stake.between(0.4, 0.65, at: worst.share / 50),
                certainty: 0.9, evidence: poor.prefix(10).map(\.evidence),
                offenders: poor.prefix(10).map { Offender($0.pattern, count: $0.misses) }, confidence: .estimated,
                sampleSize: misses.events.count))
    }
}

/// How often lookups of keys whose names have the same pattern find their key.
private struct PrefixRate {
    let pattern: String
    let misses: Int
    /// The share of lookups that find their key, in per cent; the most that it can be, if it isn't exact.
    let percent: Double
    /// Their share of all lookups, in per cent; the least that it can be, if it isn't exact.
    let share: Double
    /// Whether it is known what was read, and not only what was missed.
    let isExact: Bool

    var evidence: String {
        """
        \(pattern): \(isExact ? "about" : "at most") \(Figure.percent(percent)) of lookups hit, \
        \(Figure.grouped(misses)) misses
        """
    }

    static func all(_ facts: KeyMissFacts) -> [Self] {
        let misses = Dictionary(grouping: facts.events) { KeyShape($0.name).pattern }.mapValues(\.count)
        guard let reads = facts.reads, reads.count >= MissedKeys.fewest else {
            return misses.map { Self($0, misses: $1, facts) }
        }
        let counts = Dictionary(grouping: reads) { KeyShape($0).pattern }.mapValues(\.count)
        return misses.compactMap { pattern, count -> Self? in
            guard let seen = counts[pattern], seen >= 20 else { return nil }
            let lookups = Double(facts.lookups) * Double(seen) / Double(reads.count)
            return Self(pattern, misses: count, lookups: lookups, facts)
        }
    }

    /// Keys of which was seen how often they are looked up.
    private init(_ pattern: String, misses: Int, lookups: Double, _ facts: KeyMissFacts) {
        self.pattern = pattern
        self.misses = misses
        percent = 100 * max(0, 1 - Double(misses) / max(1, lookups))
        share = 100 * lookups / Double(max(1, facts.lookups))
        isExact = true
    }

    /// Keys of which is known only how often they are missed: at best, all that was found was theirs.
    private init(_ pattern: String, misses: Int, _ facts: KeyMissFacts) {
        let hits = max(0, facts.lookups - facts.events.count)
        self.pattern = pattern
        self.misses = misses
        percent = 100 * Double(hits) / Double(max(1, hits + misses))
        share = 100 * Double(misses) / Double(max(1, facts.lookups))
        isExact = false
    }
}
