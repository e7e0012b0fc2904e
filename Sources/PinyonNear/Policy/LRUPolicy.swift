/// Least recently used: the entry whose last read or write is longest ago leaves.
package struct LRUPolicy: EvictionPolicy, ~Copyable {
    package let capacity: Int
    private let slots: SlotTable
    private let links: SlotLinks
    private var queue = SlotList()

    package init(capacity: Int, slots: SlotTable) {
        self.capacity = capacity
        self.slots = slots
        links = SlotLinks(slots)
    }

    package var hitMask: Int { 0 }

    package var weight: Int { queue.weight }

    package mutating func hit(_ batch: UnsafeBufferPointer<Hit>) {
        for hit in batch { links.moveToHead(hit.slot, in: &queue) }
    }

    package mutating func evict() -> Slot {
        let victim = queue.tail
        remove(victim)
        return victim
    }

    package mutating func insert(_ slot: Slot) {
        links.pushHead(slot, weight: slots.weight(of: slot), to: &queue)
    }

    package mutating func remove(_ slot: Slot) {
        links.unlink(slot, weight: slots.weight(of: slot), from: &queue)
    }

    package mutating func reweigh(_ slot: Slot, to weight: Int) {
        queue.weight += weight - slots.weight(of: slot)
    }

    package mutating func removeAll() { queue = SlotList() }

    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] {
        ranked(links.slots(of: queue, limit: limit), of: queue.count)
    }

    package func violations() -> [String] {
        links.violations(of: [("queue", queue)], in: slots)
    }
}
