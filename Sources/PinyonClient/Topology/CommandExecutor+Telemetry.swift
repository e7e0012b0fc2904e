extension CommandExecutor {
    /// Sends a command, measured and traced, and reads its reply.
    func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        let request = command.request
        let reply = try await observe(request.traits) { trace throws(ClientError) in
            try await execute(request, trace: trace)
        }
        return try command.read(reply)
    }

    /// Sends commands together, measured and traced as one.
    func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>] {
        // Nothing at all is no operation to tell of.
        guard let telemetry, !telemetry.isSilent, !commands.isEmpty else { return await executeAll(commands) }
        do throws(ClientError) {
            return try await telemetry.observe(
                CommandTraits.batch.name, batchSize: commands.count, failure: ClientTelemetry.firstFailure(of:)
            ) { trace throws(ClientError) in
                await executeAll(commands, trace: trace)
            }
        } catch {
            return commands.map { _ in .failure(error) }
        }
    }

    /// Does a piece of work, measured and traced.
    ///
    /// - Parameters:
    ///   - traits: The command.
    ///   - size: How many commands it is, if it is a batch.
    ///   - failure: What went wrong although there is a result. Default: nothing.
    ///   - work: Does it, and notes the node that answered.
    func observe<Result: Sendable>(
        _ traits: CommandTraits, size: Int? = nil, failure: (Result) -> ClientError? = { _ in nil },
        _ work: (CallTrace?) async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        guard let telemetry, !telemetry.isSilent else { return try await work(nil) }
        return try await telemetry.observe(traits.name, batchSize: size, failure: failure, work)
    }
}
