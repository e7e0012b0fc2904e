/// What a policy says when an entry wants to come in.
@usableFromInline
package enum Admission {
    /// The entry fits.
    case room
    /// This entry leaves first; the policy has already forgotten it. Ask again.
    case evict(Slot)
    /// This entry leaves, and then the newcomer fits.
    case evictLast(Slot)
    /// The newcomer is worth less than what is there and stays out.
    case refuse
}

/// A read that found an entry. It carries the hash, so that a policy that counts keys need not fetch it from the table.
@usableFromInline
package struct Hit: BitwiseCopyable {
    /// The entry's slot.
    @usableFromInline package let slot: Slot
    /// Halves, because a word would have to be aligned, at the cost of a third of the space.
    @usableFromInline let low: UInt32
    @usableFromInline let high: UInt32

    /// A read of a slot whose key has a hash.
    @inlinable
    @inline(__always)
    package init(slot: Slot, hash: UInt64) {
        self.slot = slot
        low = UInt32(truncatingIfNeeded: hash)
        high = UInt32(truncatingIfNeeded: hash >> 32)
    }

    /// The hash of the entry's key.
    package var hash: UInt64 { UInt64(high) << 32 | UInt64(low) }
}

/// Decides which entries of a shard stay.
///
/// A policy is a value that sees slots, hashes and weights, never keys and values, so the near tier and the simulator
/// run the same code, compiled once. The owner calls it under an exclusive lock, in this order for each newcomer:
/// `willInsert` once, `admit` until it says something else than `evict`, then `insert` unless it said `refuse`.
package protocol EvictionPolicy: ~Copyable {
    /// - Parameters:
    ///   - capacity: the largest sum of weights, at least 1.
    ///   - slots: the hashes and weights of the slots, shared with the owner.
    init(capacity: Int, slots: SlotTable)

    /// The largest sum of weights.
    var capacity: Int { get }

    /// Which hits the policy wants to see now: those whose number has none of these bits. 0 is all, 15 every sixteenth,
    /// -1 next to none.
    var hitMask: Int { get }

    /// The sum of the weights of the entries that the policy holds.
    var weight: Int { get }

    /// Makes room for slots `0 ..< slots`.
    mutating func reserve(slots: Int)

    /// Entries that were read, in the order of the reads.
    mutating func hit(_ batch: UnsafeBufferPointer<Hit>)

    /// A key that is not there is about to be inserted.
    mutating func willInsert(hash: UInt64, weight: Int)

    /// Whether the newcomer fits, and what must leave first if it does not. `weight` is at most the capacity.
    ///
    /// Default: whatever `evict` chooses leaves.
    mutating func admit(hash: UInt64, weight: Int) -> Admission

    /// Chooses the entry to leave next, and forgets it. There is at least one.
    mutating func evict() -> Slot

    /// The newcomer has a slot.
    mutating func insert(_ slot: Slot)

    /// An entry left for another reason than the policy's own decision.
    mutating func remove(_ slot: Slot)

    /// An entry's weight is about to change; the table still holds the old one. `admit` may be asked right after.
    mutating func reweigh(_ slot: Slot, to weight: Int)

    /// Forgets all entries; what was learned of keys (frequencies, ghosts) may stay.
    mutating func removeAll()

    /// At most `limit` entries, hottest first by what this policy knows, with a heat that compares between shards.
    func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)]

    /// What is wrong with the inner state; empty when all is well. It walks every list.
    func violations() -> [String]
}

extension EvictionPolicy where Self: ~Copyable {
    package mutating func reserve(slots: Int) {}

    package mutating func willInsert(hash: UInt64, weight: Int) {}

    package mutating func admit(hash: UInt64, weight: Int) -> Admission {
        guard self.weight + weight > capacity else { return .room }
        let victim = evict()
        return self.weight + weight > capacity ? .evict(victim) : .evictLast(victim)
    }

    /// Heats for slots that are already ordered hottest first: 1 for the first, falling towards 0.
    func ranked(_ slots: [Slot], of total: Int) -> [(slot: Slot, heat: Double)] {
        slots.enumerated().map { ($1, 1 - Double($0) / Double(max(total, 1))) }
    }
}
