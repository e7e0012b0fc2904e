internal import NIOPosix

/// Threads for looking up names, which may block for a minute.
///
/// They are the process's own for that: on threads that others use, too, a few names that nobody answers for would hold
/// up everything else, such as connections to servers whose names are known.
final class LookupThreads: TaskExecutor {
    /// So many names at a time may be waited for before others have to wait as well.
    private static let count = 8

    static let shared = LookupThreads()

    private let threads = NIOThreadPool(numberOfThreads: LookupThreads.count)

    private init() {
        threads.start()
    }

    /// Does work that may block.
    func run(_ work: @escaping @Sendable () -> Void) {
        threads.submit { _ in work() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        run { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
