package import PinyonClient

/// Servers that are connected to: one, a cluster's, or those of a group that Sentinels watch.
package struct ServerSession: Sendable {
    /// The client.
    package let client: RedisClient
    /// How the servers belong together.
    package let topology: Facts.Topology
    /// Whether connections are encrypted.
    package let usesTLS: Bool

    /// The servers that are known now.
    package var nodes: [RedisNode] { client.nodes }

    /// Connects to servers for as long as a closure runs, and finds out what they are: whoever names one node of a
    /// cluster means the cluster, and whoever names a Sentinel means the group that it watches.
    ///
    /// - Parameters:
    ///   - target: The servers.
    ///   - limit: How long connecting may take, finding out included.
    ///   - body: Called with the servers.
    /// - Returns: What the closure returns.
    /// - Throws: ``OpsError`` that says why there is no connection, and what the closure throws.
    package static func with<Result: Sendable>(
        _ target: ServerTarget, within limit: Duration, _ body: (ServerSession) async throws -> Result
    ) async throws -> Result {
        let end = ContinuousClock.now + limit
        var configuration = target.configuration
        configuration.connectTimeout = min(configuration.connectTimeout, limit)
        if case .standalone(let address) = configuration.topology {
            let first = configuration
            let found = try await running(first) { client in
                try await discover(address, client, within: limit)
            }
            configuration.topology = found
        }
        let left = max(.milliseconds(500), end - ContinuousClock.now)
        configuration.connectTimeout = min(configuration.connectTimeout, left)
        let usesTLS = configuration.tls != nil
        let kind: Facts.Topology =
            switch configuration.topology {
            case .standalone: .standalone
            case .sentinel: .sentinel
            case .cluster: .cluster
            }
        return try await running(configuration) { client in
            if kind != .standalone { try await meet(client, within: left) }
            return try await body(ServerSession(client: client, topology: kind, usesTLS: usesTLS))
        }
    }

    /// Runs a client for as long as a closure runs.
    private static func running<Result: Sendable>(
        _ configuration: RedisConfiguration, _ body: (RedisClient) async throws -> Result
    ) async throws -> Result {
        let client = RedisClient(configuration)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            do {
                return try await body(client)
            } catch let error as ClientError {
                if error.code == .cancelled { throw CancellationError() }
                throw ConnectionFailure.error(error)
            }
        }
    }

    /// What is behind an address.
    private static func discover(
        _ address: ServerAddress, _ client: RedisClient, within limit: Duration
    ) async throws -> RedisTopology {
        let info = try await client.send(.info().timeout(limit))
        if info.isClusterEnabled == true { return .cluster(seeds: [address]) }
        guard info.server.mode == "sentinel" else { return .standalone(address) }
        let primaries = try await client.send(.sentinelMasters().timeout(limit))
        guard let only = primaries.first, primaries.count == 1 else {
            let names = primaries.map(\.name).sorted().joined(separator: ", ")
            throw OpsError(
                .badInput,
                """
                \(address) is a Sentinel that watches \(primaries.count) groups\(names.isEmpty ? "" : ": \(names)"); \
                name one: redis-sentinel://\(address)/NAME
                """)
        }
        return .sentinel(SentinelTopology(sentinels: [address], primaryName: only.name))
    }

    /// Waits until the client knows its servers.
    private static func meet(_ client: RedisClient, within limit: Duration) async throws {
        _ = try await client.send(.ping().timeout(limit))
    }
}
