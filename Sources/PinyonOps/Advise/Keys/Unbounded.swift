internal import PinyonClient

extension Rule {
    /// A collection to which things are only added grows until it fills the memory, and is a large one long before.
    static let unbounded = Rule("unbounded", .keys, threshold: 10, unit: "percent a day") { facts, threshold in
        switch facts.growth {
        case .absent(let absence): return .skipped(absence)
        case .value(let growth):
            let seconds = growth.window / .seconds(1)
            guard seconds >= leastSeconds else {
                return .skipped(
                    Absence(.unsupported, "lengths have to be compared over \(Int(leastSeconds)) s at least"))
            }
            let growing = growth.entries.compactMap { GrowingKey($0, seconds, facts) }
                .filter { $0.percentPerDay > threshold }.sorted { $0.addedPerDay > $1.addedPerDay }
            return .finding(finding(growing, seconds, facts, threshold))
        }
    }

    /// Within less time queues fill and empty.
    private static let leastSeconds = 10.0

    private static func finding(
        _ growing: [GrowingKey], _ seconds: Double, _ facts: Facts, _ threshold: Double
    ) -> Finding? {
        guard let worst = growing.first else { return nil }
        let name = worst.entry.key.name.printable
        return Finding(
            """
            \(growing.count) collections without a TTL grow and aren't trimmed; \(name) grew by \
            \(Figure.grouped(worst.entry.added)) to \(Figure.grouped(worst.entry.key.length ?? 0)) members in \
            \(Figure.rounded(seconds)) s, \(Figure.grouped(Int(worst.addedPerDay))) a day
            """,
            action: """
                Bound it where it is written: \(remedy(worst.entry.key.type)). Or give it a TTL, with one key per hour \
                or day.
                """,
            value: worst.percentPerDay, threshold: threshold, impact: 0.6,
            certainty: certainty(worst, seconds),
            evidence: growing.prefix(10).map { growing in
                """
                \(growing.entry.key.name.printable): \(growing.entry.key.type), \
                \(Figure.grouped(growing.entry.earlierLength)) to \(Figure.grouped(growing.entry.key.length ?? 0)) \
                members
                """
            },
            offenders: growing.prefix(10).map { Offender($0.entry.key, facts) }, confidence: .inferred)
    }

    /// What is taken out at the other end may catch up; what is added with a limit (XADD MAXLEN) isn't seen as
    /// trimming.
    private static func certainty(_ key: GrowingKey, _ seconds: Double) -> Double {
        let isShort = seconds < 60
        return key.isConsumed || isShort ? 0.45 : 0.7
    }

    private static func remedy(_ type: KeyType) -> String {
        switch type {
        case .list: "LTRIM key 0 999 after LPUSH"
        case .stream: "XADD key MAXLEN ~ 10000"
        case .sortedSet: "ZREMRANGEBYRANK key 0 -1001, or ZREMRANGEBYSCORE for what is old"
        default: "remove old members when new ones are added"
        }
    }
}

/// A collection that has grown and isn't known to be trimmed.
private struct GrowingKey {
    let entry: KeyspaceGrowth.Entry
    /// How many members are added a day at that pace.
    let addedPerDay: Double
    /// Whether members are taken out of some collection of its type.
    let isConsumed: Bool

    /// Shorter collections take little, at whatever pace they grow.
    private static let leastLength = 1_000
    /// Fewer new members may be chance.
    private static let leastAdded = 10

    private static let trimming: [KeyType: [String]] = [
        .list: ["ltrim"], .stream: ["xtrim"],
        .sortedSet: ["zremrangebyscore", "zremrangebyrank", "zremrangebylex"],
    ]
    private static let consuming: [KeyType: [String]] = [
        .list: [
            "lpop", "rpop", "blpop", "brpop", "lmove", "blmove", "rpoplpush", "brpoplpush", "lmpop", "blmpop", "lrem",
        ],
        .stream: ["xdel"], .sortedSet: ["zpopmin", "zpopmax", "bzpopmin", "bzpopmax", "zmpop", "bzmpop", "zrem"],
        .set: ["srem", "spop", "smove"], .hash: ["hdel"],
    ]

    init?(_ entry: KeyspaceGrowth.Entry, _ seconds: Double, _ facts: Facts) {
        let key = entry.key
        guard key.timeToLive == nil, key.length ?? 0 >= Self.leastLength, entry.added >= Self.leastAdded else {
            return nil
        }
        let counters = facts.nodes.indices.contains(key.node) ? Counters(facts.nodes[key.node]) : nil
        guard counters?.calls(Self.trimming[key.type] ?? []) ?? 0 == 0 else { return nil }
        self.entry = entry
        addedPerDay = Double(entry.added) / seconds * 86_400
        isConsumed = counters?.calls(Self.consuming[key.type] ?? []) ?? 0 > 0
    }

    /// The growth in a day as a share of the length now, in per cent.
    var percentPerDay: Double { 100 * addedPerDay / Double(max(1, entry.key.length ?? 0)) }
}
