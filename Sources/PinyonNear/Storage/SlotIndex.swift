/// An open-addressed hash index from a 64-bit hash to a slot, with linear probing and backward-shift deletion.
///
/// A word holds eight bits of the hash above 24 bits of `slot + 1`, so that a probe sees sixteen candidates in one
/// cache line and looks at an entry itself only when the eight bits agree. At most half of the words are taken.
/// Deletion shifts followers back instead of leaving tombstones, so a cache that evicts for months keeps the probe
/// lengths of a fresh one.
@usableFromInline
package struct SlotIndex: ~Copyable {
    @usableFromInline var words: UnsafeMutablePointer<UInt32>
    @usableFromInline var mask: Int

    /// The largest slot that a word can name.
    @usableFromInline package static var largestSlot: Slot { 0xFF_FFFE }

    /// An index with room for a few slots.
    package init() {
        words = .allocate(capacity: 8)
        words.initialize(repeating: 0, count: 8)
        mask = 7
    }

    deinit {
        words.deallocate()
    }

    /// The bits of the hash that are kept in the word; they don't overlap with the position's.
    @inlinable
    package static func tag(of hash: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: hash >> 32) & 0xFF00_0000
    }

    /// The slots whose eight bits agree with the hash, in probe order: the next from `position` on, or `noSlot`.
    @inlinable
    @inline(__always)
    package func nextCandidate(tag: UInt32, position: inout Int) -> Slot {
        while true {
            let word = words[position & mask]
            position &+= 1
            if word == 0 { return noSlot }
            if word & 0xFF00_0000 == tag { return (word & 0x00FF_FFFF) &- 1 }
        }
    }

    /// Where the probe for a hash begins.
    @inlinable
    @inline(__always)
    package static func start(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: UInt32(truncatingIfNeeded: hash))
    }

    /// Adds a slot of the table, which holds exactly the slots of the index and this one.
    ///
    /// The index doesn't count for itself: it would write to the cache line that every look-up reads.
    @usableFromInline
    package mutating func insert(_ slot: Slot, hash: UInt64, in table: SlotTable) {
        if table.count * 2 > mask + 1 { grow(table: table) }
        place(slot, hash: hash)
    }

    /// Takes a slot out. A slot that isn't there is left alone.
    @usableFromInline
    package mutating func remove(_ slot: Slot, hash: UInt64, in table: SlotTable) {
        let wanted = Self.tag(of: hash) | (slot + 1)
        var hole = Self.start(of: hash) & mask
        while words[hole] != wanted {
            guard words[hole] != 0 else { return }
            hole = (hole + 1) & mask
        }
        closeHole(at: hole, in: table)
    }

    /// Forgets every slot and keeps the memory.
    @usableFromInline
    package mutating func removeAll() {
        words.update(repeating: 0, count: mask + 1)
    }

    private func place(_ slot: Slot, hash: UInt64) {
        var position = Self.start(of: hash) & mask
        while words[position] != 0 { position = (position + 1) & mask }
        words[position] = Self.tag(of: hash) | (slot + 1)
    }

    private func closeHole(at first: Int, in table: SlotTable) {
        var hole = first
        var next = (hole + 1) & mask
        while words[next] != 0 {
            let home = Self.start(of: table.hash(of: (words[next] & 0x00FF_FFFF) - 1)) & mask
            if (next - home) & mask >= (next - hole) & mask {
                words[hole] = words[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        words[hole] = 0
    }

    private mutating func grow(table: SlotTable) {
        let old = words
        let oldSize = mask + 1
        words = .allocate(capacity: oldSize * 2)
        words.initialize(repeating: 0, count: oldSize * 2)
        mask = oldSize * 2 - 1
        for position in 0..<oldSize where old[position] != 0 {
            let slot = (old[position] & 0x00FF_FFFF) - 1
            place(slot, hash: table.hash(of: slot))
        }
        old.deallocate()
    }

    /// All slots, in no particular order.
    @usableFromInline
    package var allSlots: [Slot] {
        (0...mask).compactMap { words[$0] == 0 ? nil : (words[$0] & 0x00FF_FFFF) - 1 }
    }
}
