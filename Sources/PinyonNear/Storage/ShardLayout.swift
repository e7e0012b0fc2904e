#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Into how many shards a tier is cut, and how many reader locks each has.
struct ShardLayout {
    /// A shard is never smaller than this, so that policies see enough to decide well.
    private static let entriesPerShard = 1_024
    /// With a weigher the number of entries isn't known; a shard's share of bytes also limits the largest entry.
    private static let bytesPerShard = 16 << 20
    private static let shardsPerCore = 8
    private static let mostStripes = 8
    /// A shard's index names slots with 24 bits; half of that leaves room for uneven hashing.
    private static let mostEntriesPerShard = 1 << 23
    /// A capacity like `Int.max` asks for no more shards than these, which hold more entries than fit into any memory.
    private static let mostShards = 1 << 10

    /// The number of shards, a power of two.
    let shardCount: Int
    /// The number of reader locks a shard, a power of two.
    let stripeCount: Int
    private let capacity: Int

    init<Key, Value>(_ options: NearOptions<Key, Value>, cores: Int = ShardLayout.cores) {
        capacity = max(1, options.capacity)
        let share = options.weigh == nil ? Self.entriesPerShard : Self.bytesPerShard
        let most = max(1, capacity / share)
        var wanted = max(1, options.shards ?? cores * Self.shardsPerCore)
        if options.weigh == nil {
            // Rounded up, because the number of shards is then rounded down to a power of two.
            let needed = (capacity - 1) / Self.mostEntriesPerShard + 1
            wanted = max(wanted, min(needed, Self.mostShards))
        }
        let count = min(most, wanted).nextPowerOfTwo
        shardCount = count > min(most, wanted) ? count / 2 : count
        stripeCount = min(Self.mostStripes, cores.nextPowerOfTwo)
    }

    /// A shard's share of the capacity. The shares add up to it.
    func capacity(ofShard number: Int) -> Int {
        capacity / shardCount + (number < capacity % shardCount ? 1 : 0)
    }

    /// The processors that the system has online.
    static var cores: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
