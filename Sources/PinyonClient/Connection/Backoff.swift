/// How long to wait before the next attempt to connect: a random time up to a bound that doubles with each failure.
///
/// With the whole time random (“full jitter”), many clients that lost the same server come back spread out.
public struct Backoff: Sendable, Hashable {
    /// The bound after the first failure. Default: 50 ms.
    public var base: Duration
    /// The largest bound. Default: 5 s.
    public var limit: Duration
    /// The bound after a failure that only people can mend, such as a wrong password. Default: 30 s.
    public var terminal: Duration

    /// A backoff; what isn't named has its default.
    ///
    /// - Parameters:
    ///   - base: The bound after the first failure.
    ///   - limit: The largest bound.
    ///   - terminal: The bound after a failure that only people can mend.
    public init(
        base: Duration = .milliseconds(50), limit: Duration = .seconds(5), terminal: Duration = .seconds(30)
    ) {
        self.base = base
        self.limit = limit
        self.terminal = terminal
    }

    /// The bound after a number of failures, from 1 on.
    package func bound(afterFailures failures: Int) -> Duration {
        let doublings = min(max(failures - 1, 0), 20)
        return min(limit.bounded, base.bounded * (1 << doublings))
    }

    /// The time to wait after a number of failures.
    ///
    /// - Parameters:
    ///   - failures: How many attempts failed since the last success, from 1 on.
    ///   - isTerminal: Whether only people can mend what is wrong.
    ///   - fraction: A random number from 0 to 1.
    package func delay(afterFailures failures: Int, isTerminal: Bool, fraction: Double) -> Duration {
        let terminal = terminal.bounded
        if isTerminal { return terminal / 2 + terminal / 2 * fraction }
        return bound(afterFailures: failures) * fraction
    }
}
