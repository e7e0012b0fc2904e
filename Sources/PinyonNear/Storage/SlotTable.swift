/// What a shard, its policy and its wheel all need to know of a slot: its hash and its weight.
///
/// Its free slots are chained through the hashes, so that they cost no memory. Every access happens under the
/// shard's exclusive lock, which is also why the state lies behind a pointer: access to a class's own properties would
/// be checked for exclusivity at run time, again and again.
@usableFromInline
package final class SlotTable {
    private struct State: ~Copyable {
        var hashes = SlotArray<UInt64>()
        var weights = SlotArray<UInt32>()
        var firstFree = noSlot
        var used = 0
        var count = 0
        var capacity = 0
    }

    private let state: UnsafeMutablePointer<State>
    /// Whether entries have weights of their own.
    package let isWeighted: Bool

    /// A table without slots.
    ///
    /// - Parameter isWeighted: whether entries have weights of their own; otherwise every weight is 1 and none is kept.
    package init(isWeighted: Bool) {
        self.isWeighted = isWeighted
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The number of slots that hold an entry.
    @usableFromInline package var count: Int { state.pointee.count }

    /// The number of slots that there is memory for.
    @usableFromInline package var capacity: Int { state.pointee.capacity }

    /// Whether the next `take` needs `grow` first.
    @usableFromInline package var isFull: Bool {
        state.pointee.firstFree == noSlot && state.pointee.used == state.pointee.capacity
    }

    /// Makes room for slots `0 ..< slots`.
    @usableFromInline
    package func grow(slots: Int) {
        state.pointee.hashes.reserve(slots, filling: 0)
        if isWeighted { state.pointee.weights.reserve(slots, filling: 0) }
        state.pointee.capacity = max(state.pointee.capacity, slots)
    }

    /// Takes a free slot; the caller has made sure that there is one.
    @usableFromInline
    package func take(hash: UInt64, weight: Int) -> Slot {
        let slot: Slot
        if state.pointee.firstFree != noSlot {
            slot = state.pointee.firstFree
            state.pointee.firstFree = Slot(truncatingIfNeeded: state.pointee.hashes[slot])
        } else {
            slot = Slot(state.pointee.used)
            state.pointee.used += 1
        }
        state.pointee.hashes[slot] = hash
        setWeight(weight, of: slot)
        state.pointee.count += 1
        return slot
    }

    /// Gives a slot back.
    @usableFromInline
    package func release(_ slot: Slot) {
        state.pointee.hashes[slot] = UInt64(state.pointee.firstFree)
        state.pointee.firstFree = slot
        state.pointee.count -= 1
    }

    /// Gives every slot back.
    @usableFromInline
    package func releaseAll() {
        state.pointee.firstFree = noSlot
        state.pointee.used = 0
        state.pointee.count = 0
    }

    /// The hash of the key in a slot.
    @usableFromInline
    package func hash(of slot: Slot) -> UInt64 { state.pointee.hashes[slot] }

    /// The weight of the entry in a slot.
    @usableFromInline
    package func weight(of slot: Slot) -> Int { isWeighted ? Int(state.pointee.weights[slot]) : 1 }

    /// Changes the weight of the entry in a slot. The policy must be told before.
    @usableFromInline
    package func setWeight(_ weight: Int, of slot: Slot) {
        if isWeighted { state.pointee.weights[slot] = UInt32(weight) }
    }
}
