extension CommandExecutor {
    /// Does a piece of work, measured and traced.
    ///
    /// - Parameters:
    ///   - traits: The command.
    ///   - size: How many commands it is, if it is a batch.
    ///   - work: Does it, and notes the node that answered.
    func observe<Result: Sendable>(
        _ traits: CommandTraits, size: Int? = nil, _ work: (CallTrace?) async throws(ClientError) -> Result
    ) async throws(ClientError) -> Result {
        guard let telemetry, !telemetry.isSilent else { return try await work(nil) }
        return try await telemetry.observe(traits.name, batchSize: size, work)
    }
}
