internal import NIOCore

/// A connection that is yours alone for a while: what is said on it is said in order, with nobody in between.
///
/// A command that fails because of the connection isn't repeated: what was set up on it would be missing.
public struct LeasedSession: CommandSender, PipelineSender {
    private let leased: LeasedConnection
    let node: Node
    private let times: CallTimes
    private let slot: KeyedSlot?
    private let telemetry: ClientTelemetry?

    init(
        _ leased: LeasedConnection, node: Node, times: CallTimes, slot: KeyedSlot? = nil,
        telemetry: ClientTelemetry? = nil
    ) {
        self.leased = leased
        self.node = node
        self.times = times
        self.slot = slot
        self.telemetry = telemetry
    }

    /// The address of the server.
    public var address: ServerAddress { node.address }

    /// Sends a command on the connection and waits for its reply.
    public func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        let request = command.request
        try check(request)
        let reply = try await observe(request.traits) { () async throws(ClientError) -> RESPValue in
            let deadline = deadline([request])
            let reply = try await send(.one(request.arguments), request.traits, until: deadline).last
            return try await settle(reply, of: request, until: deadline)
        }
        return try command.read(reply)
    }

    /// Sends commands together on the connection, and waits for all replies.
    public func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>] {
        do throws(ClientError) {
            for command in commands { try check(command.request) }
            guard !commands.isEmpty else { return [] }
            let requests = commands.map(\.request)
            return try await observe(.batch, size: requests.count, failure: ClientTelemetry.firstFailure(of:)) {
                () async throws(ClientError) -> [Result<RESPValue, ClientError>] in
                let deadline = deadline(requests)
                let replies = try await send(.several(requests.argumentsWithScripts), .batch, until: deadline).all
                var results: [Result<RESPValue, ClientError>] = []
                for (request, reply) in zip(requests, replies) {
                    results.append(await result(of: request, reply, until: deadline))
                }
                return results
            }
        } catch {
            return commands.map { .failure(error.about(command: $0.request.traits.name)) }
        }
    }

    /// Runs commands as a transaction: all of them, with nobody in between, or none.
    ///
    /// - Returns: the replies, each in its command's type.
    /// - Throws: ``ClientError/Code/transactionAborted`` if a watched key has changed,
    ///   ``ClientError/Code/transactionDiscarded`` if a command was refused, or the error of the first command that
    ///   failed when it ran; the others have run then.
    public func transaction<each Response: Sendable>(
        _ commands: repeat Command<each Response>
    ) async throws(ClientError) -> (repeat each Response) {
        var requests: [Request] = []
        for command in repeat each commands { requests.append(command.request) }
        let transaction = requests
        let replies = try await observe(.multi, size: transaction.count, failure: ClientTelemetry.firstFailure(of:)) {
            () async throws(ClientError) -> [Result<RESPValue, ClientError>] in
            try await execute(transaction)
        }
        var cursor = ReplyCursor(replies)
        return (repeat try cursor.next(of: each commands))
    }

    /// Runs commands as a transaction.
    ///
    /// - Parameters:
    ///   - requests: The commands.
    ///   - isAsking: Whether the node has to be asked with a permission, because the slot is moving to it.
    ///   - deadline: When to give up; nil for the time that the most patient of the commands has.
    func execute(
        _ requests: [Request], isAsking: Bool = false, until deadline: NIODeadline? = nil
    ) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        for request in requests { try check(request, in: .transaction) }
        let permission = isAsking ? [CommandArguments(.asking)] : []
        let batch =
            permission + [CommandArguments(.multi)] + requests.argumentsWithScripts + [CommandArguments(.exec)]
        let end = deadline ?? Call(transaction: requests, times: times, now: .now()).deadline
        let replies = try await send(.several(batch), .exec, until: end).all
        switch TransactionReplies(replies: replies).outcome {
        case .ran(let results):
            return zip(requests, results).map { request, reply in
                guard case .error(let error) = reply.unattributed else { return .success(reply) }
                return .failure(CommandExecutor.failure(error, request.traits, node))
            }
        case .aborted:
            throw ClientError(
                .transactionAborted, "a watched key changed before the transaction ran; nothing was done",
                command: "EXEC", node: "\(node.address)")
        case .refused(let error):
            // The connection may still be in the transaction.
            leased.soil()
            throw ClientError(
                .transactionDiscarded, "the transaction was refused, nothing was done: \(error)", command: "EXEC",
                node: "\(node.address)", serverError: error)
        case .ranApart(let error):
            leased.soil()
            throw ClientError(
                CommandExecutor.failure(error, .multi, node).code,
                "MULTI was refused, so that the commands ran one by one, others' perhaps in between: \(error)",
                command: "MULTI", node: "\(node.address)", serverError: error, mayHaveRun: true)
        case .unexpected(let error):
            leased.soil()
            throw ClientError(
                .unexpectedReply, error.description, command: "EXEC", node: "\(node.address)", mayHaveRun: true)
        }
    }

    /// Watches keys until the next transaction.
    func watch(_ arguments: CommandArguments) async throws(ClientError) {
        try await observe(.watch) { () async throws(ClientError) -> Void in
            let reply = try await send(.one(arguments), .watch, until: NIODeadline.now() + times.command).last
            if case .error(let error) = reply.unattributed { throw CommandExecutor.failure(error, .watch, node) }
        }
    }

    /// Watches nothing any more. It isn't waited for: whoever borrows the connection next comes after it.
    func unwatch() throws(ClientError) {
        let deadline = NIODeadline.now() + times.command
        try leased.post(
            PendingReply(.one(CommandArguments(.unwatch)), deadline: deadline, connectDeadline: deadline))
    }

    /// Does something on the connection, measured and traced.
    private func observe<Result: Sendable>(
        _ traits: CommandTraits, size: Int? = nil, failure: (Result) -> ClientError? = { _ in nil },
        _ work: () async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        guard let telemetry, !telemetry.isSilent else { return try await work() }
        return try await telemetry.observe(traits.name, batchSize: size, failure: failure) {
            trace throws(ClientError) in
            trace?.note(node)
            return try await work()
        }
    }

    /// When the most patient of some commands gives up; what the server may let others of them wait comes on top.
    private func deadline(_ requests: [Request]) -> NIODeadline {
        let now = NIODeadline.now()
        guard !requests.isEmpty else { return now + times.command }
        var terms = CallTerms.Batch()
        for request in requests { terms.add(CallTerms(request, times, since: now)) }
        return Call(requests.map(\.arguments), terms).deadline
    }

    /// What came of a command of a batch.
    private func result(
        of request: Request, _ reply: RESPValue, until deadline: NIODeadline
    ) async -> Result<RESPValue, ClientError> {
        do throws(ClientError) {
            return .success(try await settle(reply, of: request, until: deadline))
        } catch {
            return .failure(error)
        }
    }

    /// The reply to a command, for which a script's text is sent if the server didn't know it by its digest.
    ///
    /// - Throws: the error that the server answered with, among others.
    private func settle(
        _ first: RESPValue, of request: Request, until deadline: NIODeadline
    ) async throws(ClientError) -> RESPValue {
        var reply = first
        if case .error(let error) = first.unattributed, error.code == "NOSCRIPT",
            let complete = request.argumentsWithScriptText
        {
            reply = try await send(.one(complete), request.traits, until: deadline).last
        }
        guard case .error(let error) = reply.unattributed else { return reply }
        throw CommandExecutor.failure(error, request.traits, node)
    }

    private func send(
        _ batch: CommandBatch, _ traits: CommandTraits, until deadline: NIODeadline
    ) async throws(ClientError) -> Replies {
        do throws(ClientError) {
            return try await leased.send(batch, deadline: deadline)
        } catch {
            throw error.about(command: traits.name, node: "\(node.address)")
        }
    }

    private func check(_ request: Request, in company: Request.Company = .connection) throws(ClientError) {
        try request.check(in: company)
        // What it changes must not be found by the next borrower.
        if request.traits.flags.contains(.leased) { leased.soil() }
        if let slot { try slot.check(request, "on one leased connection") }
    }
}

extension LeasedSession: Discreet {
    /// Where it leads.
    public var description: String { "a connection to \(address)" }
}
