package import NIOCore

/// Whether a look is asked for, and how soon it may be.
///
/// What is new is looked into soon. What just goes on being wrong asks for looks without end, such as commands for a
/// node that is gone and that nobody replaces: those looks come the more seldom, the longer they have been in vain.
/// When the node is replaced after all, that is noticed after a small part of the time that it took.
package struct RefreshDemand: Sendable {
    /// Why a look is asked for.
    package enum Reason: Int, Sendable {
        /// Something that nobody waits for may be wrong.
        case doubt
        /// Something that is wanted doesn't work, perhaps for long.
        case need
        /// Something isn't as it was.
        case news

        /// Which part of the time that looks have been in vain may pass until the next; nil for none.
        fileprivate var part: Int64? {
            switch self {
            case .doubt: 2
            case .need: 10
            case .news: nil
            }
        }
    }

    /// Looks that are asked for again and again for one reason.
    private struct Run {
        var since: NIODeadline
        var last: NIODeadline
    }

    /// After how long without being asked for a run is over. Longer than the gaps between looks, which may ask
    /// themselves.
    private static let calm = TimeAmount.seconds(30)

    private var reason: Reason?
    private var runs: [Reason: Run] = [:]

    package init() {}

    /// Notes that a look is asked for.
    ///
    /// - Returns: whether it may come sooner now.
    package mutating func ask(_ reason: Reason, now: NIODeadline) -> Bool {
        if reason == .news {
            runs = [:]
        } else if let run = runs[reason], now - run.last < Self.calm {
            runs[reason]?.last = now
        } else {
            runs[reason] = Run(since: now, last: now)
        }
        if let asked = self.reason, asked.rawValue >= reason.rawValue { return false }
        self.reason = reason
        return true
    }

    /// Notes that a look begins, for all that was asked until now.
    package mutating func begin() {
        reason = nil
    }

    /// Notes that a look found something out.
    package mutating func settle() {
        runs = [:]
    }

    /// The least time between the last look and the one that is asked for; nil if none is.
    ///
    /// - Parameters:
    ///   - pace: How often to look.
    ///   - began: When the last look began.
    package func gap(_ pace: Refresher.Pace, since began: NIODeadline) -> Duration? {
        guard let reason else { return nil }
        guard let part = reason.part, let run = runs[reason] else { return pace.gap }
        return max(pace.gap, min(pace.longestGap, .nanoseconds((began - run.since).nanoseconds / part)))
    }
}
