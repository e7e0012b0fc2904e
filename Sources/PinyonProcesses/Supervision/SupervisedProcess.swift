internal import Subprocess
internal import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A server that runs below a shell which ends it when this process is gone; see ``SupervisorScript``.
///
/// The process is killed when its owner forgets it.
final class SupervisedProcess: Sendable {
    /// How it ended, if it has; shared by the owner and the task that watches.
    private final class Fate: Sendable {
        let exit = Mutex<ProcessExit?>(nil)
    }

    /// The server's process id.
    let identifier: Int32
    private let fate: Fate
    private let watching: Task<Void, Never>

    private init(identifier: Int32, fate: Fate, watching: Task<Void, Never>) {
        self.identifier = identifier
        self.fate = fate
        self.watching = watching
    }

    deinit { send(SIGKILL) }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - command: The program's path and its arguments.
    ///   - log: The file that its output is added to.
    /// - Throws: ``ProcessError/Code/system`` if not even the shell can be run.
    static func start(_ command: [String], log: String) async throws(ProcessError) -> Self {
        let fate = Fate()
        let (identifiers, announcement) = AsyncStream<Int32>.makeStream()
        let watching = Task {
            let exit = await supervise([log] + command) { announcement.yield($0) }
            fate.exit.withLock { $0 = exit }
            announcement.finish()
        }
        // Cancellation would make the stream end before the process is known, and so can be ended.
        let identifier = await Polling.uncancelled { await identifiers.first { _ in true } }
        guard let identifier else {
            await watching.value
            let reason = fate.exit.withLock { $0 }?.description ?? "ended"
            throw ProcessError(.system, "The shell that watches over a server \(reason).")
        }
        return Self(identifier: identifier, fate: fate, watching: watching)
    }

    /// How it ended; nil as long as it runs.
    var exit: ProcessExit? { fate.exit.withLock { $0 } }

    /// Sends a signal, if the process runs.
    func send(_ signal: Int32) {
        fate.exit.withLock { exit in
            if exit == nil { _ = kill(identifier, signal) }
        }
    }

    /// Waits for the process's end, cancelled or not.
    @discardableResult
    func waitForExit() async -> ProcessExit {
        await watching.value
        return exit ?? .unknown("nobody saw it")
    }

    /// Ends the process: politely first, by force when the time is over. Returns when it is gone, cancelled or not.
    ///
    /// - Parameter patience: The time it has for itself.
    @discardableResult
    func end(patience: Duration) async -> ProcessExit {
        await Polling.uncancelled { [self] in
            send(SIGTERM)
            // A stopped process would not notice.
            send(SIGCONT)
            if patience > .zero {
                _ = try? await Polling.answer(until: .after(patience)) { exit }
            }
            send(SIGKILL)
            return await waitForExit()
        }
    }

    /// Runs the shell until its end.
    private static func supervise(
        _ arguments: [String],
        announce: (Int32) -> Void
    ) async -> ProcessExit {
        var options = PlatformOptions()
        // Ctrl-C in a terminal is for whoever owns the server, who then ends it in order.
        options.createSession = true
        var server: Int32?
        let status: TerminationStatus
        do {
            status = try await Subprocess.run(
                .name("sh"), arguments: Arguments(["-c", SupervisorScript.text, "sh"] + arguments),
                platformOptions: options, input: .inputWriter, output: .sequence, error: .discarded
            ) { execution in
                // The pipe to the shell is open as long as this runs, and the shell's output as long as the shell.
                for try await line in execution.standardOutput.strings() {
                    guard server == nil, let identifier = Int32(line) else { continue }
                    server = identifier
                    announce(identifier)
                }
            }.terminationStatus
        } catch {
            if let server { kill(server, SIGKILL) }
            return .unknown("\(error)")
        }
        switch status {
        case .exited(let status): return ProcessExit(shellStatus: Int(status))
        case .signaled(let signal):
            // Without the shell nobody else ends the server.
            if let server { kill(server, SIGKILL) }
            return .unknown("the shell that watched over it was ended by signal \(signal)")
        }
    }
}
