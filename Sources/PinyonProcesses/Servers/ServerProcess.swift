internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A server that runs on this machine for as long as its owner wants.
///
/// ```swift
/// let redis = try await ServerCatalog().find(.redis)
/// try await withServer(redis) { server in
///     … server.port …
/// }
/// ```
///
/// It listens on 127.0.0.1 and a unix socket only, keeps its files in a temporary folder of its own, and ends with its
/// owner: by ``stop()``, when the object is forgotten, and when this process ends in whatever way. ``kill()``,
/// ``pause()``, ``resume()`` and ``restart()`` make it fail as real servers fail; they are for one task at a time.
package final class ServerProcess: Sendable {
    private struct State {
        var process: SupervisedProcess?
        var isStopped = false
    }

    private static let logLines = 20

    /// The program.
    package let binary: ServerBinary
    /// What it was started with.
    package let options: ServerOptions
    private let ports: ServerPorts
    private let folder: ServerFolder
    private let log: ServerLog
    private let state = Mutex(State())

    private init(binary: ServerBinary, options: ServerOptions, ports: ServerPorts, folder: ServerFolder) {
        self.binary = binary
        self.options = options
        self.ports = ports
        self.folder = folder
        log = ServerLog(path: folder.file("server.log"), secrets: options.secrets)
    }

    deinit {
        let (process, isStopped) = state.withLock { ($0.process, $0.isStopped) }
        guard !isStopped else { return }
        let (folder, ports) = (folder, ports)
        Task {
            await process?.end(patience: .zero)
            folder.remove()
            ports.release()
        }
    }

    /// The port of 127.0.0.1 it listens on; nil if it has a unix socket only.
    package var port: Int? { ports.main }

    /// The path of its unix socket: Redis and Valkey always have one, Memcached if it has no port.
    package var unixSocket: String? {
        binary.kind == .memcached && port != nil ? nil : ServerCommand.socket(in: folder)
    }

    /// Its folder, with its configuration, its data and its log in it.
    package var directory: String { folder.path }

    /// Its process id; nil if it doesn't run.
    package var pid: Int32? { running?.identifier }

    /// Whether it runs. A paused server runs.
    package var isRunning: Bool { running != nil }

    /// How it ended; nil if it runs.
    package var exit: ProcessExit? { state.withLock { $0.process?.exit } }

    /// Connects to its unix socket, and signs on as the default user if that one has a password.
    ///
    /// - Returns: The connection; not for Memcached.
    /// - Throws: ``ProcessError``, or `CancellationError`.
    package func connect() async throws -> ControlConnection {
        guard binary.kind != .memcached, let unixSocket else {
            throw ProcessError(.badOptions, "\(binary) knows no such commands.")
        }
        let connection = try ControlConnection(.unixSocket(unixSocket))
        if let password = options.password { try await connection.require("AUTH", password) }
        return connection
    }

    /// The last lines of its log, oldest first, without passwords.
    ///
    /// - Parameter count: The most lines. Default: 20.
    package func logTail(_ count: Int = 20) -> [String] { log.tail(count) }

    private var stopPatience: Duration {
        options.stopPatience ?? (binary.kind == .memcached ? .zero : .seconds(5))
    }

    private var running: SupervisedProcess? {
        state.withLock { state in state.process.flatMap { $0.exit == nil ? $0 : nil } }
    }

    /// Starts a server and waits until it answers.
    ///
    /// - Parameters:
    ///   - binary: The program.
    ///   - options: How it is started. Default: on a free port, keeping nothing.
    /// - Returns: The server; it answers.
    /// - Throws: ``ProcessError``, with the server's last log lines, if it can't be started, ends or doesn't answer
    ///   in time; or `CancellationError`. Nothing is left behind then.
    package static func start(
        _ binary: ServerBinary,
        options: ServerOptions = ServerOptions()
    ) async throws -> ServerProcess {
        var attempts = options.endpoint == .freePort ? 5 : 1
        while true {
            attempts -= 1
            let server = try await make(binary, options)
            do {
                try await server.launch()
                return server
            } catch let error as ProcessError where error.code == .portTaken && attempts > 0 {
                await server.stop()
            } catch {
                await server.stop()
                throw error
            }
        }
    }

    private static func make(_ binary: ServerBinary, _ options: ServerOptions) async throws -> ServerProcess {
        let ports = try ServerPorts(for: binary.kind, options)
        do {
            return ServerProcess(binary: binary, options: options, ports: ports, folder: try await ServerFolder())
        } catch {
            ports.release()
            throw error
        }
    }

    private func launch() async throws {
        let command = ServerCommand(binary: binary, options: options, folder: folder, ports: ports)
        try command.validate()
        // The server may have written into its configuration: a Sentinel does, and CONFIG REWRITE.
        if binary.kind != .memcached, exit == nil { try folder.write(command.configuration(), to: "server.conf") }
        let process = try await SupervisedProcess.start(command.words, log: log.path)
        let isStopped = state.withLock { state in
            state.process = process
            return state.isStopped
        }
        if isStopped { await process.end(patience: .zero) }
        try await awaitReadiness(of: process)
    }

    private func awaitReadiness(of process: SupervisedProcess) async throws {
        let address = unixSocket.map { ServerAddress.unixSocket($0) } ?? .port(ports.control ?? port ?? 0)
        let isReady: Bool? = try await Polling.answer(until: .after(options.startLimit)) {
            if process.exit != nil { return false }
            let isReached = try await Readiness.isReached(
                binary.kind, at: address, process: process.identifier)
            return isReached ? true : nil
        }
        if isReady == true { return }
        let lines = log.tail(Self.logLines)
        guard let exit = process.exit else {
            throw ProcessError(
                .notReady, "\(binary) did not answer at \(address) within \(options.startLimit).", log: lines)
        }
        if lines.contains(where: { $0.contains("Address already in use") }) {
            throw ProcessError(.portTaken, "\(binary) could not listen on port \(port ?? 0): it is in use.", log: lines)
        }
        throw ProcessError(.exitedEarly, "\(binary) \(exit) before it answered.", log: lines)
    }
}

