internal import PinyonClient

extension Rule {
    /// Values that are written anew long before they expire were kept too long, or are written too often: their TTL
    /// says nothing of how fresh they are.
    ///
    /// By Little's law, so many keys at so many writes a second are each written every keys / writes seconds on
    /// average. That is compared with the time that keys have left on average, which is less than their TTL.
    static let churn = Rule("churn", .keys, threshold: 20, unit: "percent") { facts, threshold in
        let told = facts.primaries.map { Writes.of($0) }
        let writes = told.compactMap(\.value)
        guard !writes.isEmpty else { return .skipped(told.compactMap(\.absence).first ?? Absence.unwanted) }
        let short = writes.filter { $0.percent < threshold }.sorted { $0.percent < $1.percent }
        return .finding(finding(short, threshold))
    }

    private static func finding(_ nodes: [Writes], _ threshold: Double) -> Finding? {
        guard let worst = nodes.first else { return nil }
        return Finding(
            """
            On \(worst.node) values live for \(Figure.rounded(worst.lifetime)) s until they are written anew, \
            \(Figure.percent(worst.percent)) of the \(Figure.rounded(worst.secondsLeft)) s that keys have left on \
            average
            """,
            action: """
                Set the TTL to the time for which a value is good, or write less often: only when something has \
                changed (compare before SET), or when it is read (cache-aside) in place of on every change.
                """,
            value: worst.percent, threshold: threshold, impact: 0.25, certainty: worst.isWindow ? 0.7 : 0.5,
            evidence: nodes.prefix(10).map { evidence($0) },
            offenders: nodes.prefix(10).map { Offender($0.node, node: $0.node, count: $0.keys) }, confidence: .inferred)
    }

    private static func evidence(_ node: Writes) -> String {
        let since = node.isWindow ? "" : " since the server began counting"
        return """
            \(node.node): \(Figure.rounded(node.perSecond)) whole values written a second\(since), \
            \(Figure.grouped(node.keys)) keys with an end
            """
    }
}

/// How often a server's values are written anew.
private struct Writes {
    let node: String
    /// How many keys have an end.
    let keys: Int
    /// The time that these have left on average.
    let secondsLeft: Double
    /// How many values are written whole a second, without those that are evicted.
    let perSecond: Double
    /// Whether that is of a window.
    let isWindow: Bool

    /// How long a value lives until it is written anew, in seconds.
    var lifetime: Double { Double(keys) / perSecond }
    /// The same as a share of the time that keys have left, in per cent.
    var percent: Double { perSecond > 0 ? 100 * lifetime / secondsLeft : .infinity }

    /// A cache of fewer keys is small whatever their TTL is.
    private static let leastKeys = 1_000
    /// Fewer writes a second are no burden.
    private static let leastPerSecond = 10.0

    /// How often a server's values are written, or why that can't be told.
    static func of(_ node: NodeFacts) -> Collected<Writes> {
        let databases = node.info.keyspace.values
        let keys = databases.reduce(0) { $0 + ($1.keys ?? 0) }
        let expiring = databases.reduce(0) { $0 + ($1.expires ?? 0) }
        let none = Writes(node: node.name, keys: expiring, secondsLeft: 1, perSecond: 0, isWindow: false)
        guard keys >= leastKeys else { return .value(none) }
        guard !node.info.commands.isEmpty else { return unsupported("INFO has no commandstats") }
        // Writes aren't counted by key.
        guard 5 * expiring >= 4 * keys else { return unsupported("many keys have no end, and may be those written") }
        let counters = Counters(node)
        guard let seconds = counters.seconds, seconds > 0 else { return unsupported("INFO doesn't tell the uptime") }
        let known = databases.filter { $0.averageTimeToLive != nil }
        let weight = known.reduce(0) { $0 + ($1.expires ?? 0) }
        guard weight > 0 else { return unsupported("INFO doesn't tell how long keys have left") }
        let left = known.reduce(0.0) { sum, database in
            let seconds = (database.averageTimeToLive ?? Duration.zero) / .seconds(1)
            return sum + seconds * Double(database.expires ?? 0)
        }
        let calls = Double(counters.calls(["set", "setex", "psetex", "getset"])) / seconds
        let perSecond = calls - (counters.rate("evicted_keys") ?? 0)
        guard perSecond >= leastPerSecond else { return .value(none) }
        return .value(
            Writes(
                node: node.name, keys: expiring, secondsLeft: left / Double(weight), perSecond: perSecond,
                isWindow: counters.isWindow))
    }

    private static func unsupported(_ reason: String) -> Collected<Writes> { .absent(Absence(.unsupported, reason)) }
}
