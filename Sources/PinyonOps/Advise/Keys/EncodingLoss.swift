internal import PinyonClient

extension Rule {
    /// A small hash or set that has left its compact form takes several times the memory, often for one long field or a
    /// few members too many.
    static let encodingLoss = Rule(
        "encoding-loss", aliases: ["hashHashtableToZiplist", "zSetHashtableToZiplist"], .keys, threshold: 1.25,
        unit: "times the limit"
    ) { facts, threshold in
        SampleScale.judge(facts) { scale in
            let types: Set<KeyType> = [.hash, .sortedSet, .set]
            let collections = scale.sample.records.filter { types.contains($0.type) }
            guard !collections.isEmpty else { return .passed }
            if let absence = scale.settingsAbsence { return .skipped(absence) }
            guard collections.contains(where: { $0.encoding != nil && $0.length != nil }) else {
                return .skipped(Absence(.unsupported, "the servers don't tell how they keep collections"))
            }
            let places = KeyGroup.groups(collections.filter { isNear($0, scale, threshold) })
                .sorted { $0.bytes > $1.bytes }
            return .finding(finding(places, scale, threshold))
        }
    }

    /// Whether a collection is in a table, though it has hardly more members than fit the compact form.
    private static func isNear(_ record: KeyRecord, _ scale: SampleScale, _ threshold: Double) -> Bool {
        guard ["hashtable", "skiplist"].contains(record.encoding), let length = record.length, length > 0 else {
            return false
        }
        return limit(record, scale).map { Double(length) <= threshold * Double($0.members) } ?? false
    }

    private static func limit(_ record: KeyRecord, _ scale: SampleScale) -> CompactLimit? {
        scale.node(of: record).flatMap { CompactLimit.listpack(record.type, on: $0) }
    }

    private static func finding(_ places: [KeyGroup], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let records = places.flatMap(\.records)
        let bytes = scale.bytes(records)
        guard let worst = places.first?.records.first, let limit = limit(worst, scale),
            bytes >= SampleScale.leastBytes
        else { return nil }
        let ratios = records.compactMap { record in
            Self.limit(record, scale).map { Double(record.length ?? 0) / Double(max(1, $0.members)) }
        }
        let long = records.count { isLong($0, scale) }
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(records.count))) small hashes and sets with \(Figure.bytes(bytes)) are \
            kept as tables, \(long) of \(records.count) for a member that is too long
            """,
            action: action(long * 2 > records.count, limit, worst), value: ratios.max() ?? 0, threshold: threshold,
            impact: 0.3 + 0.5 * scale.byteShare(records), evidence: places.map { evidence($0, scale) },
            offenders: places.map { scale.offender($0) })
    }

    /// Within the limit of members it must have been a long one that ended the compact form.
    private static func isLong(_ record: KeyRecord, _ scale: SampleScale) -> Bool {
        limit(record, scale).map { record.length ?? 0 <= $0.members } ?? false
    }

    private static func action(_ isLong: Bool, _ limit: CompactLimit, _ worst: KeyRecord) -> String {
        let again = "A key changes its form only when it is written anew: RESTORE a DUMP of it, or let it expire."
        guard isLong, let setting = limit.bytesSetting else {
            let members = (worst.length ?? limit.members) * 5 / 4
            return """
                CONFIG SET \(limit.setting) \(max(members, limit.members)), and in the configuration file: commands on \
                such a key walk through all of its members, so don't go far beyond 1,000. \(again)
                """
        }
        return """
            Move the long field into a key of its own, or CONFIG SET \(setting) to its length if that is below 200 \
            bytes; it is \(limit.memberBytes ?? 64) now. \(again)
            """
    }

    private static func evidence(_ group: KeyGroup, _ scale: SampleScale) -> String {
        let lengths = group.records.compactMap(\.length).sorted()
        let middle = lengths.isEmpty ? 0 : lengths[lengths.count / 2]
        let limit = group.records.first.flatMap { Self.limit($0, scale) }?.members ?? 0
        let longest = group.records.compactMap { $0.members?.longestBytes }.max()
        let long = longest.map { ", the longest of those looked at \($0) bytes" } ?? ""
        return """
            \(group.pattern): \(group.records.count) seen, \(middle) members in the middle, \(limit) allowed\(long), \
            \(Figure.bytes(scale.bytes(group.records))) altogether
            """
    }
}
