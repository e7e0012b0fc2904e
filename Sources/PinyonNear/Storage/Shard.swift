/// An entry of the near tier.
@usableFromInline
package struct Entry<Key, Value> {
    @usableFromInline var key: Key
    @usableFromInline var value: Value
    /// When the entry's lifetime is over; `.max` means never.
    @usableFromInline var deadline: Int64

    @inlinable
    init(key: Key, value: Value, deadline: Int64) {
        self.key = key
        self.value = value
        self.deadline = deadline
    }
}

/// Entries that left during an operation: told to the listener and destroyed after the lock is released, because both
/// may run code of the user's.
@usableFromInline
package struct Departures<Key, Value>: ~Copyable {
    @usableFromInline var first: (entry: Entry<Key, Value>, cause: RemovalCause)?
    @usableFromInline var others: [(entry: Entry<Key, Value>, cause: RemovalCause)] = []

    /// Nobody has left yet.
    @inlinable
    package init() {}

    @inlinable
    @inline(__always)
    mutating func append(_ entry: consuming Entry<Key, Value>, _ cause: RemovalCause) {
        if first == nil { first = (entry, cause) } else { others.append((entry, cause)) }
    }
}

/// A part of a near tier: its own index, entries, policy and wheel.
///
/// It is read by holders of one of its stripes and changed by holders of all; `ShardHandle` has the locks. No method
/// here takes or gives back a lock: Swift may read a value's properties as early as the call begins.
@usableFromInline
struct Shard<Key: Hashable & Sendable, Value: Sendable>: ~Copyable {
    // First what readers read and writers seldom change: one cache line that every core can keep.
    @usableFromInline var index: SlotIndex
    @usableFromInline var entries: UnsafeMutablePointer<Entry<Key, Value>>
    /// Which hits readers note for the policy.
    @usableFromInline var hitMask: Int
    @usableFromInline let slots: SlotTable
    /// The shard owns its policy; counting references to it on every call would cost more than many of the calls.
    @usableFromInline let ownedPolicy: Unmanaged<PolicyBox>
    @usableFromInline let capacity: Int
    @usableFromInline let isWeighted: Bool
    /// For how many entries the policy was last asked for the mask.
    @usableFromInline var hitMaskCount = 0
    @usableFromInline var wheel: TimerWheel
    @usableFromInline var statistics = NearStatistics()

    /// The most entries that one read looks at to give back those whose time is over, and one write.
    @usableFromInline static var expiriesPerRead: Int { 16 }
    @usableFromInline static var expiriesPerWrite: Int { 128 }

    @usableFromInline
    init(capacity: Int, isWeighted: Bool, policy: NearPolicy, now: Int64) {
        self.capacity = capacity
        self.isWeighted = isWeighted
        entries = .allocate(capacity: 0)
        index = SlotIndex()
        slots = SlotTable(isWeighted: isWeighted)
        let policy = PolicyBox.make(policy, capacity: capacity, slots: slots)
        ownedPolicy = Unmanaged.passRetained(policy)
        hitMask = policy.hitMask
        wheel = TimerWheel(now: now)
    }

    deinit {
        for slot in index.allSlots { (entries + Int(slot)).deinitialize(count: 1) }
        entries.deallocate()
        ownedPolicy.release()
        slots.deallocate()
    }

    /// Runs a body with the policy.
    @inlinable
    @inline(__always)
    func withPolicy<Result>(_ body: (PolicyBox) -> Result) -> Result {
        ownedPolicy._withUnsafeGuaranteedRef(body)
    }

    /// The slot of a key, or `noSlot`.
    @inlinable
    @inline(__always)
    func find(_ key: Key, hash: UInt64) -> Slot {
        let tag = SlotIndex.tag(of: hash)
        var position = SlotIndex.start(of: hash)
        while true {
            let slot = index.nextCandidate(tag: tag, position: &position)
            if slot == noSlot || entries[Int(slot)].key == key { return slot }
        }
    }

    /// Whether an entry may still be returned; `isDue` becomes true when the wheel has something to do.
    @inlinable
    @inline(__always)
    func isAlive(_ slot: Slot, clock: NearClock, isDue: inout Bool) -> Bool {
        let deadline = entries[Int(slot)].deadline
        if deadline == .max { return true }
        let time = clock.coarseNow
        isDue = wheel.mayBeDue(at: time)
        return !clock.hasPassed(deadline, coarse: time)
    }
}
