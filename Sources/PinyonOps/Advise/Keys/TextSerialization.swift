internal import PinyonClient

extension Rule {
    /// JSON and XML repeat the names of their fields in every value. Where that takes much memory, a binary format or
    /// compression gives most of it back.
    static let textSerialization = Rule(
        "text-serialization", .keys, threshold: 40, unit: "percent"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let texts = scale.sample.records.filter { isText($0) }
            guard texts.isEmpty || texts.contains(where: { $0.form?.compressedShare != nil }) else {
                return .skipped(Absence(.unwanted, "it was not tried how well values can be compressed"))
            }
            if texts.isEmpty, let absence = unread(scale) { return .skipped(absence) }
            let places = KeyGroup.groups(texts).compactMap { TextStrings($0, scale) }
                .filter { $0.compressedPercent < threshold }.sorted { $0.savedBytes > $1.savedBytes }
            return .finding(finding(places, scale, threshold))
        }
    }

    private static func isText(_ record: KeyRecord) -> Bool {
        guard record.type == .string, let format = record.form?.format else { return false }
        return [.jsonObject, .jsonArray, .xml].contains(format)
    }

    private static func unread(_ scale: SampleScale) -> Absence? {
        let strings = scale.sample.records.filter { $0.type == .string }
        guard !strings.isEmpty, strings.allSatisfy({ $0.form == nil }) else { return nil }
        return Absence(.unwanted, "no values were read")
    }

    private static func finding(_ places: [TextStrings], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let saved = places.reduce(0) { $0 + $1.savedBytes }
        guard let most = places.first, saved >= SampleScale.leastBytes else { return nil }
        let all = max(1, scale.bytes(scale.sample.records))
        return scale.finding(
            """
            JSON and XML in the strings \(most.pattern) can be compressed to \
            \(Figure.percent(most.compressedPercent)); about \(Figure.bytes(saved)) would be saved altogether
            """,
            action: """
                Write values from about 1 KB on compressed (zstd or LZ4, with a dictionary for small ones), or in a \
                binary format such as MessagePack or Protocol Buffers. Mark the format in the first byte or in the \
                key's name, so that old values can still be read.
                """,
            value: most.compressedPercent, threshold: threshold,
            impact: 0.1 + 0.25 * min(1, Double(saved) / Double(all)), certainty: 0.8,
            evidence: places.map { place in
                """
                \(place.pattern): \(place.tried) values to \(Figure.percent(place.compressedPercent)), about \
                \(Figure.bytes(place.savedBytes)) less
                """
            },
            offenders: places.map { Offender($0.pattern, bytes: $0.savedBytes, count: $0.keys) })
    }
}

/// Strings of one pattern that are written as text, and what compression would save.
private struct TextStrings {
    let pattern: String
    /// How many keys there are.
    let keys: Int
    /// With how many of those that were seen it was tried.
    let tried: Int
    /// How small they become on average, in per cent.
    let compressedPercent: Double
    /// What would be saved, in bytes.
    let savedBytes: Int

    /// Fewer values don't show a habit.
    private static let leastTried = 10

    init?(_ group: KeyGroup, _ scale: SampleScale) {
        let shares = group.records.compactMap { $0.form?.compressedShare }
        guard shares.count >= Self.leastTried else { return nil }
        let share = shares.reduce(0, +) / Double(shares.count)
        pattern = group.pattern
        keys = scale.keys(group.records.count)
        tried = shares.count
        compressedPercent = 100 * share
        savedBytes = Int(Double(scale.keys(group.bytes)) * max(0, 1 - share))
    }
}
