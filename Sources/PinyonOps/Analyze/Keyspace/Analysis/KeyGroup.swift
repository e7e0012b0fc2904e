/// Keys whose names have the same pattern, such as `user:*:name`.
package struct KeyGroup: Sendable {
    /// The pattern.
    package let pattern: String
    /// The keys, at least one.
    package let records: [KeyRecord]

    /// Keys by the patterns of their names, those with most keys first.
    package static func groups(_ records: some Sequence<KeyRecord>) -> [KeyGroup] {
        var groups: [String: [KeyRecord]] = [:]
        for record in records { groups[KeyShape(record.name).pattern, default: []].append(record) }
        return groups.map { KeyGroup(pattern: $0.key, records: $0.value) }
            .sorted { ($1.records.count, $0.pattern) < ($0.records.count, $1.pattern) }
    }

    /// What those keys take of which it is known, in bytes.
    package var bytes: Int { records.reduce(0) { $0 + ($1.bytes ?? 0) } }

    /// How many of the keys have an end.
    package var expiringKeys: Int { records.count { $0.timeToLive != nil } }
}
