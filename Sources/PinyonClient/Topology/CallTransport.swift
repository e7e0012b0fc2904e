internal import Synchronization

/// Takes a command to a node and brings its reply back.
protocol CallTransport: Sendable {
    /// Sends a command.
    ///
    /// - Parameters:
    ///   - call: The command.
    ///   - preparation: Commands that stand right before it.
    ///   - isAsking: Whether the node is asked for something that it doesn't have by the map.
    ///   - node: The node.
    func send(
        _ call: Call, preparation: [CommandArguments], isAsking: Bool, to node: Node
    ) async throws(ClientError) -> RESPValue
}

/// The ordinary way: the node's lanes.
struct NodeTransport: CallTransport {
    func send(
        _ call: Call, preparation: [CommandArguments], isAsking: Bool, to node: Node
    ) async throws(ClientError) -> RESPValue {
        guard isAsking || !preparation.isEmpty, case .one(let arguments) = call.batch else {
            return try await node.send(call).last
        }
        // The permission is for the next command on the connection only: nobody's may come in between.
        var prepared = call
        prepared.batch = .several(preparation + (isAsking ? [CommandArguments(.asking)] : []) + [arguments])
        return try await node.send(prepared).last
    }
}

/// Remembers which node a command was sent to last.
final class CallTrace: Sendable {
    private let last = Mutex<Node?>(nil)

    /// The node that was asked last.
    var node: Node? { last.withLock { $0 } }

    func note(_ node: Node) {
        last.withLock { $0 = node }
    }
}
