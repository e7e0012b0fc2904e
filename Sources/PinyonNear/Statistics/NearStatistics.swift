/// What a near tier has done since it was made. Every number is exact; reading them takes each shard's lock in turn.
public struct NearStatistics: Sendable, Hashable {
    /// Look-ups that returned a value.
    public var hits = 0
    /// Look-ups that returned none.
    public var misses = 0
    /// Values stored for keys that were not there.
    public var insertions = 0
    /// Entries replaced by a newer value.
    public var replaced = 0
    /// Entries whose lifetime was over, counted when their memory came back.
    public var expired = 0
    /// Entries that left because the tier was full, and newcomers that were not kept.
    public var evicted = 0
    /// Entries removed by key, condition, or all at once.
    public var invalidated = 0
    /// Entries there now, among them some that expired and whose memory has not come back yet.
    public var count = 0
    /// The sum of their weights; the same as `count` when the bound is a number of entries.
    public var weight = 0

    /// Statistics of nothing.
    public init() {}

    /// Hits in per cent of look-ups; nil before the first.
    public var hitRate: Double? {
        let lookups = hits + misses
        return lookups == 0 ? nil : 100 * Double(hits) / Double(lookups)
    }

    /// The number of removals with a cause.
    public func removals(_ cause: RemovalCause) -> Int {
        switch cause {
        case .replaced: replaced
        case .expired: expired
        case .capacity: evicted
        case .invalidated: invalidated
        }
    }

    @usableFromInline
    mutating func count(_ cause: RemovalCause) {
        switch cause {
        case .replaced: replaced += 1
        case .expired: expired += 1
        case .capacity: evicted += 1
        case .invalidated: invalidated += 1
        }
    }
}
