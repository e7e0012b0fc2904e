internal import NIOCore
internal import Synchronization

/// A task that waits for one outcome. Whoever brings the first outcome decides; later ones are ignored.
///
/// It may carry commands. They are gone as soon as they were taken or there is an outcome, so that a caller that left
/// holds no bytes wherever it still has a place.
package class Waiter<Value: Sendable>: @unchecked Sendable {  // All its state is in the mutex.
    package typealias Outcome = Result<Value, ClientError>

    private enum Phase {
        case created
        case waiting(UnsafeContinuation<Outcome, Never>)
        /// The outcome waits for the task. Apart, because that is rare, and it takes much room.
        indirect case finished(Outcome)
        /// The task has its outcome.
        case ended

        var isOver: Bool {
            switch self {
            case .finished, .ended: true
            case .created, .waiting: false
            }
        }
    }

    private struct State {
        var phase = Phase.created
        var isMarked = false
        var mayBeMarked = true
        var commands: CommandBatch?
    }

    private let state: Mutex<State>

    /// A waiter that nobody has brought an outcome yet.
    ///
    /// - Parameter commands: What it carries.
    package init(carrying commands: CommandBatch? = nil) {
        state = Mutex(State(commands: commands))
    }

    /// Whether nobody waits for it any more.
    package final var isFinished: Bool {
        state.withLock { state in
            state.phase.isOver
        }
    }

    /// Whether ``mark()`` was called in time.
    package final var isMarked: Bool { state.withLock { $0.isMarked } }

    /// Waits for the outcome.
    package final func outcome() async -> Outcome {
        await withUnsafeContinuation { continuation in
            let outcome: Outcome? = state.withLock { state in
                if case .finished(let outcome) = state.phase {
                    state.phase = .ended
                    return outcome
                }
                state.phase = .waiting(continuation)
                return nil
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }

    /// Leaves a mark and takes what is carried, unless there is an outcome already.
    ///
    /// - Returns: what was carried; nil if nobody waits any more, or if it was taken before.
    package final func mark() -> CommandBatch? {
        state.withLock { state -> CommandBatch? in
            guard !state.phase.isOver, state.mayBeMarked else { return nil }
            state.isMarked = true
            return state.commands.take()
        }
    }

    /// Keeps the mark from being left from now on.
    ///
    /// - Returns: whether it was left before.
    package final func denyMark() -> Bool {
        state.withLock { state in
            state.mayBeMarked = false
            return state.isMarked
        }
    }

    /// Brings the outcome.
    ///
    /// - Returns: whether this was the first.
    @discardableResult
    package final func finish(_ outcome: Outcome) -> Bool {
        let waiting: (isFirst: Bool, UnsafeContinuation<Outcome, Never>?) = state.withLock { state in
            switch state.phase {
            case .finished, .ended:
                return (false, nil)
            case .created:
                state.phase = .finished(outcome)
                state.commands = nil
                return (true, nil)
            case .waiting(let continuation):
                state.phase = .ended
                state.commands = nil
                return (true, continuation)
            }
        }
        waiting.1?.resume(returning: outcome)
        return waiting.isFirst
    }
}
