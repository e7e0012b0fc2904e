import PinyonClient
import Synchronization
import Testing

/// Callers that do the same again and again while something happens, and what came of each call.
final class Load: Sendable {
    struct Sample: Sendable {
        let caller: Int
        let start: ContinuousClock.Instant
        let duration: Duration
        let error: (any Error)?
    }

    private let state = Mutex<[Sample]>([])

    var samples: [Sample] { state.withLock { $0 } }
    /// How many calls are done.
    var count: Int { state.withLock { $0.count } }
    /// The calls that failed.
    var errors: [any Error] { samples.compactMap(\.error) }

    /// Runs callers for as long as a closure runs.
    ///
    /// - Parameters:
    ///   - callers: How many.
    ///   - pause: How long each waits from one call to the next.
    ///   - call: One call, of which the numbers of the caller and of the call are given.
    ///   - change: What happens meanwhile. The callers stop when it has ended.
    func run<Result>(
        callers: Int, pause: Duration = .milliseconds(1),
        _ call: @escaping @Sendable (_ caller: Int, _ turn: Int) async throws -> Void,
        during change: () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var turn = 0
                    while !self.isStopped, !Task.isCancelled {
                        await self.measure(caller, turn, call)
                        turn += 1
                        try await Task.sleep(for: pause)
                    }
                }
            }
            defer { stop() }
            let result = try await change()
            stop()
            try await group.waitForAll()
            return result
        }
    }

    private let stopped = Atomic(false)

    private var isStopped: Bool { stopped.load(ordering: .relaxed) }

    private func stop() {
        stopped.store(true, ordering: .relaxed)
    }

    private func measure(_ caller: Int, _ turn: Int, _ call: (Int, Int) async throws -> Void) async {
        let start = ContinuousClock.now
        var failure: (any Error)?
        do { try await call(caller, turn) } catch { failure = error }
        let sample = Sample(caller: caller, start: start, duration: ContinuousClock.now - start, error: failure)
        state.withLock { $0.append(sample) }
    }

    /// The time that a share of the calls took at most, of those that began in a time.
    func percentile(
        _ share: Double, from start: ContinuousClock.Instant? = nil, to end: ContinuousClock.Instant? = nil,
        where isCounted: (Sample) -> Bool = { _ in true }
    ) -> Duration {
        let times = samples.filter { sample in
            (start.map { sample.start >= $0 } ?? true) && (end.map { sample.start < $0 } ?? true) && isCounted(sample)
        }.map(\.duration).sorted()
        guard !times.isEmpty else { return .zero }
        return times[min(times.count - 1, Int(Double(times.count) * share))]
    }

    /// Waits for the first call that succeeds after a moment, of those that count.
    ///
    /// - Returns: how long after the moment it was done.
    func recovery(
        after moment: ContinuousClock.Instant, of isCounted: (Sample) -> Bool
    ) async throws -> Duration {
        var first: ContinuousClock.Instant?
        try await eventually("calls succeed again") {
            first = samples.filter { isCounted($0) && $0.error == nil }.map { $0.start + $0.duration }
                .filter { $0 >= moment }.min()
            return first != nil
        }
        return first.map { moment.duration(to: $0) } ?? .zero
    }

    /// The number of calls and errors, and how long they took.
    func summary() -> String {
        "\(samples.count) calls, \(errors.count) errors, p50 \(percentile(0.5)), p99 \(percentile(0.99)), "
            + "longest \(percentile(1))"
    }
}
