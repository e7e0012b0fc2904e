package import NIOCore
internal import Synchronization

/// Finds out again and again how the servers belong together: from time to time, and when something looks wrong; never
/// twice at a time, and not too often.
package final class Refresher: Sendable {
    /// How often to look.
    package struct Pace: Sendable {
        /// The time between two looks when nothing happens, of which a fifth is random.
        package var period: Duration
        /// The time after the first look that succeeds; it doubles with each one up to the period. What has just been
        /// set up is seldom seen whole at once. Default: the period.
        package var firstPeriod: Duration
        /// The least time between two looks, however much happens.
        package var gap: Duration
        /// The most that this time grows to while looks are needed and in vain. Default: it doesn't grow.
        package var longestGap: Duration
        /// The pauses after looks that failed.
        package var backoff: Backoff

        package init(
            period: Duration, firstPeriod: Duration? = nil, gap: Duration, longestGap: Duration? = nil,
            backoff: Backoff
        ) {
            self.period = period
            self.firstPeriod = firstPeriod ?? period
            self.gap = gap
            self.longestGap = longestGap ?? gap
            self.backoff = backoff
        }

        /// The time after a number of looks that succeeded, from 1 on.
        package func period(afterLooks looks: Int) -> Duration {
            min(period, firstPeriod * (1 << min(max(looks - 1, 0), 20)))
        }
    }

    /// Wakes who waits for the next look's result.
    package let changes: Signal
    private let trigger: Signal
    private let pace: @Sendable () -> Pace
    private let look: @Sendable () async throws(ClientError) -> Void
    private let failure = Mutex<ClientError?>(nil)
    private let demand = Mutex(RefreshDemand())

    /// A refresher.
    ///
    /// - Parameters:
    ///   - eventLoop: Where its timers live.
    ///   - pace: How often to look, asked each time.
    ///   - look: Looks, and keeps what it saw.
    package init(
        eventLoop: any EventLoop, pace: @escaping @Sendable () -> Pace,
        look: @escaping @Sendable () async throws(ClientError) -> Void
    ) {
        self.pace = pace
        self.look = look
        trigger = Signal(eventLoop: eventLoop, remembers: true)
        changes = Signal(eventLoop: eventLoop, remembers: false)
    }

    /// Why the last look failed; nil if it didn't.
    package var lastFailure: ClientError? { failure.withLock { $0 } }

    /// Asks for a look. Many at a time cost one look.
    package func request(_ reason: RefreshDemand.Reason = .news) {
        if demand.withLock({ $0.ask(reason, now: .now()) }) { trigger.raise() }
    }

    /// Notes that a look found out what was asked for.
    package func settle() {
        demand.withLock { $0.settle() }
    }

    /// Looks until the task is cancelled.
    package func run() async {
        var (looks, failures) = (0, 0)
        while !Task.isCancelled {
            let began = NIODeadline.now()
            demand.withLock { $0.begin() }
            do throws(ClientError) {
                try await look()
                looks += 1
                failures = 0
                failure.withLock { $0 = nil }
            } catch {
                failures += 1
                failure.withLock { $0 = error }
            }
            changes.raise()
            await rest(looks: looks, failures: failures, since: began)
        }
    }

    private func rest(looks: Int, failures: Int, since began: NIODeadline) async {
        let pace = pace()
        guard failures == 0 else {
            let delay = pace.backoff.delay(afterFailures: failures, isTerminal: false, fraction: .random(in: 0.5...1))
            try? await Task.sleep(for: delay)
            return
        }
        let spread = Double.random(in: 0.8...1.2)
        let least = began + TimeAmount(pace.gap * spread)
        let end = max(least, began + TimeAmount(pace.period(afterLooks: looks) * Double.random(in: 0.8...1)))
        while !Task.isCancelled {
            let gap = demand.withLock { $0.gap(pace, since: began) }
            let wake = gap.map { min(end, began + TimeAmount($0 * spread)) } ?? end
            guard NIODeadline.now() < wake else { return }
            await trigger.wait(until: wake)
        }
    }
}
