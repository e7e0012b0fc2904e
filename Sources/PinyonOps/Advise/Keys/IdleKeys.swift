extension Rule {
    /// Keys that nobody uses for most of their time take memory for nothing.
    ///
    /// A key is idle if it wasn't used for more than half of its lifetime: for longer than it still has left. Of keys
    /// that are written at an even pace and never read, half are; of keys that are read until they expire, hardly any.
    static let idleKeys = Rule("idle-keys", .keys, threshold: 40, unit: "percent") { facts, threshold in
        SampleScale.judge(facts) { scale in
            let expiring = scale.sample.records.filter { $0.timeToLive != nil }
            guard expiring.isEmpty || expiring.contains(where: { $0.idle != nil }) else {
                return .skipped(
                    Absence(.unsupported, "servers with an LFU policy don't keep how long keys weren't used"))
            }
            let groups = KeyGroup.groups(expiring).compactMap { IdleGroup($0) }
                .filter { $0.percent > threshold }.sorted { scale.bytes($0.idle) > scale.bytes($1.idle) }
            return .finding(finding(groups, scale, threshold))
        }
    }

    private static func finding(_ groups: [IdleGroup], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let records = groups.flatMap(\.idle)
        let bytes = scale.bytes(records)
        guard let worst = groups.first, bytes >= SampleScale.leastBytes else { return nil }
        return scale.finding(
            """
            \(Figure.percent(worst.percent)) of the keys \(worst.pattern) weren't used for more than half of their \
            lifetime; such keys take \(Figure.bytes(bytes)) altogether
            """,
            action: """
                Give them a shorter TTL: half of them weren't used for \(words(worst.median)) or more. Where what is \
                used should stay, push the end on when it is read (GETEX key EX seconds).
                """,
            value: worst.percent, threshold: threshold, impact: 0.1 + 0.18 * scale.byteShare(records), certainty: 0.8,
            evidence: groups.prefix(10).map { group in
                """
                \(group.pattern): \(scale.percent(group.idle.count, of: group.count)) idle for more than half of their \
                lifetime, \(words(group.median)) in the middle
                """
            },
            offenders: groups.prefix(10).map { group in
                Offender(group.pattern, bytes: scale.bytes(group.idle), count: scale.keys(group.idle.count))
            })
    }

    private static func words(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return seconds < 7_200 ? "\(Int(seconds / 60)) min" : "\(Int(seconds / 3_600)) h"
    }
}

/// Keys of one pattern that expire, and those of them that are idle.
private struct IdleGroup {
    let pattern: String
    /// Of how many it is known.
    let count: Int
    /// Those that weren't used for longer than they have left.
    let idle: [KeyRecord]
    /// How long the one in the middle wasn't used.
    let median: Duration

    /// Fewer keys don't show a habit.
    private static let leastKeys = 50
    /// Keys of shorter lifetimes are gone soon anyway.
    private static let leastLifetime = Duration.seconds(600)

    init?(_ group: KeyGroup) {
        let known = group.records.filter { record in
            guard let left = record.timeToLive, let idle = record.idle else { return false }
            return left + idle >= Self.leastLifetime
        }
        let times = known.compactMap(\.idle).sorted()
        guard times.count >= Self.leastKeys else { return nil }
        pattern = group.pattern
        count = known.count
        idle = known.filter { ($0.idle ?? .zero) > ($0.timeToLive ?? .zero) }
        median = times[times.count / 2]
    }

    var percent: Double { 100 * Double(idle.count) / Double(count) }
}
