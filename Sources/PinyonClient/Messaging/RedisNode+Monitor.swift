internal import NIOCore

extension RedisNode {
    /// Watches all commands that the server carries out, for as long as a closure runs.
    ///
    /// This costs the server half of its throughput or more: bound the time. Commands hold keys and values of
    /// everybody.
    ///
    /// - Parameters:
    ///   - buffer: How many commands may wait for the closure; more are dropped, the oldest first.
    ///   - body: Reads the commands.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if the server refuses, and what the closure throws.
    public func withMonitor<Result>(
        buffer: Int = 10_000, _ body: (AsyncStream<MonitoredCommand>) async throws -> Result
    ) async throws -> Result {
        let deadline = NIODeadline.now() + .seconds(2)
        let leased = try await node.leases.lease(until: deadline)
        leased.soil()
        defer { node.leases.giveBack(leased) }
        let (stream, continuation) = AsyncStream.makeStream(
            of: MonitoredCommand.self, bufferingPolicy: .bufferingNewest(max(1, buffer)))
        defer { continuation.finish() }
        leased.takeUnsolicited { reply in
            guard let text = reply.text, let command = MonitoredCommand(line: String(buffer: text)) else { return }
            continuation.yield(command)
        } onClose: {
            continuation.finish()
        }
        let reply = try await leased.send(.one(CommandArguments(.monitor)), deadline: deadline).last
        if case .error(let error) = reply.unattributed { throw CommandExecutor.failure(error, .monitor, node) }
        return try await body(stream)
    }
}
