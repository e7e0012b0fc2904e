extension Rule {
    /// Each key keeps its whole name. With millions of small values, the names take a large part of the memory.
    static let nameLength = Rule("useSmallerKeys", .keys, threshold: 1_000_000, unit: "keys") { facts, threshold in
        guard Double(facts.keyCount) > threshold else { return .passed }
        return SampleScale.judge(facts) { scale in
            let measured = scale.sample.records.filter { $0.bytes != nil }
            guard !measured.isEmpty else {
                return .skipped(Absence(.unsupported, "the servers don't tell what keys take (MEMORY USAGE)"))
            }
            let names = measured.reduce(0) { $0 + $1.name.bytes.count }
            let share = Double(names) / Double(max(1, measured.reduce(0) { $0 + ($1.bytes ?? 0) }))
            let mean = Double(names) / Double(measured.count)
            guard share > leastShare, mean > shortName else { return .passed }
            return .findings([finding(share, mean, scale, threshold)])
        }
    }

    /// The names' share of what keys take that is as it should be, from 0 to 1.
    private static let leastShare = 0.25
    /// Shorter names can't be made much shorter, in bytes.
    private static let shortName = 32.0

    private static func finding(
        _ share: Double, _ mean: Double, _ scale: SampleScale, _ threshold: Double
    ) -> Finding {
        let count = scale.facts.keyCount
        let groups = KeyGroup.groups(scale.sample.records)
            .sorted { nameBytes($0) > nameBytes($1) }.prefix(10)
        return scale.finding(
            """
            The names of \(Figure.grouped(count)) keys have \(Figure.rounded(mean)) bytes on average and take \
            \(Figure.percent(100 * share)) of what the keys take
            """,
            action: """
                Shorten what all names of a kind have in common (u: for user-profile:), and write identifiers shorter: \
                binary or base64 UUIDs have 16 or 22 bytes in place of 36. New names are enough where keys expire.
                """,
            value: Double(count), threshold: threshold, impact: min(0.29, 0.1 + 0.3 * share), certainty: 0.9,
            evidence: groups.map { group in
                "\(group.pattern): names of \(nameBytes(group) / group.records.count) bytes on average"
            },
            offenders: groups.map { scale.offender($0) })
    }

    private static func nameBytes(_ group: KeyGroup) -> Int {
        group.records.reduce(0) { $0 + $1.name.bytes.count }
    }
}
