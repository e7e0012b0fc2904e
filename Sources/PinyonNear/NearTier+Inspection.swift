extension NearTier {
    /// What the tier has done, and how full it is. It takes each shard's lock in turn.
    public var statistics: NearStatistics {
        var sum = NearStatistics()
        for number in 0...shardMask {
            let shard = shard(number)
            shard.lockAll()
            shard.addCounters(to: &sum)
            shard.unlockAll()
        }
        return sum
    }

    /// The number of entries, among them some that expired and whose memory has not come back yet.
    public var count: Int { statistics.count }

    /// The keys in most use, hottest first.
    ///
    /// How heat is measured depends on the policy: W-TinyLFU knows how often a key was asked for lately, LRU and
    /// segmented LRU how recently, S3-FIFO and SIEVE whether since the last sweep; FIFO only knows what is newest.
    ///
    /// - Parameter limit: the most keys to return.
    /// - Complexity: O(*n* log *n*) for *n* entries, one shard after the other under its lock.
    public func hottestKeys(_ limit: Int) -> [Key] {
        guard limit > 0 else { return [] }
        var found: [(key: Key, heat: Double)] = []
        for number in 0...shardMask {
            let shard = shard(number)
            shard.lockAll()
            for (slot, heat) in shard.state.pointee.withPolicy({ $0.hottest(limit) }) {
                found.append((shard.state.pointee.entries[Int(slot)].key, heat))
            }
            shard.unlockAll()
        }
        return found.sorted { $0.heat > $1.heat }.prefix(limit).map(\.key)
    }

    /// The keys of a shard, in no particular order.
    func keys(ofShard number: Int) -> [Key] {
        let shard = shard(number)
        shard.lockAll()
        defer { shard.unlockAll() }
        return shard.state.pointee.index.allSlots.map { shard.state.pointee.entries[Int($0)].key }
    }

    /// The number of shards.
    package var shardCount: Int { shardMask + 1 }

    /// What is wrong with the inner state; empty when all is well. It looks at everything, so it is for tests.
    package func violations() -> [String] {
        var found: [String] = []
        for number in 0...shardMask {
            let shard = shard(number)
            shard.lockAll()
            found += shard.state.pointee.violations(hasher: hasher, weigh: weight).map { "shard \(number): \($0)" }
            shard.unlockAll()
        }
        return found
    }
}

extension ShardHandle {
    /// Adds what the shard and its readers counted. The caller holds all stripes.
    fileprivate func addCounters(to sum: inout NearStatistics) {
        for number in 0..<stripeCount {
            sum.hits += stripe(number).pointee.hits
            sum.misses += stripe(number).pointee.misses
        }
        sum.insertions += state.pointee.statistics.insertions
        sum.replaced += state.pointee.statistics.replaced
        sum.expired += state.pointee.statistics.expired
        sum.evicted += state.pointee.statistics.evicted
        sum.invalidated += state.pointee.statistics.invalidated
        sum.count += state.pointee.slots.count
        sum.weight += state.pointee.withPolicy { $0.weight }
    }
}

extension Shard {
    fileprivate func violations(hasher: KeyHasher, weigh: (Key, Value) -> Int) -> [String] {
        let taken = index.allSlots
        var found = withPolicy { $0.violations() }
        if taken.count != slots.count { found.append("the index holds \(taken.count) slots of \(slots.count)") }
        if Set(taken).count != taken.count { found.append("a slot is in the index twice") }
        let weight = withPolicy { $0.weight }
        if weight > capacity { found.append("it weighs \(weight), more than \(capacity)") }
        for slot in taken {
            let entry = entries[Int(slot)]
            if slots.hash(of: slot) != hasher.hash(entry.key) { found.append("slot \(slot) has another key's hash") }
            if find(entry.key, hash: slots.hash(of: slot)) != slot { found.append("slot \(slot) can't be found") }
            if slots.weight(of: slot) != weigh(entry.key, entry.value) {
                found.append("slot \(slot) has a wrong weight")
            }
        }
        return found + wheel.violations(deadlineOf: { entries[Int($0)].deadline }, slots: taken)
    }
}
