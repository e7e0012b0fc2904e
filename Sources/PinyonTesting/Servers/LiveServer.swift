internal import PinyonProcesses

/// A real Redis, Valkey or Memcached server for a test.
///
/// ```swift
/// @Test(.enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
/// func countersCount() async throws {
///     try await LiveServer.run(.redis) { server in
///         … connect to 127.0.0.1 at server.port …
///     }
/// }
/// ```
///
/// It listens on a free port of 127.0.0.1 only, keeps nothing, and has ended when ``run(_:options:_:)`` returns or
/// throws; even when the test's process is killed, the server ends with it. So tests may run at the same time, and
/// none sees what another one left.
///
/// ``kill()``, ``pause()``, ``resume()`` and ``restart()`` make it fail as servers fail; they are for one task at a
/// time.
public struct LiveServer: Sendable {
    private let process: ServerProcess

    init(_ process: ServerProcess) {
        self.process = process
    }

    /// Starts a server for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - kind: Which server.
    ///   - options: How it is started. Default: keeping nothing, without a password.
    ///   - body: Called when the server answers.
    /// - Returns: What the closure returns.
    /// - Throws: ``LiveServerError``, ``LiveServerError/Code/notInstalled`` among them; and what the closure throws.
    public static func run<Result>(
        _ kind: LiveServerKind,
        options: LiveServerOptions = LiveServerOptions(),
        _ body: (LiveServer) async throws -> Result
    ) async throws -> Result {
        let process = try await LiveServerError.translated {
            try await ServerProcess.start(kind.binary(), options: options.resolved())
        }
        return try await LiveServerError.finishing(process.stop) { try await body(LiveServer(process)) }
    }

    /// Starts the newest Redis on this machine for as long as a closure runs; see ``run(_:options:_:)``.
    public static func redis<Result>(_ body: (LiveServer) async throws -> Result) async throws -> Result {
        try await run(.redis, body)
    }

    /// Starts the newest Valkey on this machine for as long as a closure runs; see ``run(_:options:_:)``.
    public static func valkey<Result>(_ body: (LiveServer) async throws -> Result) async throws -> Result {
        try await run(.valkey, body)
    }

    /// Starts the newest Memcached on this machine for as long as a closure runs; see ``run(_:options:_:)``.
    public static func memcached<Result>(_ body: (LiveServer) async throws -> Result) async throws -> Result {
        try await run(.memcached, body)
    }

    /// The port of 127.0.0.1 it listens on; 0 if it has a unix socket only.
    public var port: Int { process.port ?? 0 }

    /// The path of its unix socket: Redis and Valkey always have one, Memcached only if it has no port.
    public var unixSocket: String? { process.unixSocket }

    /// Its version, as in `7.0.15`.
    public var version: String { process.binary.version.description }

    /// Its process id; nil while it doesn't run.
    public var processIdentifier: Int32? { process.pid }

    /// The last lines of its log, oldest first, without passwords.
    ///
    /// - Parameter count: The most lines. Default: 20.
    public func logTail(_ count: Int = 20) -> [String] { process.logTail(count) }

    /// Stops its process, so that it answers nothing while its connections stay open, until ``resume()``.
    ///
    /// - Throws: ``LiveServerError`` if it doesn't run.
    public func pause() async throws { try await LiveServerError.translated { try process.pause() } }

    /// Lets it go on after ``pause()``.
    ///
    /// - Throws: ``LiveServerError`` if it doesn't run.
    public func resume() async throws { try await LiveServerError.translated { try process.resume() } }

    /// Kills it at once, as a crash would. Returns when it is gone.
    ///
    /// - Throws: ``LiveServerError`` if it doesn't run.
    public func kill() async throws { try await LiveServerError.translated { try await process.kill() } }

    /// Starts it again on the same port with the same files, after ending it if it runs. Returns when it answers.
    ///
    /// - Throws: ``LiveServerError`` if it doesn't start; it doesn't run then.
    public func restart() async throws { try await LiveServerError.translated { try await process.restart() } }
}
