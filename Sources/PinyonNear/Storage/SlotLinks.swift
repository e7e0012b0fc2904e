/// A slot is a dense index into a shard's arrays; `noSlot` stands for "none".
@usableFromInline
package typealias Slot = UInt32

/// The value that is not a slot.
@inlinable
package var noSlot: Slot { Slot.max }

/// The two neighbours of a slot in whichever list holds it.
///
/// They lie side by side because unlinking touches both; a slot is in at most one list of one `SlotLinks`.
struct SlotLink: BitwiseCopyable {
    /// The neighbour nearer to the head (newer).
    var newer: Slot
    /// The neighbour nearer to the tail (older).
    var older: Slot
}

/// A doubly linked list threaded through a `SlotLinks`: newest at the head, oldest at the tail.
struct SlotList {
    /// The newest slot, or `noSlot`.
    var head: Slot = noSlot
    /// The oldest slot, or `noSlot`.
    var tail: Slot = noSlot
    /// The number of slots in the list.
    var count = 0
    /// The sum of the weights of the slots in the list.
    var weight = 0

    var isEmpty: Bool { tail == noSlot }
}

/// Intrusive lists over the slots of a table, so that no list operation allocates.
struct SlotLinks {
    private let table: SlotTable

    init(_ table: SlotTable) {
        self.table = table
    }

    /// The next newer slot in the list, or `noSlot` at the head.
    func newer(than slot: Slot) -> Slot { table.link(of: slot).newer }

    /// The next older slot in the list, or `noSlot` at the tail.
    func older(than slot: Slot) -> Slot { table.link(of: slot).older }

    /// Adds a slot as the newest of the list.
    func pushHead(_ slot: Slot, weight: Int, to list: inout SlotList) {
        table.setLink(SlotLink(newer: noSlot, older: list.head), of: slot)
        if list.head == noSlot { list.tail = slot } else { table.setNewer(slot, of: list.head) }
        list.head = slot
        list.count += 1
        list.weight += weight
    }

    /// Adds a slot as the oldest of the list.
    func pushTail(_ slot: Slot, weight: Int, to list: inout SlotList) {
        table.setLink(SlotLink(newer: list.tail, older: noSlot), of: slot)
        if list.tail == noSlot { list.head = slot } else { table.setOlder(slot, of: list.tail) }
        list.tail = slot
        list.count += 1
        list.weight += weight
    }

    /// Takes a slot out of the list that holds it.
    func unlink(_ slot: Slot, weight: Int, from list: inout SlotList) {
        let link = table.link(of: slot)
        if link.newer == noSlot { list.head = link.older } else { table.setOlder(link.older, of: link.newer) }
        if link.older == noSlot { list.tail = link.newer } else { table.setNewer(link.newer, of: link.older) }
        list.count -= 1
        list.weight -= weight
    }

    /// Makes a slot the newest of the list that already holds it.
    func moveToHead(_ slot: Slot, in list: inout SlotList) {
        guard list.head != slot else { return }
        unlink(slot, weight: 0, from: &list)
        pushHead(slot, weight: 0, to: &list)
    }

    /// Takes a slot from one list and makes it the newest of another.
    func move(_ slot: Slot, weight: Int, from: inout SlotList, to: inout SlotList) {
        unlink(slot, weight: weight, from: &from)
        pushHead(slot, weight: weight, to: &to)
    }

    /// The slots from the newest to the oldest; stops after `limit`, so that a broken list can't loop for ever.
    func slots(of list: SlotList, limit: Int = .max) -> [Slot] {
        var result: [Slot] = []
        var slot = list.head
        while slot != noSlot, result.count < limit {
            result.append(slot)
            slot = table.link(of: slot).older
        }
        return result
    }
}
