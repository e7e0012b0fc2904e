import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Keeps the process alive when a tool that it feeds ends early.
///
/// Writing to such a tool raises SIGPIPE, which by default ends the writer. While anybody needs it the signal is
/// ignored, so that the write fails instead; afterwards its former handler is back.
enum BrokenPipeSignal {
    private typealias Handler = @convention(c) (Int32) -> Void

    private struct State {
        var users = 0
        var former: Handler?
    }

    private static let state = Mutex(State())

    /// Runs something while the signal is ignored.
    static func ignored<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        state.withLock { state in
            if state.users == 0 { state.former = signal(SIGPIPE, SIG_IGN) }
            state.users += 1
        }
        defer {
            state.withLock { state in
                state.users -= 1
                if state.users == 0 { _ = signal(SIGPIPE, state.former) }
            }
        }
        return try await body()
    }
}
