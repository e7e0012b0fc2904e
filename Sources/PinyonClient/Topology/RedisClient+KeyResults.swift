extension RedisClient {
    /// The values of several strings, each of which may fail by itself, in the order of the keys; nil for keys that
    /// aren't there or hold no string.
    ///
    /// In a cluster ``CommandSender/mget(_:as:)`` throws when one of its nodes can't answer, and this returns what the
    /// others have. Costs the same: one write for each node, one `MGET` for each slot. Of writes, `pipelineResults`
    /// tells it, with a command for each key.
    ///
    /// ```swift
    /// let names = await client.mgetResults(["user:7", "user:8"])
    /// let known = names.compactMap { try? $0.get() }
    /// ```
    ///
    /// - Parameters:
    ///   - keys: The keys. One may come twice. Without any, nothing is sent.
    ///   - type: What each value is read as. Default: text.
    /// - Returns: for each key its value or its error. Keys of one slot fail together, unless it is their value that
    ///   can't be read. Of one server, or if the command can't be sent, all keys have the same error.
    public func mgetResults<Value: RESPDecodable>(
        _ keys: [some CommandArgument], as type: Value.Type = String.self
    ) async -> [Result<Value?, ClientError>] {
        guard !keys.isEmpty else { return [] }
        let command: Command<[Value?]> = .mget(keys, as: type)
        var cursor = ReplyCursor(await replies(to: command.request, count: keys.count))
        let element = Command<Value?>(.mget)
        return keys.map { _ in cursor.nextResult(of: element) }
    }

    /// For each key of a command that has an element for each in its reply, the element or why there is none.
    private func replies(to request: Request, count: Int) async -> [Result<RESPValue, ClientError>] {
        do throws(ClientError) {
            return try await executor.observe(
                request.traits, failure: ClientTelemetry.firstFailure(of:)
            ) { trace throws(ClientError) in
                try await executor.executeByKey(request, trace)
            }
        } catch {
            return Array(repeating: .failure(error), count: count)
        }
    }
}

extension CommandExecutor {
    /// Sends a command whose reply has an element for each key.
    ///
    /// - Returns: for each key its element or its error, in order.
    /// - Throws: what concerns all keys.
    fileprivate func executeByKey(
        _ request: Request, _ trace: CallTrace?
    ) async throws(ClientError) -> [Result<RESPValue, ClientError>] {
        try request.check()
        if topology.isCluster, let split = try SplitRequest(request) {
            return split.elements(of: await executeParts(of: split, trace: trace))
        }
        let reply = try await execute(request, trace: trace)
        return (reply.elements ?? []).map { .success($0) }
    }
}
