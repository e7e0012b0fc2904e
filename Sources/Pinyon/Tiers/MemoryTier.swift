/// A remote tier in the process's own memory: the whole cache stack without a server, for development, tests and
/// replays.
///
/// Values go through the codec and the envelope as they would with a server. Several caches may share one tier.
public final class MemoryTier: RemoteTier {
    private struct Stored: Sendable {
        var bytes: [UInt8]
        var deadline: Int64
    }

    private let entries: NearTier<RemoteKey, Stored>
    private let clock: NearClock

    /// An empty tier.
    ///
    /// - Parameters:
    ///   - maximumBytes: the largest sum of the sizes of keys and values. Default: 256 MiB.
    ///   - clock: what lifetimes are measured on. Default: the system's monotonic clock.
    public init(maximumBytes: Int = 256 << 20, clock: NearClock = .system) {
        self.clock = clock
        entries = NearTier(.bytes(maximumBytes) { $0.bytes.count + $1.bytes.count }.policy(.lru), clock: clock)
    }

    /// A tier on any Swift clock, such as a test's.
    public convenience init(maximumBytes: Int = 256 << 20, clock: some Clock<Duration>) {
        self.init(maximumBytes: maximumBytes, clock: NearClock(clock))
    }

    /// The bytes of a key, and how much longer they may be used.
    public func entry(for key: RemoteKey) -> RemoteEntry? {
        guard let stored = entries.value(for: key) else { return nil }
        guard stored.deadline != .max else { return RemoteEntry(bytes: stored.bytes) }
        return RemoteEntry(bytes: stored.bytes, remaining: .nanoseconds(max(1, stored.deadline - clock.now)))
    }

    /// Stores bytes, replacing what is there. What is larger than one of the tier's parts is not kept: 16 MiB at least,
    /// or all of the tier if it is smaller than 32 MiB.
    public func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) {
        let deadline = lifetime.map { clock.now.addingReportingOverflow($0.nanoseconds) }
        let stored = Stored(bytes: bytes, deadline: deadline.map { $0.overflow ? .max : $0.partialValue } ?? .max)
        entries.store(stored, for: key, lifetime: lifetime)
    }

    /// Removes a key.
    public func remove(_ key: RemoteKey) {
        entries.remove(key)
    }

    /// Removes all keys of a namespace. It looks at every key of the tier.
    public func removeAll(in namespace: String) {
        entries.removeAll { $0.namespace == namespace }
    }

    /// What the tier has done, and how full it is.
    public var statistics: NearStatistics { entries.statistics }
}
