package import PinyonNear
package import PinyonSim

/// What stands between a request and the database.
package enum ReplayMode: String, Codable, Sendable, CaseIterable {
    /// Nothing: every request goes to the database.
    case none
    /// A near tier in the process.
    case near
    /// A near tier in front of a remote tier in memory.
    case nearAndMemory = "near+memory"
}

/// How large the near tier of a replay may become.
package enum ReplayNearSize: Sendable, Hashable {
    /// A number of entries.
    case entries(Int)
    /// A number of bytes of keys and values.
    case bytes(Int)
}

/// What to replay, and how.
package struct ReplayOptions: Sendable {
    /// The modes to run, in this order. Default: all.
    package var modes = ReplayMode.allCases
    /// The near tier's bound. Default: 10,000 entries.
    package var nearSize = ReplayNearSize.entries(10_000)
    /// How long a value may be used. Default: nil, until evicted or invalidated.
    package var lifetime: Duration?
    /// How many requests are under way at once. Default: 64.
    package var concurrency = 64
    /// The share of requests, from 0 to 1, that become writes in a trace without writes. Default: 0.
    package var writeShare = 0.0
    /// The sizes of values in a trace without sizes. Default: 1,000 bytes.
    package var valueSizes = ValueSizes.fixed(1_000)
    /// The near tier's policy. Default: W-TinyLFU.
    package var policy = NearPolicy.windowTinyLFU
    /// What all that is random is drawn from. Default: 1.
    package var seed: UInt64 = 1
    /// Where to put the database, which then stays. Default: nil, a temporary file that is removed.
    package var databasePath: String?
    /// The most requests that mode `none` runs, which is slow and needs no more to be measured. Default: 200,000.
    package var uncachedRequests = 200_000

    /// The defaults.
    package init() {}
}
