internal import Synchronization

/// A value that tasks can wait on: each change wakes those whose condition has come true.
final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        let condition: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var value: Value
        var waiters: [Int: Waiter] = [:]
        var cancelled: Set<Int> = []
        var nextWaiter = 0
        var isClosed = false
    }

    private let state: Mutex<State>

    init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    var value: Value { state.withLock { $0.value } }

    /// Reads a part of the value without copying the rest.
    func read<Part: Sendable>(_ part: (Value) -> Part) -> Part {
        state.withLock { part($0.value) }
    }

    @discardableResult
    func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, woken) = state.withLock { state -> (Result, [Waiter]) in
            let result = change(&state.value)
            let met = state.waiters.filter { $0.value.condition(state.value) }
            for number in met.keys { state.waiters[number] = nil }
            return (result, Array(met.values))
        }
        for waiter in woken { waiter.continuation.resume() }
        return result
    }

    /// Fails whoever waits, and whoever will.
    func close() {
        let left = state.withLock { state in
            defer { state.waiters = [:] }
            state.isClosed = true
            return state.waiters.values.map(\.continuation)
        }
        for continuation in left { continuation.resume(throwing: Self.stopped) }
    }

    /// Waits until a condition is true.
    ///
    /// - Throws: ``FaultError`` when time is up or the value is closed, or `CancellationError`.
    func wait(
        _ what: String, within limit: Duration, until condition: @escaping @Sendable (Value) -> Bool
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await self.wait(until: condition)
                return true
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            if try await group.next() == false {
                throw FaultError(.timedOut, "waited \(limit) in vain until \(what); it stands at \(value)")
            }
        }
    }

    private static var stopped: FaultError { FaultError(.stopped, "stopped while somebody waited for a condition") }

    private func wait(until condition: @escaping @Sendable (Value) -> Bool) async throws {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        defer { _ = state.withLock { $0.cancelled.remove(number) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(Waiter(condition: condition, continuation: $0), number) }
        } onCancel: {
            cancel(number)
        }
    }

    private func add(_ waiter: Waiter, _ number: Int) {
        let result = state.withLock { state -> Result<Void, any Error>? in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            if waiter.condition(state.value) { return .success(()) }
            if state.isClosed { return .failure(Self.stopped) }
            state.waiters[number] = waiter
            return nil
        }
        if let result { waiter.continuation.resume(with: result) }
    }

    private func cancel(_ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            if let waiter = state.waiters.removeValue(forKey: number) { return waiter }
            state.cancelled.insert(number)
            return nil
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }
}
