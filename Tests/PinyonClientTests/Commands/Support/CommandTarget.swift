import PinyonClient
import PinyonProcesses
import Synchronization
import Testing

/// A server and a version of the protocol for tests that hold for all of them.
struct CommandTarget: Sendable, CustomTestStringConvertible {
    let series: ServerSeries
    let resp: Int

    static let all = [ServerSeries.redis62, .redis70, .valkey91].flatMap(both)
    /// The servers with functions, `CLUSTER SHARDS` and others of their time.
    static let since7 = [ServerSeries.redis70, .valkey91].flatMap(both)
    static let valkey = both(.valkey91)

    var testDescription: String { "\(series), RESP\(resp)" }

    static func both(_ series: ServerSeries) -> [CommandTarget] {
        [2, 3].map { CommandTarget(series: series, resp: $0) }
    }

    /// Calls a closure with a connection to a server that other tests use, too, and a beginning for the names of keys
    /// that no other test has.
    func withSender<Result>(
        _ body: (_ sender: SocketSender, _ prefix: String) async throws -> Result
    ) async throws -> Result {
        let server = try await SharedServers.server(series)
        let sender = try SocketSender(port: try #require(server.port), resp: resp)
        return try await body(sender, "test\(UInt32.random(in: 0 ... .max)):")
    }

    /// Calls a closure with a connection to a server of its own.
    ///
    /// - Parameters:
    ///   - options: How the server is started.
    ///   - body: Called with the connection, and with the server for more of them.
    func withOwnServer<Result>(
        options: ServerOptions = ServerOptions(),
        _ body: (_ sender: SocketSender, _ server: ServerProcess) async throws -> Result
    ) async throws -> Result {
        try await withServer(try await foundServer(series), options: options) { server in
            try await body(try SocketSender(port: try #require(server.port), resp: resp), server)
        }
    }
}

/// The server on this machine. Where it is not installed the test is skipped, unless `PINYON_REQUIRE_SERVERS` is 1.
func foundServer(_ series: ServerSeries) async throws -> ServerBinary {
    do {
        return try await ServerCatalog().find(series)
    } catch let error as ProcessError where error.code == .notInstalled {
        if ServerCatalog.isRequired { throw error }
        try Test.cancel("\(series) is not installed")
    }
}

/// Servers that tests share, each started by the first that needs it. They end with the tests' process.
private enum SharedServers {
    private static let tasks = Mutex<[ServerSeries: Task<ServerProcess, any Error>]>([:])

    static func server(_ series: ServerSeries) async throws -> ServerProcess {
        let binary = try await foundServer(series)
        let task = tasks.withLock { tasks in
            if let task = tasks[series] { return task }
            var options = ServerOptions()
            options.allowsDebugging = true
            let task = Task { try await ServerProcess.start(binary, options: options) }
            tasks[series] = task
            return task
        }
        return try await task.value
    }
}

/// Waits until something holds.
func eventually(
    within limit: Duration = .seconds(10),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it did not come within \(limit)", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}
