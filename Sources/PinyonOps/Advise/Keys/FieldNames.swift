internal import PinyonClient

extension Rule {
    /// A hash keeps the name of each field beside its value: long names in large hashes may take more than the values.
    static let fieldNames = Rule(
        "compressHashFieldNames", .keys, threshold: 1_000, unit: "fields"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let large = scale.known.filter { $0.type == .hash && Double($0.length ?? 0) > threshold }
            guard large.isEmpty || large.contains(where: { $0.members?.meanNameBytes != nil }) else {
                return .skipped(Absence(.unwanted, "no fields of hashes were read"))
            }
            let long = large.filter { $0.members?.meanNameBytes ?? 0 > longName }
                .sorted { nameBytes($0) > nameBytes($1) }
            return .finding(finding(long, scale, threshold))
        }
    }

    /// Shorter names aren't worth the trouble, in bytes.
    private static let longName = 20.0

    /// What a hash's names of fields take.
    private static func nameBytes(_ record: KeyRecord) -> Int {
        Int(Double(record.length ?? 0) * (record.members?.meanNameBytes ?? 0))
    }

    private static func finding(_ hashes: [KeyRecord], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        // Large hashes are too few for what was seen to stand for others.
        let bytes = hashes.reduce(0) { $0 + nameBytes($1) }
        guard let first = hashes.first, bytes >= SampleScale.leastBytes else { return nil }
        return scale.finding(
            """
            The names of fields in \(hashes.count) large hashes take \(Figure.bytes(bytes)); those of \
            \(first.name.printable) have \(Figure.rounded(first.members?.meanNameBytes ?? 0)) bytes on average
            """,
            action: """
                Give fields short names (a number, or some letters that only the program spells out), and leave out \
                what all names begin with.
                """,
            value: Double(first.length ?? 0), threshold: threshold,
            impact: 0.1 + 0.15 * scale.byteShare(hashes), certainty: 0.9,
            evidence: hashes.prefix(10).map { hash in
                """
                \(hash.name.printable): \(Figure.grouped(hash.length ?? 0)) fields, names about \
                \(Figure.bytes(nameBytes(hash)))
                """
            },
            offenders: hashes.prefix(10).map { scale.offender($0) })
    }
}
