internal import PinyonClient

extension CacheMetrics {
    /// The figures of servers together: sums over all that answer reads for lookups, over primaries for what they hold,
    /// and the highest of ratios.
    init(_ facts: Facts) {
        let all = facts.nodes.map(Counters.init)
        let primaries = facts.primaries.map(Counters.init)
        let (hits, misses) = (Self.sum(all.map(\.hits)), Self.sum(all.map(\.misses)))
        let hitRate = NodeReport.rate(hits, misses)
        let perSecond = Self.sum(primaries.map { $0.rate("evicted_keys") })
        let keys = facts.keyCount
        let count = Double(keys)
        let isWindow = all.allSatisfy(\.isWindow)
        self.init(
            hitRate: hitRate, missRate: hitRate.map { Figure.rounded(100 - $0) }, hits: hits, misses: misses,
            evictionRate: keys > 0 ? perSecond.map { Figure.roundedShare(100 * $0 * 60 / count) } : nil,
            evictedKeys: Self.sum(primaries.map { $0.growth("evicted_keys") }),
            evictedKeysPerSecond: perSecond.map(Figure.roundedShare),
            expiredKeys: Self.sum(primaries.map { $0.growth("expired_keys") }),
            window: isWindow ? all.compactMap(\.seconds).max().map(RateWindow.seconds) ?? .lifetime : .lifetime,
            memoryUsage: MemoryUsage(facts), connections: Connections(facts),
            commandsPerSecond: Self.sum(all.map { $0.rate("total_commands_processed") }).map(Figure.rounded),
            keys: keys,
            ttlCoveragePercent: keys > 0 ? Figure.rounded(100 * Double(facts.expiringKeyCount) / count) : nil)
    }

    /// The sum of what is told; nil if nothing is.
    static func sum<Number: Numeric>(_ numbers: [Number?]) -> Number? {
        let told = numbers.compactMap { $0 }
        return told.isEmpty ? nil : told.reduce(0, +)
    }
}

extension CacheMetrics.MemoryUsage {
    init(_ facts: Facts) {
        let memories = facts.primaries.map(\.info.memory)
        let used = CacheMetrics.sum(memories.map(\.used)) ?? 0
        let peak = CacheMetrics.sum(memories.map(\.peak)) ?? 0
        let limits = memories.map { $0.limit ?? 0 }
        let limit = limits.allSatisfy { $0 > 0 } && !limits.isEmpty ? limits.reduce(0, +) : nil
        self.init(
            used: Figure.bytes(used), usedBytes: used, peak: Figure.bytes(peak), peakBytes: peak,
            maxmemory: limit.map(Figure.bytes) ?? "unlimited", maxmemoryBytes: limit,
            utilizationPercent: Self.highest(memories.map { Self.percent($0.used, of: $0.limit) }),
            hostPercent: Self.highest(memories.map { Self.percent($0.used, of: $0.totalSystem) }),
            fragmentationRatio: Self.highest(memories.map(\.fragmentationRatio)),
            rssBytes: CacheMetrics.sum(memories.map(\.residentSet)),
            policy: Set(memories.compactMap(\.policy)).sorted().joined(separator: ","))
    }

    private static func percent(_ part: Int?, of whole: Int?) -> Double? {
        guard let part, let whole, whole > 0 else { return nil }
        return Figure.rounded(100 * Double(part) / Double(whole))
    }

    private static func highest(_ numbers: [Double?]) -> Double? { numbers.compactMap { $0 }.max() }
}

extension CacheMetrics.Connections {
    init(_ facts: Facts) {
        let clients = facts.nodes.map(\.info.clients)
        current = CacheMetrics.sum(clients.map(\.connected)) ?? 0
        blocked = CacheMetrics.sum(clients.map(\.blocked)) ?? 0
        let settings = facts.nodes.map { $0.settings.value?["maxclients"].flatMap { Int($0) } }
        maxClients = zip(clients.map(\.limit), settings).compactMap { $0 ?? $1 }.min()
        rejected = CacheMetrics.sum(facts.nodes.map { Counters($0).growth("rejected_connections") })
    }
}
