/// A first-in-first-out memory of keys that were evicted: hashes and weights, no entries.
///
/// Hashes of 64 bits stand for the keys; among 100,000 ghosts the chance that a look-up meets a stranger is below
/// 10⁻¹⁴.
package struct GhostQueue: ~Copyable {
    private let capacity: Int
    private let table: SlotTable
    private var index = SlotIndex()
    private let links: SlotLinks
    private var queue = SlotList()

    /// - Parameters:
    ///   - capacity: the largest sum of the ghosts' weights.
    ///   - isWeighted: whether they have weights of their own. Default: true.
    package init(capacity: Int, isWeighted: Bool = true) {
        self.capacity = capacity
        table = SlotTable(isWeighted: isWeighted)
        links = SlotLinks(table)
    }

    deinit {
        table.deallocate()
    }

    /// Remembers an evicted key, forgetting the oldest ones to make room.
    package mutating func insert(hash: UInt64, weight: Int) {
        guard weight <= capacity, queue.count < Int(SlotIndex.largestSlot) else { return }
        _ = remove(hash: hash)
        while queue.weight + weight > capacity { forget(queue.tail) }
        if table.isFull {
            let larger = max(16, table.capacity * 2)
            table.grow(slots: larger)
        }
        let slot = table.take(hash: hash, weight: weight)
        index.insert(slot, hash: hash, in: table)
        links.pushHead(slot, weight: weight, to: &queue)
    }

    /// Forgets a key; true when it was remembered.
    package mutating func remove(hash: UInt64) -> Bool {
        let tag = SlotIndex.tag(of: hash)
        var position = SlotIndex.start(of: hash)
        while true {
            let slot = index.nextCandidate(tag: tag, position: &position)
            if slot == noSlot { return false }
            if table.hash(of: slot) == hash {
                forget(slot)
                return true
            }
        }
    }

    /// The sum of the weights, for the validator.
    package var weight: Int { queue.weight }

    private mutating func forget(_ slot: Slot) {
        let hash = table.hash(of: slot)
        links.unlink(slot, weight: table.weight(of: slot), from: &queue)
        index.remove(slot, hash: hash, in: table)
        table.release(slot)
    }
}
