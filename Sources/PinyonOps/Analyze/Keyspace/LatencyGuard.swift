internal import PinyonClient
internal import Synchronization

/// Watches how long a server takes to answer, so that an operation stops when the server becomes slow.
final class LatencyGuard: Sendable {
    private static let remembered = 100
    private static let interval = Duration.milliseconds(25)

    private struct State {
        var times: [Duration] = []
        var next = 0
        var worst = Duration.zero
    }

    private let limit: Duration
    private let state = Mutex(State())

    /// A guard.
    ///
    /// - Parameter limit: The time within which 99 of 100 answers should come.
    init(limit: Duration) {
        self.limit = limit
    }

    /// Asks a server for signs of life, again and again, until the task is cancelled.
    func watch(_ node: RedisNode) async {
        let clock = ContinuousClock()
        while !Task.isCancelled {
            let time = await clock.measure { _ = try? await node.send(Command<String>.ping()) }
            note(time)
            do { try await Task.sleep(for: Self.interval) } catch { return }
        }
    }

    /// Notes how long an answer took.
    func note(_ time: Duration) {
        state.withLock { state in
            if state.times.count < Self.remembered {
                state.times.append(time)
            } else {
                state.times[state.next] = time
                state.next = (state.next + 1) % Self.remembered
            }
            state.worst = max(state.worst, time)
        }
    }

    /// Whether the server answers slowly now: of the last hundred answers more than one took too long, or the last
    /// one did by far.
    var isSlow: Bool {
        state.withLock { state in
            let slow = state.times.count { $0 > limit }
            return slow > max(1, state.times.count / 100)
        }
    }
}
