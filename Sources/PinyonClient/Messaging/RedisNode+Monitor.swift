internal import NIOCore

extension RedisNode {
    /// Watches all commands that the server carries out, for as long as a closure runs.
    ///
    /// ```swift
    /// try await node.withMonitor { commands in
    ///     for await command in commands.prefix(1_000) { print(command.client, command.words) }
    /// }
    /// ```
    ///
    /// This costs the server half of its throughput or more: bound the time. Commands hold keys and values of
    /// everybody.
    ///
    /// The commands end when the connection does.
    ///
    /// - Parameters:
    ///   - buffer: How many commands may wait for the closure; more are dropped, the oldest first. Default: 10,000.
    ///   - body: Reads the commands.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if the server refuses, or doesn't begin within ``RedisConfiguration/connectTimeout``;
    ///   and what the closure throws.
    public func withMonitor<Result>(
        buffer: Int = 10_000, _ body: (AsyncStream<MonitoredCommand>) async throws -> Result
    ) async throws -> Result {
        let deadline = NIODeadline.now() + executor.times.connect
        let leased = try await node.leases.lease(until: deadline)
        leased.soil()
        defer { node.leases.giveBack(leased) }
        let (stream, continuation) = AsyncStream.makeStream(
            of: MonitoredCommand.self, bufferingPolicy: .bufferingNewest(max(1, buffer)))
        defer { continuation.finish() }
        leased.takeUnsolicited { reply in
            guard let line = reply.text, let command = MonitoredCommand(line: line) else { return }
            continuation.yield(command)
        } onClose: {
            continuation.finish()
        }
        try await beginMonitoring(on: leased, until: deadline)
        return try await body(stream)
    }

    private func beginMonitoring(
        on leased: LeasedConnection, until deadline: NIODeadline
    ) async throws(ClientError) {
        let name = CommandTraits.monitor.name
        do throws(ClientError) {
            let reply = try await leased.send(.one(CommandArguments(.monitor)), deadline: deadline).last
            if case .error(let error) = reply.unattributed { throw CommandExecutor.failure(error, .monitor, node) }
        } catch {
            throw error.about(command: name, node: "\(node.address)")
        }
    }
}
