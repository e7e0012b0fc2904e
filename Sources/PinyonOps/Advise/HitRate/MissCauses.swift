internal import PinyonClient

/// Why lookups find nothing, as far as counters tell.
struct MissCauses {
    /// What was counted, one a line.
    let evidence: [String]
    /// What to do about the first cause that applies.
    let remedy: String

    /// The causes.
    ///
    /// - Parameters:
    ///   - tally: The lookups.
    ///   - facts: The servers.
    ///   - isCold: Whether the servers were started or emptied a short while ago.
    init(_ tally: LookupTally, _ facts: Facts, isCold: Bool) {
        let evicted = tally.growth("evicted_keys")
        let expired = tally.growth("expired_keys")
        let timeToLive = Self.meanTimeToLive(facts.holders)
        let misses = Double(max(1, tally.misses))
        let minutes = timeToLive.map { Figure.rounded($0 / .seconds(60)) }
        evidence = [
            "\(Figure.grouped(tally.misses)) misses",
            "\(Figure.grouped(evicted)) keys evicted, \(Figure.grouped(expired)) expired",
            minutes.map { "keys with a TTL have \($0) minutes left on average" },
        ].compactMap(\.self)
        remedy =
            if isCold {
                """
                The cache is filling: look again half an hour after the start. If starts are frequent, load what is \
                used most before taking traffic.
                """
            } else if Double(evicted) >= 0.05 * misses {
                """
                Keys are evicted before they are asked for again: raise maxmemory, keep smaller values, or try \
                maxmemory-policy allkeys-lfu.
                """
            } else if Double(expired) >= 0.1 * misses, let timeToLive, timeToLive < .seconds(3_600) {
                """
                Keys expire before they are asked for again: lengthen their TTL, and invalidate on change, or refresh \
                keys that are in use before they end.
                """
            } else {
                """
                The keys that are missed were never there: look which they are (CONFIG SET notify-keyspace-events Em, \
                SUBSCRIBE __keyevent@0__:keymiss). Look for names that differ on each call or in each process, for a \
                new version in the name, for lookups without a write after the miss; and keep the answer “there is \
                none” for a while, too.
                """
            }
    }

    /// The time that keys have left, over databases in proportion to their keys; nil if it isn't known.
    private static func meanTimeToLive(_ nodes: [NodeFacts]) -> Duration? {
        var sum = 0.0
        var count = 0.0
        for database in nodes.flatMap(\.info.keyspace.values) {
            guard let mean = database.averageTimeToLive, let keys = database.expires, keys > 0 else { continue }
            sum += (mean / .seconds(1)) * Double(keys)
            count += Double(keys)
        }
        return count > 0 ? Duration.seconds(sum / count) : nil
    }
}
