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

/// Ctrl-C and a polite kill: the first one asks the operation to end with what it has, the second one ends the process.
struct Interrupts {
    private final class Seen: Sendable {
        let signal = Atomic<Int32>(0)
    }

    private static let signals = [SIGINT, SIGTERM]

    private let seen: Seen
    private let sources: [any DispatchSourceSignal]

    /// Calls a body at the first interrupt.
    static func handle(_ body: @escaping @Sendable () -> Void) -> Interrupts {
        let seen = Seen()
        let sources = signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                if seen.signal.exchange(number, ordering: .relaxed) != 0 {
                    TemporaryDatabases.removeAll()
                    exit(128 + number)
                }
                body()
            }
            source.resume()
            return source
        }
        return Interrupts(seen: seen, sources: sources)
    }

    /// What to exit with, as a shell counts: 130 after Ctrl-C; nil if there was no interrupt.
    var exitCode: ExitCode? {
        let number = seen.signal.load(ordering: .relaxed)
        return number == 0 ? nil : ExitCode(128 + number)
    }

    /// Lets the signals end the process again.
    func stop() {
        for source in sources { source.cancel() }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
