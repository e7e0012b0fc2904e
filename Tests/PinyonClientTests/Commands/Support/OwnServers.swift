import PinyonClient
import PinyonProcesses
import Testing

extension ServerRelease {
    /// The program. Where it isn't installed the test is skipped, unless `PINYON_REQUIRE_SERVERS` is 1.
    var binary: ServerBinary {
        get async throws {
            let series: ServerSeries =
                switch self {
                case .redis62: .redis62
                case .redis70: .redis70
                case .valkey91: .valkey91
                }
            do {
                return try await ServerCatalog().find(series)
            } catch let error as ProcessError where error.code == .notInstalled {
                if ServerCatalog.isRequired { throw error }
                try Test.cancel("\(self) is not installed")
            }
        }
    }
}

extension LiveTarget {
    /// Runs a test with a connection to a server that nobody else uses.
    ///
    /// - Parameters:
    ///   - options: How the server is started. Default: keeping nothing, with commands for debugging.
    ///   - body: Called with the connection, and with the server for more of them.
    func withOwnServer<Result>(
        options: ServerOptions? = nil, _ body: (SocketSender, ServerProcess) async throws -> Result
    ) async throws -> Result {
        var defaults = ServerOptions()
        defaults.allowsDebugging = true
        return try await withServer(try await release.binary, options: options ?? defaults) { server in
            let client = try await self.client(of: server)
            let result = try await body(client, server)
            try? await client.close()
            return result
        }
    }

    /// A connection to a server.
    func client(of server: ServerProcess, database: Int? = 0) async throws -> SocketSender {
        try await SocketSender(
            path: try #require(server.unixSocket), release: release, protocolVersion: protocolVersion,
            database: database
        )
    }
}

/// Waits until something holds.
func eventually(
    within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it did not come within \(limit)", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(5))
    }
}

extension SocketSender {
    /// Waits until the server says that another connection waits in a command.
    func waitUntilBlocked(_ id: Int, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await eventually(sourceLocation: sourceLocation) {
            try await clientList([.ids([id])]).clients.contains { $0.flags.contains(.blocked) }
        }
    }
}

extension TimeToLive {
    /// Whether it is a time that was set a moment ago.
    func isJustBelow(_ time: Duration) -> Bool {
        duration.map { $0 <= time && $0 > time - .seconds(60) } ?? false
    }
}
