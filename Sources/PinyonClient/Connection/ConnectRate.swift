package import NIOCore
internal import Synchronization

/// Limits how many connections a client begins a second, so that losing a server doesn't become a storm.
///
/// A bucket of tokens: a burst passes at once, then one connection an interval.
package final class ConnectRate: Sendable {
    private struct State {
        /// When the bucket will be full again if nobody takes from it.
        var fullAt = NIODeadline.uptimeNanoseconds(0)
    }

    private let interval: TimeAmount
    private let burst: Int64
    private let state = Mutex(State())

    private init(interval: TimeAmount, burst: Int64) {
        self.interval = interval
        self.burst = burst
    }

    /// A limit.
    ///
    /// - Parameters:
    ///   - perSecond: How many connections a second.
    ///   - burst: How many at once after a quiet time.
    package convenience init(perSecond: Int, burst: Int) {
        self.init(
            interval: .nanoseconds(1_000_000_000 / Int64(max(1, perSecond))), burst: Int64(max(1, burst)))
    }

    /// A limit for one of those that have this one in common: as many a second, but half as many at once.
    ///
    /// Whoever waits here before taking a token there can't empty the bucket that all have in common.
    package func share() -> ConnectRate {
        ConnectRate(interval: interval, burst: max(1, burst / 2))
    }

    /// Waits until a connection may begin.
    ///
    /// - Parameter limit: How long to wait at most.
    /// - Throws: ``ClientError/Code/connectionFailed`` at once if it may not begin by then, and
    ///   ``ClientError/Code/cancelled``.
    package func pass(until limit: NIODeadline) async throws(ClientError) {
        guard let wait = reserve(now: .now(), until: limit) else {
            throw ClientError(
                .connectionFailed,
                "no connection was begun, because too many others were: connectionsPerSecond says how many may be")
        }
        guard wait > .nanoseconds(0) else { return }
        do {
            try await Task.sleep(for: .nanoseconds(wait.nanoseconds))
        } catch {
            giveBack()
            throw ClientError(.cancelled, "connecting was cancelled")
        }
    }

    /// Takes a token, and tells how long to wait for it; nil, and no token, if that is too long.
    package func reserve(now: NIODeadline, until limit: NIODeadline = .distantFuture) -> TimeAmount? {
        state.withLock { state in
            let full = max(state.fullAt, now) + interval
            let ahead = full - now
            let allowed = TimeAmount.nanoseconds(interval.nanoseconds * burst)
            let wait = ahead > allowed ? ahead - allowed : .nanoseconds(0)
            guard now + wait <= limit else { return nil }
            state.fullAt = full
            return wait
        }
    }

    /// Returns a token that wasn't used.
    package func giveBack() {
        state.withLock { $0.fullAt = $0.fullAt - interval }
    }
}
