internal import PinyonClient

extension Rule {
    /// A large value takes the server's one thread and the network for as long as everybody else waits, and is written
    /// whole when a byte of it changes.
    static let bigValue = Rule(
        "big-value", aliases: ["bigStrings"], .keys, threshold: 102_400, unit: "bytes"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let values = scale.known.filter { !SampleScale.collections.contains($0.type) }
            guard values.isEmpty || values.contains(where: { size($0) != nil }) else { return .skipped(sizeless) }
            let big = values.filter { Double(size($0) ?? 0) > threshold }.sorted { (size($0) ?? 0) > (size($1) ?? 0) }
            return .finding(finding(big, scale, threshold))
        }
    }

    /// From so many bytes on a single value is felt by everybody.
    private static let hugeBytes = 1 << 20

    private static let sizeless = Absence(.unsupported, "the servers don't tell what keys take (MEMORY USAGE)")

    private static func size(_ record: KeyRecord) -> Int? { record.bytes ?? record.length }

    private static func finding(_ big: [KeyRecord], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        guard let first = big.first, let largest = size(first) else { return nil }
        let share = scale.byteShare(big)
        let whole = scale.sample.isWhole ? "" : ", the largest of \(scale.scope),"
        return scale.finding(
            """
            \(big.count) values are larger than \(Figure.bytes(Int(threshold))); \(first.name.printable)\(whole) takes \
            \(Figure.bytes(largest))
            """,
            action: """
                Split these values into parts that are used apart (the fields of a hash, a key for each part), \
                compress them before they are stored, or keep them in a store for files and only their addresses here. \
                Delete them with UNLINK.
                """,
            value: Double(largest), threshold: threshold,
            impact: largest > hugeBytes ? 0.65 + 0.3 * share : 0.35 + 0.2 * share,
            evidence: big.prefix(9).map { "\($0.name.printable): \(Figure.bytes(size($0) ?? 0))" }
                + ["together \(Figure.percent(100 * share)) of what \(scale.scope) take"],
            offenders: big.prefix(10).map { scale.offender($0) })
    }
}
