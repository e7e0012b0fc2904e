extension Rule {
    /// A key that is never set is looked for behind the cache each time that it is asked for.
    static let negativeLookups = Rule(
        "negative-lookups", .hitRate, threshold: 30, unit: "percent"
    ) { facts, threshold in
        guard let misses = facts.keyMisses.value else { return .skipped(facts.keyMisses.absence ?? .unwanted) }
        let keys = MissedKeys(misses).keys.filter(\.isNeverSet)
        let count = keys.reduce(0) { $0 + $1.times.count }
        let percent = 100 * Double(count) / Double(max(1, misses.events.count))
        guard misses.events.count >= MissedKeys.fewest, percent > threshold else { return .passed }
        return .finding(
            Finding(
                """
                \(Figure.percent(percent)) of the misses are for \(Figure.grouped(keys.count)) keys that are asked for \
                again and again and never set
                """,
                action: """
                    Keep the answer “there is none” under the key for a short time, such as 30 seconds, or ask a Bloom \
                    filter (BF.EXISTS) of the keys that exist first.
                    """,
                value: percent, threshold: threshold, impact: Stake.between(0.45, 0.7, at: percent / 100),
                certainty: 0.8,
                evidence: ["\(Figure.grouped(count)) of \(Figure.grouped(misses.events.count)) misses"]
                    + keys.prefix(9).map { "\($0.name.printable): missed \(Figure.grouped($0.times.count)) times" },
                offenders: keys.prefix(10).map { Offender($0) }, confidence: .estimated,
                sampleSize: misses.events.count))
    }
}
