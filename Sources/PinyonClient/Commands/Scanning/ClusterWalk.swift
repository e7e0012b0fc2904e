internal import NIOCore
internal import Synchronization

/// A walk through the keys of a cluster.
final class ClusterWalk: Sendable {
    private struct State {
        var slots = SlotWalk()
        var cursor = ScanCursor.start
        var failures = 0
        /// How often a node's keys were begun with anew.
        var restarts = 0
        /// Whether the nodes were looked at again since the last page.
        var isVerified = false
    }

    /// How often in a row a node may fail.
    private static let failureLimit = 3

    private let client: RedisClient
    private let state = Mutex(State())

    init(client: RedisClient) {
        self.client = client
    }

    /// The next page of whichever node is next. Its cursor says only whether there are more.
    func nextPage<Key>(
        _ command: (ScanCursor) -> Command<ScanPage<Key>>
    ) async throws(ClientError) -> ScanPage<Key> {
        while true {
            if Task.isCancelled { throw ClientError(.cancelled, "the task was cancelled before the next page") }
            try await meet()
            guard let node = nextNode() else {
                if state.withLock({ $0.isVerified }) { return ScanPage(cursor: .start, elements: []) }
                // What is known of the nodes may be old, and slots may have moved to those that are done. What nobody
                // serves just now may hold keys, too.
                await client.topology.look(until: .now() + client.executor.times.connect)
                _ = try await client.topology.nodesOfAllSlots(until: .now() + client.executor.times.command)
                state.withLock { $0.isVerified = true }
                continue
            }
            do throws(ClientError) {
                let page = try await node.send(command(state.withLock { $0.cursor }))
                advance(to: page.cursor)
                return ScanPage(cursor: ScanCursor.onward, elements: page.elements)
            } catch {
                guard mayGoOn(after: error) else { throw error }
            }
        }
    }

    /// Waits until the cluster is known.
    private func meet() async throws(ClientError) {
        guard client.topology.nodes.isEmpty else { return }
        _ = try await client.topology.findNode(
            for: nil, access: .primary, until: .now() + client.executor.times.connect)
    }

    private func nextNode() -> RedisNode? {
        let nodes = client.nodes.filter { $0.role == .primary }
        return state.withLock { state in
            while let address = state.slots.node(among: nodes.map(\.walkable)) {
                if let node = nodes.first(where: { $0.address == address }) { return node }
                // It isn't a primary any more.
                state.slots.abandon()
                state.cursor = .start
            }
            return nil
        }
    }

    private func advance(to cursor: ScanCursor) {
        let nodes = cursor.isAtEnd ? client.nodes.filter { $0.role == .primary } : []
        state.withLock { state in
            state.failures = 0
            state.isVerified = false
            state.cursor = cursor
            guard cursor.isAtEnd else { return }
            state.restarts = 0
            state.slots.finish(nodes: nodes.map(\.walkable))
        }
    }

    /// Whether to ask again: nothing was lost, and the cluster may know a better node by now.
    private func mayGoOn(after error: ClientError) -> Bool {
        guard [.connectionClosed, .connectionFailed, .timedOut].contains(error.code) else { return false }
        return state.withLock { state in
            state.failures += 1
            // Behind the address may be a server by now that was started anew, and doesn't know the cursor.
            if error.code == .connectionClosed {
                state.cursor = .start
                state.restarts += 1
            }
            return max(state.failures, state.restarts) < Self.failureLimit
        }
    }
}

extension RedisNode {
    fileprivate var walkable: SlotWalk.Node { SlotWalk.Node(address: address, slots: slots) }
}
