/// How large a near tier may become, and which entries it keeps.
public struct NearOptions<Key: Sendable, Value: Sendable>: Sendable {
    /// The largest sum of weights; a number of entries if there is no weigher. At least 1.
    public var capacity: Int

    /// The weight of an entry, usually its size in bytes; nil counts entries.
    ///
    /// It is called once a store, outside any lock of the tier and of a cache. What it returns is taken as at least 1
    /// and at most 4,294,967,295.
    public var weigh: (@Sendable (Key, Value) -> Int)?

    /// Which entries stay. Default: `.windowTinyLFU`.
    public var policy: NearPolicy = .windowTinyLFU

    /// The largest number of parts that are locked and evicted separately, each with its share of the capacity.
    /// Default: nil, which takes eight a core. There is never more than one for 1,024 entries (or for 16 MiB, with a
    /// weigher).
    ///
    /// An entry heavier than one part's share is not kept; ask for fewer parts when single values are very large.
    public var shards: Int?

    /// The seed of the hashing; nil, the default, takes a random one. With a seed, runs on one thread repeat exactly
    /// where keys are integers of 32 or 64 bits or ASCII strings; other keys hash as Swift does, anew in each process.
    public var seed: UInt64?

    /// Called with every entry that leaves and why, after the operation that removed it, on its thread and outside any
    /// lock. It may use the tier. Keep it short: the operation's caller waits for it.
    public var onRemoval: (@Sendable (Key, Value, RemovalCause) -> Void)?

    /// A bound by number of entries.
    public static func entries(_ count: Int) -> NearOptions {
        NearOptions(capacity: max(1, count), weigh: nil)
    }

    /// A bound by bytes.
    ///
    /// - Parameters:
    ///   - count: the largest sum of what `weigh` returns.
    ///   - weigh: the bytes of an entry. The tier's own overhead is not in it: 55 to 80 bytes an entry when it is full
    ///     of them, and up to twice that right after its tables have doubled; lifetimes add 26.
    public static func bytes(_ count: Int, weigh: @escaping @Sendable (Key, Value) -> Int) -> NearOptions {
        NearOptions(capacity: max(1, count), weigh: weigh)
    }

    /// The same options with another policy.
    public func policy(_ policy: NearPolicy) -> NearOptions {
        var copy = self
        copy.policy = policy
        return copy
    }

    private init(capacity: Int, weigh: (@Sendable (Key, Value) -> Int)?) {
        self.capacity = capacity
        self.weigh = weigh
    }
}
