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
        let request = Request(arguments: arguments, traits: .watch, options: CommandOptions(), script: nil)
        return try await executor.withLease(slot: topology.isCluster ? try request.slot() : nil) { _, session in
            try await session.watch(arguments)
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
        var slot: HashSlot?
        if topology.isCluster, let key {
            var arguments = CommandArguments(.watch)
            arguments.append(key)
            slot = try Request(arguments: arguments, traits: .watch, options: CommandOptions(), script: nil).slot()
        }
        return try await executor.withLease(slot: slot) { _, session in try await body(session) }
    }
}

extension CommandExecutor {
    /// Lends a connection to the primary of a slot.
    func withLease<Result>(
        slot: HashSlot?, _ body: (LeasedConnection, LeasedSession) async throws -> Result
    ) async throws -> Result {
        let deadline = NIODeadline.now() + times.connect
        let node = try await primary(of: slot, until: deadline)
        let leased = try await node.leases.lease(until: deadline)
        defer { node.leases.giveBack(leased) }
        do {
            return try await body(leased, LeasedSession(leased, node: node, times: times, slot: slot))
        } catch {
            // It is unknown in which state the closure left it.
            leased.soil()
            throw error
        }
    }

    /// Runs a transaction. It is sent again only if the server proves that nothing of it ran.
    func transaction(_ requests: [Request]) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        let slot = topology.isCluster ? try Self.commonSlot(requests) : nil
        var retry = RetryStateMachine(isRepeatable: false, hasOtherNodes: topology.hasOtherNodes)
        let deadline = NIODeadline.now() + times.command
        while true {
            let node = try await primary(of: slot, until: NIODeadline.now() + times.connect)
            do throws(ClientError) {
                let leased = try await node.leases.lease(until: deadline)
                defer { node.leases.giveBack(leased) }
                return try await LeasedSession(leased, node: node, times: times, slot: slot).execute(requests)
            } catch {
                guard let next = decide(error, &retry, node), await Self.pause(next.delay, until: deadline) else {
                    throw error
                }
            }
        }
    }

    private func decide(_ error: ClientError, _ retry: inout RetryStateMachine, _ node: Node)
        -> RetryStateMachine.Retry?
    {
        let decision: RetryStateMachine.Decision
        if let serverError = error.serverError, error.code == .transactionDiscarded {
            decision = judge(serverError, &retry, node, Route(slot: nil, access: .primary))
        } else {
            topology.failed(node, error)
            decision = retry.decide(error)
        }
        guard case .retry(let next) = decision else { return nil }
        return next
    }

    private func primary(of slot: HashSlot?, until deadline: NIODeadline) async throws(ClientError) -> Node {
        if let node = topology.node(for: slot, access: .primary) { return node }
        return try await topology.findNode(for: slot, access: .primary, until: deadline)
    }

    private static func commonSlot(_ requests: [Request]) throws(ClientError) -> HashSlot? {
        var common: HashSlot?
        for request in requests {
            guard let slot = try request.slot() else { continue }
            guard common == nil || common == slot else {
                throw ClientError(
                    .crossSlot, "the keys of a transaction are in different slots; give them a common {tag}",
                    command: request.traits.name)
            }
            common = slot
        }
        return common
    }
}
