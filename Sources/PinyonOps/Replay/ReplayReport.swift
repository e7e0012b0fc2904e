/// What a replay found out.
package struct ReplayReport: Codable, Sendable {
    /// Always `replay`.
    package var operation = "replay"
    /// `partial` when the replay was broken off.
    package var status: ReportStatus
    /// The cache's figures, from the last mode that has one.
    package var metrics: Metrics
    /// What to do, most urgent first.
    package var recommendations: [Recommendation]
    /// What was replayed.
    package var workload: Workload
    /// What each mode measured.
    package var modes: [ModeResult]
    /// What was not done, and why.
    package var skipped: [String]

    /// The figures of the fullest mode.
    package struct Metrics: Codable, Sendable {
        /// Hits in per cent of requests; null if no mode with a cache ran.
        @Nullable package var hitRate: Double?
        /// 100 less the hit rate.
        @Nullable package var missRate: Double?
        /// Database reads that the cache saved, in per cent of the reads of the trace.
        @Nullable package var databaseReadsSavedPercent: Double?
        /// Entries that left the near tier because it was full.
        @Nullable package var evictedKeys: Int?
        /// Stale reads of all modes.
        package var staleReads: Int
        /// What the rates cover: `lifetime`, all of the run.
        package var window = "lifetime"
    }

    /// What was replayed.
    package struct Workload: Codable, Sendable {
        /// The trace's name.
        package var name: String
        /// Its format; null if it was generated.
        @Nullable package var format: String?
        /// Whether it was generated.
        package var isSynthetic: Bool
        /// Its requests.
        package var requests: Int
        /// Its different keys.
        package var uniqueKeys: Int
        /// The sum of the objects' sizes.
        package var totalBytes: Int
        /// `trace` where its times drive the lifetimes, otherwise `wall`.
        package var clock: String
        /// The near tier's bound.
        package var nearSize: Int
        /// `entries` or `bytes`.
        package var nearSizeUnit: String
        /// The near tier's policy.
        package var policy: String
        /// How many requests were under way at once.
        package var concurrency: Int
        /// What all that is random was drawn from.
        package var seed: UInt64
    }

    /// What one mode measured.
    package struct ModeResult: Codable, Sendable {
        /// The mode.
        package var mode: ReplayMode
        /// Requests that were run.
        package var requests: Int
        /// Those that read.
        package var reads: Int
        /// Those that wrote and invalidated.
        package var writes: Int
        /// Near or remote hits in per cent of requests; null without cache.
        @Nullable package var hitRate: Double?
        /// Reads answered by the near tier.
        package var nearHits: Int
        /// Reads answered by the remote tier.
        package var remoteHits: Int
        /// Reads that joined a load under way: neither hit nor load.
        package var joined: Int
        /// Requests a second, all callers together; null if there was none.
        @Nullable package var requestsPerSecond: Double?
        /// Half of the requests took no longer, in microseconds; null if there was none.
        @Nullable package var p50Microseconds: Double?
        /// 99 of 100 requests took no longer.
        @Nullable package var p99Microseconds: Double?
        /// 999 of 1,000 requests took no longer.
        @Nullable package var p999Microseconds: Double?
        /// Rows read from the database.
        package var databaseReads: Int
        /// Reads that returned a version from before an invalidation that had returned; must be 0.
        package var staleReads: Int
        /// Entries that left the near tier because it was full.
        package var evictedKeys: Int
        /// The most memory that the process held; null where the system doesn't tell.
        @Nullable package var peakMemoryBytes: Int?
        /// How long the mode took, in seconds.
        package var seconds: Double
    }
}
