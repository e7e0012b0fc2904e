internal import NIOCore

extension RedisClient {
    /// Runs commands as a transaction: all of them, with nobody in between, or none. In a cluster all keys must be in
    /// one slot.
    ///
    /// ```swift
    /// let (left, _) = try await client.transaction(.decrby("stock:7", 1), .lpush("orders", "7"))
    /// ```
    ///
    /// - Returns: the replies, each in its command's type.
    /// - Throws: ``ClientError/Code/transactionDiscarded`` if a command was refused, or the error of the first command
    ///   that failed when it ran; the others have run then.
    public func transaction<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) async throws(ClientError) -> (repeat each Response) {
        var requests: [Request] = []
        for command in repeat each commands { requests.append(command.request) }
        var cursor = ReplyCursor(try await executor.transaction(requests))
        return (repeat try cursor.next(of: each commands))
    }

    /// Watches keys, and lets a closure read and then run a transaction that fails if one of them has changed.
    ///
    /// ```swift
    /// try await client.watching("stock:7") { session in
    ///     guard let stock = try await session.get("stock:7", as: Int.self), stock > 0 else { return }
    ///     try await session.transaction(.set("stock:7", stock - 1))
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - keys: The keys, in a cluster all of one slot.
    ///   - body: Reads on the session and ends with ``LeasedSession/transaction(_:)``, or without.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError``, and what the closure throws. Nobody repeats it: catch
    ///   ``ClientError/Code/transactionAborted`` and decide.
    public func watching<Result>(
        _ keys: any CommandArgument..., body: (LeasedSession) async throws -> Result
    ) async throws -> Result {
        var arguments = CommandArguments(.watch)
        for key in keys { arguments.append(key) }
        let request = Request(.watch, arguments)
        return try await executor.watching(request) { session in
            let result = try await body(session)
            try session.unwatch()
            return result
        }
    }

    /// Lends a connection for a closure, for what needs one to itself. It is closed afterwards if a command was sent
    /// that changes a connection, and lent again otherwise.
    ///
    /// - Parameters:
    ///   - key: In a cluster, a key that says which node to connect to; nil for any.
    ///   - body: Gets the connection.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if there is no connection, and what the closure throws.
    public func withConnection<Result>(
        for key: (any CommandArgument)? = nil, _ body: (LeasedSession) async throws -> Result
    ) async throws -> Result {
        var slot: KeyedSlot?
        if topology.isCluster, let key {
            var arguments = CommandArguments(.watch)
            arguments.append(key)
            slot = try KeyedSlot(Request(.watch, arguments))
        }
        return try await executor.withLease(slot: slot) { session in try await body(session) }
    }
}
