public import Synchronization

/// What a cache has done since it was made.
///
/// A read that may load is counted in one of `nearHits`, `joined`, `remoteHits` and `loads`, by how its answer was
/// found; `loadFailures`, `detached` and `cancelled` say what else came of it.
public struct CacheStatistics: Sendable, Hashable {
    /// Reads answered by the near tier, with a value or with "absent".
    public var nearHits = 0
    /// Reads that fetched the answer from the remote tier.
    public var remoteHits = 0
    /// Reads that waited for a load that another read had started.
    public var joined = 0
    /// Loads that were started.
    public var loads = 0
    /// Loads that threw.
    public var loadFailures = 0
    /// Loads whose result was not cached because the key was invalidated or stored meanwhile, or all callers had left.
    public var detached = 0
    /// Reads that gave up waiting because their task was cancelled.
    public var cancelled = 0
    /// Remote operations that failed; reads went on without the remote tier.
    public var remoteFailures = 0
    /// Values or frames that could not be encoded or decoded.
    public var codecFailures = 0
    /// The near tier's own counters; nil without near tier.
    public var near: NearStatistics?

    /// Statistics of nothing.
    public init() {}
}

/// The counters of a cache that are not on the path of a near hit.
@usableFromInline
final class CacheCounters: Sendable {
    @usableFromInline let lateNearHits = Atomic<Int>(0)
    @usableFromInline let remoteHits = Atomic<Int>(0)
    @usableFromInline let joined = Atomic<Int>(0)
    @usableFromInline let loads = Atomic<Int>(0)
    @usableFromInline let loadFailures = Atomic<Int>(0)
    @usableFromInline let detached = Atomic<Int>(0)
    @usableFromInline let cancelled = Atomic<Int>(0)
    @usableFromInline let remoteFailures = Atomic<Int>(0)
    @usableFromInline let codecFailures = Atomic<Int>(0)

    @usableFromInline
    init() {}

    @usableFromInline
    func snapshot(near: NearStatistics?) -> CacheStatistics {
        var statistics = CacheStatistics()
        statistics.nearHits = (near?.hits ?? 0) + lateNearHits.load(ordering: .relaxed)
        statistics.remoteHits = remoteHits.load(ordering: .relaxed)
        statistics.joined = joined.load(ordering: .relaxed)
        statistics.loads = loads.load(ordering: .relaxed)
        statistics.loadFailures = loadFailures.load(ordering: .relaxed)
        statistics.detached = detached.load(ordering: .relaxed)
        statistics.cancelled = cancelled.load(ordering: .relaxed)
        statistics.remoteFailures = remoteFailures.load(ordering: .relaxed)
        statistics.codecFailures = codecFailures.load(ordering: .relaxed)
        statistics.near = near
        return statistics
    }
}

extension Atomic where Value == Int {
    /// Adds one.
    @inlinable
    borrowing func increment() { wrappingAdd(1, ordering: .relaxed) }

    /// Takes one off.
    @inlinable
    borrowing func decrement() { wrappingSubtract(1, ordering: .relaxed) }
}