extension ServerProcess {
    /// Ends the server, by force if it takes longer than ``ServerOptions/stopPatience``, and removes its folder.
    ///
    /// Returns when it is gone, even if the task is cancelled. A second call does nothing.
    package func stop() async {
        let process = state.withLock { state -> SupervisedProcess?? in
            defer { state.isStopped = true }
            return state.isStopped ? nil : .some(state.process)
        }
        guard let process else { return }
        await process?.end(patience: stopPatience)
        folder.remove()
        ports.release()
    }

    /// Stops its process, so that it answers nothing while its connections stay open, until ``resume()``.
    ///
    /// - Throws: ``ProcessError/Code/notRunning``.
    package func pause() throws(ProcessError) { try send(SIGSTOP) }

    /// Lets it go on after ``pause()``.
    ///
    /// - Throws: ``ProcessError/Code/notRunning``.
    package func resume() throws(ProcessError) { try send(SIGCONT) }

    /// Kills it at once, as a crash would. Returns when it is gone; its folder stays, for ``restart()``.
    ///
    /// - Throws: ``ProcessError/Code/notRunning``.
    package func kill() async throws(ProcessError) {
        try send(SIGKILL)
        let process = state.withLock(\.process)
        await process?.waitForExit()
    }

    /// Starts it again on the same port with the same folder, after ending it if it runs.
    ///
    /// - Throws: As ``start(_:options:)`` does; ``ProcessError/Code/notRunning`` after ``stop()``. It doesn't run then.
    package func restart() async throws {
        let (process, isStopped) = state.withLock { ($0.process, $0.isStopped) }
        guard !isStopped else {
            throw ProcessError(.notRunning, "\(binary) was stopped, and its folder removed: start another one.")
        }
        await process?.end(patience: stopPatience)
        do {
            try await launch()
        } catch {
            await state.withLock(\.process)?.end(patience: .zero)
            throw error
        }
    }

    private func send(_ signal: Int32) throws(ProcessError) {
        guard let running else { throw ProcessError(.notRunning, "\(binary) doesn't run.") }
        running.send(signal)
    }
}

/// Starts a server for as long as a closure runs.
///
/// - Parameters:
///   - binary: The program.
///   - options: How it is started. Default: on a free port, keeping nothing.
///   - body: Called when the server answers.
/// - Returns: What the closure returns. The server is gone by then, also if the closure throws or is cancelled.
/// - Throws: As ``ServerProcess/start(_:options:)`` does, and what the closure throws.
package func withServer<Result>(
    _ binary: ServerBinary,
    options: ServerOptions = ServerOptions(),
    _ body: (ServerProcess) async throws -> Result
) async throws -> Result {
    let server = try await ServerProcess.start(binary, options: options)
    do {
        let result = try await body(server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}
