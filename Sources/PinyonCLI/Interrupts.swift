internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Ctrl-C: the first one asks the operation to end with what it has, the second one ends the process.
struct Interrupts {
    private final class Counter: Sendable {
        let count = Atomic<Int>(0)
    }

    private let counter: Counter
    private let source: any DispatchSourceSignal

    /// Calls a body at the first interrupt.
    static func handle(_ body: @escaping @Sendable () -> Void) -> Interrupts {
        signal(SIGINT, SIG_IGN)
        let counter = Counter()
        let source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler {
            let number = counter.count.wrappingAdd(1, ordering: .relaxed).newValue
            if number > 1 { exit(130) }
            body()
        }
        source.resume()
        return Interrupts(counter: counter, source: source)
    }

    /// Whether there was one.
    var wereSeen: Bool { counter.count.load(ordering: .relaxed) > 0 }

    /// Lets Ctrl-C end the process again.
    func stop() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
