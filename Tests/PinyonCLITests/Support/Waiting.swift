import Synchronization

/// Something that comes once, and that a task may wait for, cancelled or not.
final class Ending: Sendable {
    private enum State {
        case ahead
        case awaited(CheckedContinuation<Void, Never>)
        case there
    }

    private let state = Mutex(State.ahead)

    /// Lets whoever waits go on.
    func come() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            defer { state = .there }
            guard case .awaited(let waiter) = state else { return nil }
            return waiter
        }
        waiter?.resume()
    }

    /// Waits for it; only one task may.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if case .there = state { return true }
                state = .awaited(continuation)
                return false
            }
            if isThere { continuation.resume() }
        }
    }
}

/// A number of places that tasks take in turn.
final class Places: Sendable {
    private struct State {
        var free: Int
        var waiters: [Ending] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// Waits for a place and takes it.
    func take() async {
        let turn = state.withLock { state -> Ending? in
            if state.free > 0 {
                state.free -= 1
                return nil
            }
            let turn = Ending()
            state.waiters.append(turn)
            return turn
        }
        await turn?.wait()
    }

    /// Gives a place to the one who has waited longest.
    func giveBack() {
        let next = state.withLock { state -> Ending? in
            if state.waiters.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.come()
    }
}
