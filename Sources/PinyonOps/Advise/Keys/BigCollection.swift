internal import PinyonClient

extension Rule {
    /// Commands on all members of a large collection, and its deletion by DEL, stop the server for as long as they
    /// take; in a cluster it can't be divided among nodes.
    static let bigCollection = Rule(
        "big-collection", aliases: ["bigHashes", "bigSets"], .keys, threshold: 10_000, unit: "members"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let collections = scale.known.filter { SampleScale.collections.contains($0.type) }
            guard collections.isEmpty || collections.contains(where: { $0.length != nil || $0.bytes != nil }) else {
                return .skipped(Absence(.unsupported, "the servers don't tell how long collections are"))
            }
            let big = collections.filter { isBig($0, threshold) }.sorted { ($0.length ?? 0) > ($1.length ?? 0) }
            return .finding(finding(big, scale, threshold))
        }
    }

    /// From so many members on a command on all of them takes about a second.
    private static let hugeLength = 1_000_000
    /// From so many bytes on a collection is large, however few members it has.
    private static let manyBytes = 10 << 20

    private static func isBig(_ record: KeyRecord, _ threshold: Double) -> Bool {
        Double(record.length ?? 0) > threshold || record.bytes ?? 0 > manyBytes
    }

    private static func finding(_ big: [KeyRecord], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        guard let longest = big.first else { return nil }
        let length = longest.length ?? 0
        let share = scale.byteShare(big)
        let whole = scale.sample.isWhole ? "" : ", the longest of \(scale.scope),"
        return scale.finding(
            """
            \(big.count) collections have more than \(Figure.grouped(Int(threshold))) members or \
            \(Figure.bytes(manyBytes)); \(longest.name.printable)\(whole) is a \(longest.type) of \(size(longest))
            """,
            action: """
                Divide them into several by a hash of the member or field (name:{n}, n = hash(member) % 16), or by \
                time, so that each stays below \(Figure.grouped(Int(threshold))). Read them with HSCAN, SSCAN, ZSCAN \
                or by range, never whole; trim lists and streams; delete with UNLINK.
                """,
            value: Double(length), threshold: threshold,
            impact: length > hugeLength ? 0.65 + 0.3 * share : 0.35 + 0.2 * share,
            evidence: big.prefix(9).map { "\($0.name.printable): \($0.type), \(size($0))" }
                + ["together \(Figure.percent(100 * share)) of what \(scale.scope) take"],
            offenders: big.prefix(10).map { scale.offender($0) })
    }

    private static func size(_ record: KeyRecord) -> String {
        let parts = [
            record.length.map { "\(Figure.grouped($0)) members" }, record.bytes.map { "\(Figure.bytes($0))" },
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }
}
