internal import Synchronization

extension ClusterTopology {
    /// With what connecting fails. Connections that stood end with something else.
    private static let connectFailures: Set<ClientError.Code> = [
        .connectionFailed, .authentication, .configuration, .untrustedAddress,
    ]

    /// Notes that a server has ended a connection or could not be reached, whoever wanted to.
    func lost(_ address: ServerAddress, _ error: ClientError) {
        guard error.code != .cancelled else { return }
        let known = state.withLock { $0.known[address] }
        let isWanted = known?.isWanted ?? false
        let reason = state.withLock { state -> RefreshDemand.Reason? in
            guard Self.connectFailures.contains(error.code) else {
                return state.doubts.ended(address, isKnown: known != nil)
            }
            return state.doubts.failed(address, isKnown: known != nil, isWanted: isWanted)
        }
        if let reason { refresher?.request(reason) }
    }

    /// Some of the nodes that may be gone, to be asked whether they are back.
    func doubtedNodes(limit: Int) -> [Node] {
        let doubted = state.withLock { state in state.doubts.addresses.compactMap { state.known[$0] } }
        return Array(doubted.shuffled().prefix(limit))
    }

    /// Forgets doubts about nodes that are connected, and asks for another look because of the others.
    func endLook() {
        let doubted = state.withLock { state in
            state.doubts.endLook()
            return state.doubts.addresses.map { (address: $0, node: state.known[$0]) }
        }
        let settled = doubted.filter { $0.node?.small.isConnected ?? true }.map(\.address)
        let left = doubted.compactMap(\.node).filter { !$0.small.isConnected }
        state.withLock { state in
            for address in settled { state.doubts.settle(address) }
        }
        guard !left.isEmpty else { return }
        // Where one node is back, others may be too.
        let isNeeded = !settled.isEmpty || left.contains { $0.isWanted }
        refresher?.request(isNeeded ? .need : .doubt)
    }
}

extension Node {
    /// Whether somebody waits for it.
    fileprivate var isWanted: Bool {
        [small, bulk].contains { lane in lane.outbox.withMachine { $0.unfinishedCount > 0 } }
    }
}
