internal import PinyonClient

extension Rule {
    /// A set of integers in sorted order takes a tenth of what it takes as a table. It leaves that form for good when
    /// it has too many members.
    static let integerSets = Rule(
        "increaseSetMaxIntsetEntries", .keys, threshold: 4, unit: "times the limit"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let sets = scale.sample.records.filter { $0.type == .set }
            guard !sets.isEmpty else { return .passed }
            if let absence = scale.settingsAbsence { return .skipped(absence) }
            let near = sets.filter { isNear($0, scale, threshold) }
            guard near.isEmpty || near.contains(where: { $0.members != nil }) else {
                return .skipped(Absence(.unwanted, "no members of sets were read"))
            }
            return .finding(finding(near.filter { $0.members?.areIntegers == true }, scale, threshold))
        }
    }

    private static func limit(_ record: KeyRecord, _ scale: SampleScale) -> Int? {
        scale.node(of: record).flatMap { CompactLimit.integers(on: $0) }?.members
    }

    /// Whether a set has more members than the form for integers may have, but few enough to search through.
    private static func isNear(_ record: KeyRecord, _ scale: SampleScale, _ threshold: Double) -> Bool {
        guard let encoding = record.encoding, encoding != "intset", let length = record.length,
            let limit = limit(record, scale)
        else { return false }
        return length > limit && Double(length) <= threshold * Double(limit)
    }

    private static func finding(_ sets: [KeyRecord], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let bytes = scale.bytes(sets)
        let sorted = sets.sorted { ($0.length ?? 0) > ($1.length ?? 0) }
        guard let longest = sorted.first, let length = longest.length, let limit = limit(longest, scale),
            bytes >= SampleScale.leastBytes
        else { return nil }
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(sets.count))) sets of integers with \(Figure.bytes(bytes)) have more \
            than the \(limit) members up to which they are kept in order
            """,
            action: """
                CONFIG SET set-max-intset-entries \(length * 5 / 4), and in the configuration file. Sets change their \
                form only when they are written anew: RESTORE a DUMP of them, or let them expire.
                """,
            value: Double(length) / Double(max(1, limit)), threshold: threshold,
            impact: 0.1 + 0.15 * scale.byteShare(sets), certainty: 0.9,
            evidence: sorted.prefix(10).map { set in
                "\(set.name.printable): \(Figure.grouped(set.length ?? 0)) members, \(Figure.bytes(set.bytes ?? 0))"
            },
            offenders: sorted.prefix(10).map { scale.offender($0) })
    }
}
