internal import PinyonClient

extension Rule {
    /// Long lists are used at their ends. What lies between can be kept compressed.
    static let listCompression = Rule(
        "compressionForList", .keys, threshold: 1_000, unit: "members"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let long = scale.known.filter { $0.type == .list && Double($0.length ?? 0) > threshold }
            guard !long.isEmpty else { return .passed }
            if let absence = scale.settingsAbsence { return .skipped(absence) }
            let plain = long.filter { record in
                scale.node(of: record)?.settings.value?["list-compress-depth"] == "0"
            }
            .sorted { ($0.bytes ?? 0) > ($1.bytes ?? 0) }
            return .finding(finding(plain, scale, threshold))
        }
    }

    private static func finding(_ lists: [KeyRecord], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let bytes = lists.reduce(0) { $0 + ($1.bytes ?? 0) }
        guard let largest = lists.first, bytes >= SampleScale.leastBytes else { return nil }
        return scale.finding(
            """
            \(lists.count) long lists take \(Figure.bytes(bytes)) and aren't compressed; the largest, \
            \(largest.name.printable), has \(Figure.grouped(largest.length ?? 0)) members
            """,
            action: """
                If the members are text and are used at the ends of the lists, CONFIG SET list-compress-depth 1, and \
                in the configuration file: all but the first and last node of a list are compressed. Access to the \
                middle becomes slower.
                """,
            value: Double(largest.length ?? 0), threshold: threshold,
            impact: 0.1 + 0.18 * scale.byteShare(lists), certainty: 0.7,
            evidence: lists.prefix(10).map { list in
                "\(list.name.printable): \(Figure.grouped(list.length ?? 0)) members, \(Figure.bytes(list.bytes ?? 0))"
            },
            offenders: lists.prefix(10).map { scale.offender($0) })
    }
}
