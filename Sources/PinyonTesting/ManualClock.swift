internal import Synchronization

/// A clock that stands still until a test moves it.
///
/// ```swift
/// let clock = ManualClock()
/// let cache = Cache<String, Int>("numbers", clock: NearClock(clock))
/// clock.advance(by: .seconds(60))
/// ```
///
/// Whoever sleeps on it wakes when the time reaches their deadline, in the order of the deadlines.
public final class ManualClock: Clock, Sendable {
    /// A moment on a manual clock: the time since the clock was made.
    public struct Instant: InstantProtocol, Hashable, Sendable {
        /// The time since the clock was made.
        public var offset: Duration

        /// A moment.
        public init(offset: Duration) {
            self.offset = offset
        }

        /// The moment later by a duration.
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        /// The time from this moment to another.
        public func duration(to other: Instant) -> Duration { other.offset - offset }

        /// Whether a moment is before another.
        public static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var nextSleeper = 0
    }

    private let state = Mutex(State())

    /// A clock at its first moment.
    public init() {}

    /// The moment at which the clock stands.
    public var now: Instant { state.withLock { $0.now } }

    /// The smallest step between two moments: an attosecond.
    public var minimumResolution: Duration { Duration(secondsComponent: 0, attosecondsComponent: 1) }

    /// The number of tasks that sleep on the clock, for tests that must advance only after somebody has gone to sleep.
    public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Moves the time forward and wakes whoever is due, the earliest deadline first; of equal ones, whoever went to
    /// sleep first. A negative duration does nothing.
    public func advance(by duration: Duration) {
        advance { $0.advanced(by: duration) }
    }

    /// Moves the time forward to a moment, as `advance(by:)` does. A moment in the past does nothing.
    public func advance(to moment: Instant) {
        advance { _ in moment }
    }

    private func advance(_ target: (Instant) -> Instant) {
        let due = state.withLock { state -> [Sleeper] in
            state.now = max(state.now, target(state.now))
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value)
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Sleeps until the clock has been moved to a moment.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        defer { _ = state.withLock { $0.cancelled.remove(number) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add($0, number: number, deadline: deadline) }
        } onCancel: {
            cancel(number)
        }
    }

    private func add(_ continuation: CheckedContinuation<Void, any Error>, number: Int, deadline: Instant) {
        let result = state.withLock { state -> Result<Void, any Error>? in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            if deadline <= state.now { return .success(()) }
            state.sleepers[number] = Sleeper(deadline: deadline, continuation: continuation)
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    private func cancel(_ number: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            if let sleeper = state.sleepers.removeValue(forKey: number) { return sleeper }
            state.cancelled.insert(number)
            return nil
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
