/// Which slots of a cluster a walk through all keys has been through, and which node is next.
///
/// A slot counts as walked through at the node that was taken for its owner. If somebody else has it at the end, it may
/// have moved before, so that it is walked through there.
struct SlotWalk {
    /// A primary and its slots.
    struct Node: Equatable {
        var address: ServerAddress
        var slots: [ClosedRange<Int>]

        func has(_ slot: Int) -> Bool { slots.contains { $0.contains(slot) } }
    }

    /// For each slot the number of the node where it was walked through.
    private var doneAt = [Int?](repeating: nil, count: HashSlot.count)
    private var numbers: [ServerAddress: Int] = [:]
    /// The node that is being walked through.
    private(set) var current: Node?

    /// The node to walk through: the one that was begun, or the next with slots that are left.
    ///
    /// - Parameter nodes: The primaries as they are now.
    /// - Returns: nil when all slots that anybody has are done.
    mutating func node(among nodes: [Node]) -> ServerAddress? {
        if let current { return current.address }
        current = nodes.first { node in
            let number = number(of: node)
            return node.slots.contains { $0.contains { doneAt[$0] != number } }
        }
        return current?.address
    }

    /// Notes that the node has no more keys.
    ///
    /// - Parameter nodes: The primaries as they are now.
    mutating func finish(nodes: [Node]) {
        defer { current = nil }
        guard let current, let now = nodes.first(where: { $0.address == current.address }) else { return }
        let number = number(of: current)
        for slot in current.slots.joined() where now.has(slot) { doneAt[slot] = number }
    }

    private mutating func number(of node: Node) -> Int {
        let number = numbers[node.address] ?? numbers.count
        numbers[node.address] = number
        return number
    }

    /// Gives the node up: what it has is walked through elsewhere, from the start.
    mutating func abandon() {
        current = nil
    }
}
