/// A slot's hash, and its place in the list that holds it: one cache line for what most operations touch together.
struct SlotRecord: BitwiseCopyable {
    var hash: UInt64
    var link: SlotLink
}

/// What a shard and its policy both need to know of a slot: its hash, its weight, and its neighbours in a list.
///
/// Its free slots are chained through the hashes, so that they cost no memory. Every access happens under the
/// shard's exclusive lock.
///
/// The table is a pointer that several share and one owner, the shard or the ghost queue, gives back with `deallocate`:
/// counting references, or checking a class's properties for exclusivity, would cost more than the table's own work.
@usableFromInline
package struct SlotTable {
    private struct State: ~Copyable {
        var records = SlotArray<SlotRecord>()
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

    /// Gives the memory back. No copy of the table may be used afterwards.
    package func deallocate() {
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
        let link = SlotLink(newer: noSlot, older: noSlot)
        state.pointee.records.reserve(slots, filling: SlotRecord(hash: 0, link: link))
        if isWeighted { state.pointee.weights.reserve(slots, filling: 0) }
        state.pointee.capacity = max(state.pointee.capacity, slots)
    }

    /// Takes a free slot; the caller has made sure that there is one.
    @usableFromInline
    package func take(hash: UInt64, weight: Int) -> Slot {
        let slot: Slot
        if state.pointee.firstFree != noSlot {
            slot = state.pointee.firstFree
            state.pointee.firstFree = Slot(truncatingIfNeeded: state.pointee.records[slot].hash)
        } else {
            slot = Slot(state.pointee.used)
            state.pointee.used += 1
        }
        state.pointee.records[slot].hash = hash
        setWeight(weight, of: slot)
        state.pointee.count += 1
        return slot
    }

    /// Gives a slot back.
    @usableFromInline
    package func release(_ slot: Slot) {
        state.pointee.records[slot].hash = UInt64(state.pointee.firstFree)
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
    package func hash(of slot: Slot) -> UInt64 { state.pointee.records[slot].hash }

    /// The weight of the entry in a slot.
    @usableFromInline
    package func weight(of slot: Slot) -> Int { isWeighted ? Int(state.pointee.weights[slot]) : 1 }

    /// Changes the weight of the entry in a slot. The policy must be told before.
    @usableFromInline
    package func setWeight(_ weight: Int, of slot: Slot) {
        if isWeighted { state.pointee.weights[slot] = UInt32(weight) }
    }

    /// The slot's place in the list that holds it.
    func link(of slot: Slot) -> SlotLink { state.pointee.records[slot].link }

    /// Changes the slot's place in a list.
    func setLink(_ link: SlotLink, of slot: Slot) { state.pointee.records[slot].link = link }

    /// Changes the slot's newer neighbour.
    func setNewer(_ newer: Slot, of slot: Slot) { state.pointee.records[slot].link.newer = newer }

    /// Changes the slot's older neighbour.
    func setOlder(_ older: Slot, of slot: Slot) { state.pointee.records[slot].link.older = older }
}
