internal import Synchronization

/// A walk of a client that asks whichever server has the data. When that is another than before, because a replica has
/// taken the primary's place or a slot has moved, the walk begins anew there: the cursor means nothing to it.
final class SteadyWalk: Sendable {
    private let client: RedisClient
    private let last = Mutex<Node?>(nil)

    init(client: RedisClient) {
        self.client = client
    }

    /// The page at a cursor, or the first page of the server that has the data now.
    func page<Element>(
        _ cursor: ScanCursor, _ command: (ScanCursor) -> Command<ScanPage<Element>>
    ) async throws(ClientError) -> ScanPage<Element> {
        let (page, isElsewhere) = try await send(command(cursor))
        guard isElsewhere, cursor != .start else { return page }
        return try await send(command(.start)).page
    }

    private func send<Element>(
        _ command: Command<ScanPage<Element>>
    ) async throws(ClientError) -> (page: ScanPage<Element>, isElsewhere: Bool) {
        let (executor, own) = (client.executor, CallTrace())
        let reply = try await executor.observe(command.traits) { trace throws(ClientError) in
            defer { if let node = own.node { trace?.note(node) } }
            return try await executor.execute(command.request, trace: own)
        }
        return (try command.read(reply), isElsewhere(own.node))
    }

    /// Notes who answered, and says whether that was another than the last time.
    private func isElsewhere(_ node: Node?) -> Bool {
        last.withLock { last in
            defer { last = node }
            return last != nil && last !== node
        }
    }
}
