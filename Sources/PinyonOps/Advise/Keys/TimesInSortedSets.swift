internal import PinyonClient

extension Rule {
    /// Measurements in a sorted set by their times take ten times the memory of a time series, and never end by
    /// themselves.
    static let timesInSortedSets = Rule("RTS", .keys, threshold: 10_485_760, unit: "bytes") { facts, threshold in
        SampleScale.judge(facts) { scale in
            let sets = scale.sample.records.filter { $0.type == .sortedSet }
            guard sets.isEmpty || sets.contains(where: { $0.members != nil }) else {
                return .skipped(Absence(.unwanted, "no members of sorted sets were read"))
            }
            let groups = KeyGroup.groups(sets.filter { $0.members?.areTimes == true }).sorted { $0.bytes > $1.bytes }
            return .finding(finding(groups, scale, threshold))
        }
    }

    private static func finding(_ groups: [KeyGroup], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let records = groups.flatMap(\.records)
        let bytes = scale.bytes(records)
        guard let largest = groups.first, Double(bytes) > threshold else { return nil }
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(records.count))) sorted sets with \(Figure.bytes(bytes)) are ordered by \
            time, most of that in \(largest.pattern)
            """,
            action: """
                If the members are measurements, keep them as time series where the server has them (TS.ADD, with a \
                RETENTION), or in one key per hour or day with a TTL. Cut off what is old with ZREMRANGEBYSCORE in any \
                case.
                """,
            value: Double(bytes), threshold: threshold, impact: 0.1 + 0.2 * scale.byteShare(records),
            // Queues of what is due and lists of what was used last look the same, and are well kept so.
            certainty: 0.5,
            evidence: groups.prefix(10).map { group in
                """
                \(group.pattern): \(group.records.count) seen, about \
                \(Figure.bytes(scale.bytes(group.records))) altogether
                """
            },
            offenders: groups.prefix(10).map { scale.offender($0) })
    }
}
