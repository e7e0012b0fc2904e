internal import ArgumentParser
internal import Dispatch
internal import PinyonOps
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Ctrl-C, a polite kill, and a terminal that is closed: the first one asks the operation to end with what it has, the
/// second one ends the process.
struct Interrupts {
    private struct State {
        var signal: Int32?
        var body: (@Sendable () -> Void)?
    }

    private final class Shared: Sendable {
        let state = Mutex(State())

        /// Takes note of a signal.
        func take(_ number: Int32) {
            let (isFirst, body) = state.withLock { state in
                let isFirst = state.signal == nil
                if isFirst { state.signal = number }
                return (isFirst, state.body)
            }
            guard isFirst else {
                TemporaryDatabases.removeAll()
                exit(128 + number)
            }
            body?()
        }
    }

    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    private let shared: Shared
    private let sources: [(number: Int32, source: any DispatchSourceSignal)]

    /// Begins to listen. When it has returned, no signal is lost any more, nor ends the process by itself.
    static func begin() async -> Interrupts {
        let shared = Shared()
        var sources: [(number: Int32, source: any DispatchSourceSignal)] = []
        for number in signals where number != SIGHUP || !isIgnored(number) {
            // Darwin's sources only watch; on Linux the source puts a handler of its own in this one's place.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { shared.take(number) }
            await withCheckedContinuation { continuation in
                source.setRegistrationHandler { continuation.resume() }
                source.resume()
            }
            sources.append((number, source))
        }
        return Interrupts(shared: shared, sources: sources)
    }

    /// Calls a body at the first interrupt, or now if there was one already.
    func handle(_ body: @escaping @Sendable () -> Void) {
        let isLate = shared.state.withLock { state in
            state.body = body
            return state.signal != nil
        }
        if isLate { body() }
    }

    /// What to exit with, as a shell counts: 130 after Ctrl-C; nil if there was no interrupt.
    var exitCode: ExitCode? { shared.state.withLock(\.signal).map { ExitCode(128 + $0) } }

    /// Lets the signals end the process again.
    func stop() {
        for (number, source) in sources {
            source.cancel()
            signal(number, SIG_DFL)
        }
    }

    /// Whether whoever started the process wants a signal ignored, as `nohup` does.
    private static func isIgnored(_ number: Int32) -> Bool {
        let former = signal(number, SIG_IGN)
        signal(number, former)
        return unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
