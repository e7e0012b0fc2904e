public import Synchronization

/// What a look-up with a load ended with.
@usableFromInline
enum Answer<Value: Sendable>: Sendable {
    case value(Value)
    case absent
}

/// One load of one key that is under way, and everybody who waits for it.
///
/// Callers are counted by the table that holds the flight, under that table's lock; this value only resumes them.
@usableFromInline
final class Flight<Value: Sendable>: Sendable {
    @usableFromInline typealias Waiter = CheckedContinuation<Answer<Value>, any Error>

    @usableFromInline
    struct State {
        @usableFromInline var result: Result<Answer<Value>, any Error>?
        @usableFromInline var waiters: [Int: Waiter] = [:]
        @usableFromInline var cancelled: Set<Int> = []
        @usableFromInline var nextWaiter = 0
        @usableFromInline var task: Task<Void, Never>?

        @inlinable
        init() {}
    }

    @usableFromInline let state = Mutex(State())
    /// How many callers have not left.
    @usableFromInline let callers = Atomic<Int>(1)

    /// Which loads wait for which, to find those that would wait for themselves.
    @usableFromInline let node = WaitGraph.Node()

    @inlinable
    init() {}

    /// Counts another caller.
    @inlinable
    func join() { callers.wrappingAdd(1, ordering: .relaxed) }

    /// Counts a caller less; true when it was the last one.
    @inlinable
    func leave() -> Bool { callers.wrappingSubtract(1, ordering: .relaxed).newValue == 0 }

    /// The task that performs the load; set before the first caller waits.
    @inlinable
    func setTask(_ task: Task<Void, Never>) { state.withLock { $0.task = task } }

    /// Cancels the load.
    @inlinable
    func cancel() { state.withLock { $0.task }?.cancel() }

    /// Waits for the result.
    ///
    /// - Throws: the load's error, or `CancellationError` at once when the caller is cancelled.
    @inlinable
    func wait() async throws -> Answer<Value> {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        defer { _ = state.withLock { $0.cancelled.remove(number) } }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add($0, number: number) }
        } onCancel: {
            cancelWaiter(number)
        }
    }

    /// Gives everybody the result. Only the first result counts.
    @inlinable
    func finish(_ result: Result<Answer<Value>, any Error>) {
        let waiters = state.withLock { state -> [Waiter] in
            guard state.result == nil else { return [] }
            state.result = result
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }

    @inlinable
    func add(_ waiter: Waiter, number: Int) {
        let result = state.withLock { state -> Result<Answer<Value>, any Error>? in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            if let result = state.result { return result }
            state.waiters[number] = waiter
            return nil
        }
        if let result { waiter.resume(with: result) }
    }

    @inlinable
    func cancelWaiter(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            if let waiter = state.waiters.removeValue(forKey: number) { return waiter }
            // Cancelled before it began to wait.
            if state.result == nil { state.cancelled.insert(number) }
            return nil
        }
        waiter?.resume(throwing: CancellationError())
    }
}
