/// What an analysis has found.
package struct AnalyzeReport: Codable, Sendable {
    /// Always `analyze-cache`.
    package var operation = "analyze-cache"
    /// `partial` when a server or a rule was refused, failed or out of reach.
    package var status: ReportStatus
    /// The servers, without any password.
    package var target: String
    /// `standalone`, `sentinel` or `cluster`.
    package var topology: Facts.Topology
    /// The figures of all servers together.
    package var metrics: CacheMetrics
    /// What to do, the most urgent first.
    package var recommendations: [Recommendation]
    /// Each server for itself.
    package var nodes: [NodeReport]
    /// What was found in the keys; null if they weren't looked at.
    @Nullable package var keyspace: KeyspaceReport?
    /// What the analysis itself added to the servers' counters.
    package var ownLookups: OwnLookups
    /// What was not done, and why.
    package var skipped: [Skipped]
    /// The rules that were asked and found nothing.
    package var passed: [String]
    /// How long it took, in seconds.
    package var seconds: Double

    /// Something that was not done.
    package struct Skipped: Codable, Sendable, Hashable {
        /// A rule, a server, or a part of what servers tell.
        package var what: String
        /// `refused`, `unsupported`, `failed` or `unwanted`; the first and the third make a report `partial`.
        package var cause: String
        /// Why.
        package var reason: String
    }
}

/// The figures of a cache.
package struct CacheMetrics: Codable, Sendable {
    /// Lookups that found their key, in per cent; null if there were no lookups.
    @Nullable package var hitRate: Double?
    /// 100 less the hit rate.
    @Nullable package var missRate: Double?
    /// Lookups that found their key.
    @Nullable package var hits: Int?
    /// Lookups that found nothing.
    @Nullable package var misses: Int?
    /// The keys that are evicted a minute, in per cent of those that are held; null if there are none.
    @Nullable package var evictionRate: Double?
    /// Keys that were evicted.
    @Nullable package var evictedKeys: Int?
    /// Keys that are evicted a second.
    @Nullable package var evictedKeysPerSecond: Double?
    /// Keys that expired.
    @Nullable package var expiredKeys: Int?
    /// How many seconds the rates cover, or `lifetime`.
    package var window: RateWindow
    /// Memory.
    package var memoryUsage: MemoryUsage
    /// Connections.
    package var connections: Connections
    /// Commands a second.
    @Nullable package var commandsPerSecond: Double?
    /// The keys of all primaries.
    package var keys: Int
    /// How many of them have an end, in per cent; null if there are none.
    @Nullable package var ttlCoveragePercent: Double?

    /// What rates cover.
    package enum RateWindow: Codable, Sendable, Hashable {
        /// So many seconds.
        case seconds(Double)
        /// All the time since the servers began counting.
        case lifetime

        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = (try? container.decode(Double.self)).map(Self.seconds) ?? .lifetime
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .seconds(let seconds): try container.encode(seconds)
            case .lifetime: try container.encode("lifetime")
            }
        }
    }

    /// Memory of all primaries together.
    package struct MemoryUsage: Codable, Sendable {
        /// What is used, with a unit.
        package var used: String
        package var usedBytes: Int
        /// The most that was used, with a unit.
        package var peak: String
        package var peakBytes: Int
        /// The limit, with a unit, or `unlimited`.
        package var maxmemory: String
        /// Null if a server has none.
        @Nullable package var maxmemoryBytes: Int?
        /// The share of the limit that is used, where it is highest; null without a limit.
        @Nullable package var utilizationPercent: Double?
        /// The share of the hosts' memory that is used, where it is highest; null if it isn't told.
        @Nullable package var hostPercent: Double?
        /// Where it is highest; null if it isn't told.
        @Nullable package var fragmentationRatio: Double?
        @Nullable package var rssBytes: Int?
        /// The policy, or several separated by commas.
        package var policy: String
    }

    /// Connections to all servers together.
    package struct Connections: Codable, Sendable {
        package var current: Int
        package var blocked: Int
        /// The least of all servers' limits; null if it isn't told.
        @Nullable package var maxClients: Int?
        /// Connections that were refused.
        @Nullable package var rejected: Int?
    }
}

/// One server in a report.
package struct NodeReport: Codable, Sendable {
    package var address: String
    package var role: NodeFacts.Role
    /// Whether it answered.
    package var isReached: Bool
    /// Why not, if it didn't.
    package var reason: String?
    /// `redis` or `valkey`; null if it doesn't tell.
    @Nullable package var product: String?
    @Nullable package var version: String?
    @Nullable package var uptimeSeconds: Int?
    @Nullable package var slots: Int?
    @Nullable package var keys: Int?
    @Nullable package var usedBytes: Int?
    @Nullable package var maxmemoryBytes: Int?
    @Nullable package var hitRate: Double?
    @Nullable package var commandsPerSecond: Double?
    @Nullable package var connections: Int?
    @Nullable package var evictedKeys: Int?
}

/// What was found in the keys.
package struct KeyspaceReport: Codable, Sendable {
    package var totalKeys: Int
    /// How many were looked at.
    package var sampledKeys: Int
    /// Why the look ended.
    package var end: KeyspaceSample.End
    /// How many values were read in part.
    package var valuesRead: Int
    /// The largest keys of those that were seen.
    package var largest: [Offender]
    /// The collections with most members of those that were seen.
    package var longest: [Offender]
}
