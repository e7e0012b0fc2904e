/// Segmented LRU: newcomers prove themselves in a probation segment; a hit there promotes to a protected one.
///
/// The protected segment holds at most four fifths of the capacity; what overflows returns to probation as its newest
/// entry. Victims come from the old end of probation, so a scan can't flush what is read repeatedly.
/// Source: Karedla, Love, Wherry, "Caching Strategies to Improve Disk System Performance", IEEE Computer 1994.
package struct SegmentedLRUPolicy: EvictionPolicy, ~Copyable {
    package let capacity: Int
    private let protectedCapacity: Int
    private let slots: SlotTable
    private let links: SlotLinks
    private var probation = SlotList()
    private var protected = SlotList()
    private var isProtected = SlotArray<Bool>()

    package init(capacity: Int, slots: SlotTable) {
        self.capacity = capacity
        self.slots = slots
        links = SlotLinks(slots)
        protectedCapacity = capacity - max(1, capacity / 5)
    }

    package var hitMask: Int { 0 }

    package var weight: Int { probation.weight + protected.weight }

    package mutating func reserve(slots: Int) {
        isProtected.reserve(slots, filling: false)
    }

    package mutating func hit(_ batch: UnsafeBufferPointer<Hit>) {
        for hit in batch {
            if isProtected[hit.slot] { links.moveToHead(hit.slot, in: &protected) } else { promote(hit.slot) }
        }
    }

    package mutating func evict() -> Slot {
        let victim = probation.isEmpty ? protected.tail : probation.tail
        remove(victim)
        return victim
    }

    package mutating func insert(_ slot: Slot) {
        isProtected[slot] = false
        links.pushHead(slot, weight: slots.weight(of: slot), to: &probation)
    }

    package mutating func remove(_ slot: Slot) {
        let weight = slots.weight(of: slot)
        if isProtected[slot] {
            links.unlink(slot, weight: weight, from: &protected)
        } else {
            links.unlink(slot, weight: weight, from: &probation)
        }
    }

    package mutating func reweigh(_ slot: Slot, to weight: Int) {
        let change = weight - slots.weight(of: slot)
        if isProtected[slot] { protected.weight += change } else { probation.weight += change }
    }

    package mutating func removeAll() {
        probation = SlotList()
        protected = SlotList()
    }

    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] {
        let protectedFirst = links.slots(of: protected, limit: limit) + links.slots(of: probation, limit: limit)
        return ranked(Array(protectedFirst.prefix(limit)), of: slots.count)
    }

    package func violations() -> [String] {
        links.violations(of: [("probation", probation), ("protected", protected)], in: slots)
    }

    private mutating func promote(_ slot: Slot) {
        let weight = slots.weight(of: slot)
        links.unlink(slot, weight: weight, from: &probation)
        links.pushHead(slot, weight: weight, to: &protected)
        isProtected[slot] = true
        while protected.weight > protectedCapacity {
            let demoted = protected.tail
            let demotedWeight = slots.weight(of: demoted)
            links.unlink(demoted, weight: demotedWeight, from: &protected)
            links.pushHead(demoted, weight: demotedWeight, to: &probation)
            isProtected[demoted] = false
        }
    }
}
