internal import Dispatch
internal import Foundation
internal import Synchronization

/// A thread that runs tasks in the order in which they become ready.
///
/// On Swift's own threads even a single caller and its loads change threads at every suspension, and the near tier's
/// policy learns of hits thread by thread. On one thread a replay with a seed repeats exactly.
final class SingleThread: TaskExecutor {
    private struct Jobs: Sendable {
        /// nil ends the thread.
        var waiting: [UnownedJob?] = []
    }

    private let jobs = Mutex(Jobs())
    private let arrivals = DispatchSemaphore(value: 0)

    init() {
        Thread.detachNewThread { self.run() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        add(UnownedJob(job))
    }

    /// Ends the thread. Call it when all tasks are done: later ones never run.
    func end() {
        add(nil)
    }

    private func add(_ job: UnownedJob?) {
        jobs.withLock { $0.waiting.append(job) }
        arrivals.signal()
    }

    private func run() {
        while true {
            arrivals.wait()
            guard let job = jobs.withLock({ $0.waiting.removeFirst() }) else { return }
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
