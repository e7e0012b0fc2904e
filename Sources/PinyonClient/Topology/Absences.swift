/// Which nodes several views in a row have missed. One view that misses a node may just be that of somebody who knows
/// less.
package struct Absences: Sendable {
    /// How many views have to miss a node before it is gone.
    private static let limit = 2

    private var counts: [ServerAddress: Int] = [:]

    package init() {}

    /// Whether a node has been missed often enough, once the next view is counted.
    ///
    /// - Parameters:
    ///   - address: The node's.
    ///   - present: Who is in the view.
    package mutating func isGone(_ address: ServerAddress, from present: Set<ServerAddress>) -> Bool {
        let count = present.contains(address) ? 0 : counts[address, default: 0] + 1
        let isGone = count >= Self.limit
        counts[address] = count == 0 || isGone ? nil : count
        return isGone
    }
}
