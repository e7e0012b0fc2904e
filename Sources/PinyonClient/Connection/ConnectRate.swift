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

    /// A limit.
    ///
    /// - Parameters:
    ///   - perSecond: How many connections a second.
    ///   - burst: How many at once after a quiet time.
    package init(perSecond: Int, burst: Int) {
        interval = .nanoseconds(1_000_000_000 / Int64(max(1, perSecond)))
        self.burst = Int64(max(1, burst))
    }

    /// Waits until a connection may begin.
    ///
    /// - Throws: ``ClientError/Code/cancelled``.
    package func pass() async throws(ClientError) {
        let wait = reserve(now: .now())
        guard wait > .nanoseconds(0) else { return }
        do {
            try await Task.sleep(for: .nanoseconds(wait.nanoseconds))
        } catch {
            throw ClientError(.cancelled, "connecting was cancelled")
        }
    }

    /// Takes a token, and tells how long to wait for it.
    package func reserve(now: NIODeadline) -> TimeAmount {
        state.withLock { state in
            let full = max(state.fullAt, now) + interval
            state.fullAt = full
            let ahead = full - now
            let allowed = TimeAmount.nanoseconds(interval.nanoseconds * burst)
            return ahead > allowed ? ahead - allowed : .nanoseconds(0)
        }
    }
}
