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
    /// The slots of each shard, kept up to date because they are asked for much more often than they change.
    package private(set) var ranges: [[ClosedRange<Int>]] = []

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
        // From the owners, because where ranges overlap the last counts.
        ranges = [[ClosedRange<Int>]](repeating: [], count: shards.count)
        var start = 0
        while start < owners.count {
            let end = owners[start...].firstIndex { $0 != owners[start] } ?? owners.count
            if owners[start] >= 0 { ranges[Int(owners[start])].append(start...(end - 1)) }
            start = end
        }
    }

    package var isEmpty: Bool { shards.isEmpty }

    /// The shard of a slot.
    package func shard(of slot: HashSlot) -> Shard? {
        let owner = Int(owners[slot.number])
        return owner >= 0 ? shards[owner] : nil
    }

    /// The slots of a primary, as ranges.
    package func slots(of primary: Node) -> [ClosedRange<Int>] {
        zip(shards, ranges).filter { $0.0.primary === primary }.flatMap(\.1)
    }

    /// Gives one slot to a node, which may be new.
    package mutating func assign(_ slot: HashSlot, to node: Node) {
        let former = Int(owners[slot.number])
        if former >= 0 { ranges[former] = ranges[former].removing(slot.number) }
        let index = shards.firstIndex { $0.primary === node } ?? shards.count
        if index == shards.count {
            // A replica that became a primary keeps its shard's other replicas until the next look.
            shards.append(Shard(primary: node))
            ranges.append([])
        }
        owners[slot.number] = Int32(index)
        ranges[index] = ranges[index].adding(slot.number)
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

extension [ClosedRange<Int>] {
    /// Ranges in order without a number.
    fileprivate func removing(_ number: Int) -> [ClosedRange<Int>] {
        flatMap { range -> [ClosedRange<Int>] in
            guard range.contains(number) else { return [range] }
            let parts = [(first: range.lowerBound, last: number - 1), (first: number + 1, last: range.upperBound)]
            return parts.filter { $0.first <= $0.last }.map { $0.first...$0.last }
        }
    }

    /// Ranges in order with one more number, which is in none of them; those that touch become one.
    fileprivate func adding(_ number: Int) -> [ClosedRange<Int>] {
        let sorted = (self + [number...number]).sorted { $0.lowerBound < $1.lowerBound }
        return sorted.reduce(into: []) { ranges, range in
            guard let last = ranges.last, last.upperBound == range.lowerBound - 1 else { return ranges.append(range) }
            ranges[ranges.count - 1] = last.lowerBound...range.upperBound
        }
    }
}
