/// Which nodes of a cluster may be gone: since a connection to them was last seen to stand, one has ended, or none
/// could be made.
///
/// Looks ask those nodes too. That they fail then says nothing new, and must not be why the next look comes.
package struct NodeDoubts: Sendable {
    private enum Doubt {
        case ended
        case unreachable
    }

    private var doubts: [ServerAddress: Doubt] = [:]
    /// Nodes without a connection that the last look has asked.
    private var asked: Set<ServerAddress> = []
    private var isLooking = false

    package init() {}

    package var addresses: [ServerAddress] { Array(doubts.keys) }

    /// Whether no connection to a node could be made when that was last tried.
    package func isUnreachable(_ address: ServerAddress) -> Bool { doubts[address] == .unreachable }

    /// Notes that a connection has ended.
    ///
    /// - Parameters:
    ///   - address: The server's.
    ///   - isKnown: Whether it is a node of the cluster.
    /// - Returns: why to look.
    package mutating func ended(_ address: ServerAddress, isKnown: Bool) -> RefreshDemand.Reason {
        guard isKnown, doubts[address] == nil else { return .need }
        doubts[address] = .ended
        return .news
    }

    /// Notes that no connection could be made.
    ///
    /// - Parameters:
    ///   - address: The server's.
    ///   - isKnown: Whether it is a node of the cluster.
    ///   - isWanted: Whether somebody waits for it; during a look that may be the look.
    /// - Returns: why to look; nil if there is no reason.
    package mutating func failed(
        _ address: ServerAddress, isKnown: Bool, isWanted: Bool
    ) -> RefreshDemand.Reason? {
        let isNew = isKnown && doubts[address] == nil
        if isKnown { doubts[address] = .unreachable }
        let isByLook = isByLook(address, isWanted: isWanted)
        if isNew { return .news }
        return isByLook ? nil : .need
    }

    /// Whether it failed because a look asked it. A last attempt may fail after the look.
    private mutating func isByLook(_ address: ServerAddress, isWanted: Bool) -> Bool {
        guard asked.contains(address), isLooking || !isWanted else { return false }
        if !isLooking { asked.remove(address) }
        return true
    }

    /// Notes that a look begins.
    package mutating func beginLook() {
        isLooking = true
        asked = []
    }

    /// Notes that a look asks a node without a connection.
    package mutating func willAsk(_ address: ServerAddress) {
        asked.insert(address)
    }

    /// Notes that a look is done.
    package mutating func endLook() {
        isLooking = false
    }

    /// Forgets about a node that is connected, or isn't one any more.
    package mutating func settle(_ address: ServerAddress) {
        doubts[address] = nil
    }
}
