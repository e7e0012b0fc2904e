import Dispatch
import Foundation
import Synchronization

/// An executor on one thread of its own, in the order of arrival.
final class QueueExecutor: TaskExecutor {
    private static let mark = DispatchSpecificKey<ObjectIdentifier>()
    private let queue = DispatchQueue(label: "QueueExecutor")

    init() {
        queue.setSpecific(key: Self.mark, value: ObjectIdentifier(self))
    }

    /// Whether the calling code runs on this executor.
    var isCurrent: Bool { DispatchQueue.getSpecific(key: Self.mark) == ObjectIdentifier(self) }

    /// Waits until the jobs that are queued now have run up to where they suspend.
    func drain() async { await Task(executorPreference: self) {}.value }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// An executor that runs one job at a time and lets a seed choose which: at every suspension another interleaving.
///
/// A run repeats exactly with its seed if `SWIFT_DETERMINISTIC_HASHING` is set.
final class ShuffledExecutor: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var random: Seeded
    }

    private let state: Mutex<State>

    private init(seed: UInt64) {
        state = Mutex(State(random: Seeded(seed)))
    }

    /// Runs a body, and all tasks that it starts on this executor, to the end.
    ///
    /// - Returns: the body's result, or nil if it hangs: nothing is left to run and it has not ended.
    static func run<Result: Sendable>(
        seed: UInt64, _ body: @escaping @Sendable (ShuffledExecutor) async -> Result
    ) async -> Result? {
        let executor = ShuffledExecutor(seed: seed)
        let outcome = Outcome<Result>()
        Task(executorPreference: executor) { outcome.set(await body(executor)) }
        await withCheckedContinuation { done in
            DispatchQueue.global().async {
                executor.runUntilIdle()
                done.resume()
            }
        }
        return outcome.value
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
    }

    private func runUntilIdle() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        state.withLock { state in
            guard !state.jobs.isEmpty else { return nil }
            let index = Int.random(in: 0..<state.jobs.count, using: &state.random)
            state.jobs.swapAt(index, state.jobs.count - 1)
            return state.jobs.popLast()
        }
    }
}

private final class Outcome<Value: Sendable>: Sendable {
    private let stored = Mutex<Value?>(nil)

    var value: Value? { stored.withLock { $0 } }

    func set(_ value: Value) { stored.withLock { $0 = value } }
}
