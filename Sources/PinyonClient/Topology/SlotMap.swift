/// Which node serves which slot.
///
/// Generic over the node, so that it can be tested without any.
package struct SlotMap<Node: AnyObject & Sendable>: Sendable {
    /// A shard's nodes.
    package struct Shard: Sendable {
        package var primary: Node
        package var replicas: [Replica] = []
        /// The availability zone of the primary, if it is known.
        package var availabilityZone: String?

        package init(primary: Node, replicas: [Replica] = [], availabilityZone: String? = nil) {
            self.primary = primary
            self.replicas = replicas
            self.availabilityZone = availabilityZone
        }
    }

    package struct Replica: Sendable {
        package var node: Node
        package var availabilityZone: String?

        package init(node: Node, availabilityZone: String? = nil) {
            self.node = node
            self.availabilityZone = availabilityZone
        }
    }

    /// For each slot the index of its shard, or a number below zero.
    private var owners = [Int32](repeating: -1, count: HashSlot.count)
    package private(set) var shards: [Shard] = []

    /// A map without any nodes.
    package init() {}

    /// A map of shards with their slots.
    package init(_ shards: [(shard: Shard, slots: [SlotRange])]) {
        self.shards = shards.map(\.shard)
        for (index, shard) in shards.enumerated() {
            for range in shard.slots {
                for slot in range.first.number...range.last.number { owners[slot] = Int32(index) }
            }
        }
    }

    package var isEmpty: Bool { shards.isEmpty }

    /// The shard of a slot.
    package func shard(of slot: HashSlot) -> Shard? {
        let owner = Int(owners[slot.number])
        return owner >= 0 ? shards[owner] : nil
    }

    /// The slots of a shard's primary, as ranges.
    package func slots(of primary: Node) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for (slot, owner) in owners.enumerated() where owner >= 0 && shards[Int(owner)].primary === primary {
            if let last = ranges.last, last.upperBound == slot - 1 {
                ranges[ranges.count - 1] = last.lowerBound...slot
            } else {
                ranges.append(slot...slot)
            }
        }
        return ranges
    }

    /// Gives one slot to a node, which may be new.
    package mutating func assign(_ slot: HashSlot, to node: Node) {
        if let index = shards.firstIndex(where: { $0.primary === node }) {
            owners[slot.number] = Int32(index)
        } else {
            // A replica that became a primary keeps its shard's other replicas until the next look.
            shards.append(Shard(primary: node))
            owners[slot.number] = Int32(shards.count - 1)
        }
    }

    /// The primaries of some slots.
    package func primaries(of slots: [HashSlot]) -> [Node] {
        let indices = Set(slots.map { owners[$0.number] })
        return indices.filter { $0 >= 0 }.map { shards[Int($0)].primary }
    }

    /// The slots that have another primary in another map.
    package func moved(to other: SlotMap) -> [HashSlot] {
        (0..<HashSlot.count).compactMap { number in
            guard let slot = HashSlot(number: number) else { return nil }
            let (old, new) = (shard(of: slot)?.primary, other.shard(of: slot)?.primary)
            return old === new ? nil : slot
        }
    }
}
