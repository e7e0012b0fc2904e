internal import Synchronization

/// Counts the tasks that a cache has started, so that shutting down can wait for them.
@usableFromInline
final class LoadTasks: Sendable {
    private struct State {
        var running = 0
        var isShutDown = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    @usableFromInline
    init() {}

    /// Counts a task; false when the cache is shut down and must not start it.
    @usableFromInline
    func begin() -> Bool {
        state.withLock { state in
            guard !state.isShutDown else { return false }
            state.running += 1
            return true
        }
    }

    /// Counts a task less.
    @usableFromInline
    func end() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.running -= 1
            guard state.running == 0 else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Lets no further task begin and waits until the last one has ended.
    @usableFromInline
    func shutDown() async {
        await withCheckedContinuation { waiter in
            let isIdle = state.withLock { state in
                state.isShutDown = true
                if state.running > 0 { state.waiters.append(waiter) }
                return state.running == 0
            }
            if isIdle { waiter.resume() }
        }
    }
}
