/// SIEVE: a queue with one bit an entry and a hand that sweeps from old to new.
///
/// A hit only sets the entry's bit. To evict, the hand clears bits until it meets an entry without one, which leaves;
/// survivors keep their place, so newcomers that nobody asks for again are sifted out quickly.
/// Source: Zhang et al., "SIEVE is Simpler than LRU", NSDI 2024.
package struct SIEVEPolicy: EvictionPolicy, ~Copyable {
    package let capacity: Int
    private let slots: SlotTable
    private let links: SlotLinks
    private var queue = SlotList()
    private var visited = SlotArray<Bool>()
    private var hand = noSlot

    package init(capacity: Int, slots: SlotTable) {
        self.capacity = capacity
        self.slots = slots
        links = SlotLinks(slots)
    }

    package var hitMask: Int { 0 }

    package var weight: Int { queue.weight }

    package mutating func reserve(slots: Int) {
        visited.reserve(slots, filling: false)
    }

    package mutating func hit(_ batch: UnsafeBufferPointer<Hit>) {
        for hit in batch { visited[hit.slot] = true }
    }

    package mutating func evict() -> Slot {
        var victim = hand == noSlot ? queue.tail : hand
        while visited[victim] {
            visited[victim] = false
            let newer = links.newer(than: victim)
            victim = newer == noSlot ? queue.tail : newer
        }
        hand = victim
        remove(victim)
        return victim
    }

    package mutating func insert(_ slot: Slot) {
        visited[slot] = false
        links.pushHead(slot, weight: slots.weight(of: slot), to: &queue)
    }

    package mutating func remove(_ slot: Slot) {
        if slot == hand { hand = links.newer(than: slot) }
        links.unlink(slot, weight: slots.weight(of: slot), from: &queue)
    }

    package mutating func reweigh(_ slot: Slot, to weight: Int) {
        queue.weight += weight - slots.weight(of: slot)
    }

    package mutating func removeAll() {
        queue = SlotList()
        hand = noSlot
    }

    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] {
        let newestFirst = links.slots(of: queue)
        let visitedFirst = newestFirst.filter { visited[$0] } + newestFirst.filter { !visited[$0] }
        return ranked(Array(visitedFirst.prefix(limit)), of: queue.count)
    }

    package func violations() -> [String] {
        var found = links.violations(of: [("queue", queue)], in: slots)
        if hand != noSlot, !links.slots(of: queue, limit: slots.capacity).contains(hand) {
            found.append("the hand points at slot \(hand), which is not in the queue")
        }
        return found
    }
}
