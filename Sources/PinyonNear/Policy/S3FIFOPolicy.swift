/// S3-FIFO: a small queue that filters, a main queue that keeps, and a ghost queue that remembers.
///
/// Newcomers enter the small queue (a tenth of the capacity); those hit twice there move on to the main queue, the
/// others leave a ghost behind. A newcomer with a ghost goes straight to the main queue. Until the first eviction a
/// full small queue overflows into the main one. In the main queue a hit entry gets another round instead of leaving.
/// Source: Yang et al., "FIFO Queues are All You Need for Cache Eviction", SOSP 2023, with the overflow rule that its
/// authors added to their reference in December 2024.
package struct S3FIFOPolicy: EvictionPolicy, ~Copyable {
    /// Hits in the small queue that earn a place in the main one.
    private static let promotionHits: UInt8 = 2
    /// Hits beyond this are not counted.
    private static let mostHits: UInt8 = 3

    package let capacity: Int
    private let smallCapacity: Int
    private let slots: SlotTable
    private let links: SlotLinks
    private var small = SlotList()
    private var main = SlotList()
    private var ghosts: GhostQueue
    private var isMain = SlotArray<Bool>()
    private var hits = SlotArray<UInt8>()
    private var hasEvicted = false
    private var newcomerHasGhost = false

    package init(capacity: Int, slots: SlotTable) {
        self.capacity = capacity
        self.slots = slots
        links = SlotLinks(slots)
        smallCapacity = max(1, Int(Double(capacity) * 0.1))
        ghosts = GhostQueue(capacity: Int(Double(capacity) * 0.9), isWeighted: slots.isWeighted)
    }

    package var hitMask: Int { 0 }

    package var weight: Int { small.weight + main.weight }

    package mutating func reserve(slots: Int) {
        isMain.reserve(slots, filling: false)
        hits.reserve(slots, filling: 0)
    }

    package mutating func hit(_ batch: UnsafeBufferPointer<Hit>) {
        for hit in batch where hits[hit.slot] < Self.mostHits { hits[hit.slot] += 1 }
    }

    package mutating func willInsert(hash: UInt64, weight: Int) {
        newcomerHasGhost = ghosts.remove(hash: hash)
    }

    package mutating func evict() -> Slot {
        hasEvicted = true
        while true {
            let fromMain = main.weight > capacity - smallCapacity || small.isEmpty
            if let victim = fromMain ? evictFromMain() : evictFromSmall() { return victim }
        }
    }

    package mutating func insert(_ slot: Slot) {
        let weight = slots.weight(of: slot)
        let overflows = !hasEvicted && small.weight >= smallCapacity
        // An entry that the small queue can't hold would push everything else out of it.
        let isMainEntry = newcomerHasGhost || overflows || weight > smallCapacity
        newcomerHasGhost = false
        hits[slot] = 0
        isMain[slot] = isMainEntry
        if isMainEntry {
            links.pushHead(slot, weight: weight, to: &main)
        } else {
            links.pushHead(slot, weight: weight, to: &small)
        }
    }

    package mutating func remove(_ slot: Slot) {
        let weight = slots.weight(of: slot)
        if isMain[slot] {
            links.unlink(slot, weight: weight, from: &main)
        } else {
            links.unlink(slot, weight: weight, from: &small)
        }
    }

    package mutating func reweigh(_ slot: Slot, to weight: Int) {
        let change = weight - slots.weight(of: slot)
        if isMain[slot] { main.weight += change } else { small.weight += change }
    }

    package mutating func removeAll() {
        small = SlotList()
        main = SlotList()
        hasEvicted = false
    }

    package func hottest(_ limit: Int) -> [(slot: Slot, heat: Double)] {
        let all = links.slots(of: main) + links.slots(of: small)
        let ordered = all.sorted { (isMain[$0] ? 1 : 0, hits[$0]) > (isMain[$1] ? 1 : 0, hits[$1]) }
        return ranked(Array(ordered.prefix(limit)), of: slots.count)
    }

    package func violations() -> [String] {
        var found = links.violations(of: [("small", small), ("main", main)], in: slots)
        if ghosts.weight > capacity { found.append("the ghosts weigh \(ghosts.weight), more than \(capacity)") }
        return found
    }

    /// The victim, or nil when all that was in the small queue has moved on to the main one.
    private mutating func evictFromSmall() -> Slot? {
        while !small.isEmpty {
            let slot = small.tail
            let weight = slots.weight(of: slot)
            links.unlink(slot, weight: weight, from: &small)
            guard hits[slot] >= Self.promotionHits else {
                ghosts.insert(hash: slots.hash(of: slot), weight: weight)
                return slot
            }
            hits[slot] = 0
            isMain[slot] = true
            links.pushHead(slot, weight: weight, to: &main)
        }
        return nil
    }

    private mutating func evictFromMain() -> Slot? {
        while !main.isEmpty {
            let slot = main.tail
            let weight = slots.weight(of: slot)
            links.unlink(slot, weight: weight, from: &main)
            guard hits[slot] > 0 else { return slot }
            hits[slot] -= 1
            links.pushHead(slot, weight: weight, to: &main)
        }
        return nil
    }
}
