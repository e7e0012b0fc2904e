/// Which slots of a cluster a walk through all keys has been through, and which node is next.
///
/// A slot counts as walked through when the node that had it when that node's walk began still has it at the end.
struct SlotWalk {
    /// A primary and its slots.
    struct Node: Equatable {
        var address: ServerAddress
        var slots: [ClosedRange<Int>]

        func has(_ slot: Int) -> Bool { slots.contains { $0.contains(slot) } }
    }

    private var isDone = [Bool](repeating: false, count: HashSlot.count)
    /// The node that is being walked through.
    private(set) var current: Node?

    /// The node to walk through: the one that was begun, or the next with slots that are left.
    ///
    /// - Parameter nodes: The primaries as they are now.
    /// - Returns: nil when all slots that anybody has are done.
    mutating func node(among nodes: [Node]) -> ServerAddress? {
        if let current { return current.address }
        current = nodes.first { node in node.slots.contains { $0.contains { !isDone[$0] } } }
        return current?.address
    }

    /// Notes that the node has no more keys.
    ///
    /// - Parameter nodes: The primaries as they are now.
    mutating func finish(nodes: [Node]) {
        defer { current = nil }
        guard let current, let now = nodes.first(where: { $0.address == current.address }) else { return }
        for slot in current.slots.joined() where now.has(slot) { isDone[slot] = true }
    }

    /// Gives the node up: what it has is walked through elsewhere, from the start.
    mutating func abandon() {
        current = nil
    }
}
