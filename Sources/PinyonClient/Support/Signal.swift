package import NIOCore
internal import Synchronization

/// Wakes tasks that wait for something to change.
package final class Signal: Sendable {
    private struct State {
        /// Whether it was raised while nobody waited.
        var isRaised = false
        var waiters: [Waiter<Void>] = []
    }

    private let remembers: Bool
    private let eventLoop: any EventLoop
    private let state = Mutex(State())

    /// A signal.
    ///
    /// - Parameters:
    ///   - eventLoop: Where waiting ends after a time.
    ///   - remembers: Whether the next to wait doesn't wait if it was raised before.
    package init(eventLoop: any EventLoop, remembers: Bool) {
        self.eventLoop = eventLoop
        self.remembers = remembers
    }

    /// Wakes all that wait.
    package func raise() {
        var hasWoken = false
        while !hasWoken {
            let waiters = state.withLock { state in
                if state.waiters.isEmpty { state.isRaised = remembers }
                defer { state.waiters = [] }
                return state.waiters
            }
            if waiters.isEmpty { return }
            // Those whose time was over before don't learn of it: if there are no others, it is remembered.
            for waiter in waiters where waiter.finish(.success(())) { hasWoken = true }
        }
    }

    /// Waits until it is raised, a time is reached, or the task is cancelled.
    package func wait(until deadline: NIODeadline) async {
        let waiter = Waiter<Void>()
        let isWaiting = state.withLock { state in
            if state.isRaised {
                state.isRaised = false
                return false
            }
            state.waiters.removeAll { $0.isFinished }
            state.waiters.append(waiter)
            return true
        }
        guard isWaiting else { return }
        let timer = eventLoop.scheduleTask(deadline: deadline) { _ = waiter.finish(.success(())) }
        defer { timer.cancel() }
        _ = await withTaskCancellationHandler {
            await waiter.outcome()
        } onCancel: {
            waiter.finish(.success(()))
        }
    }
}
