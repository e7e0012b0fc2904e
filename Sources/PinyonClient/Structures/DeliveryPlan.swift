/// Decides what a consumer of a group asks for next: first for what it has pending, then in turns for what others have
/// left alone and for new entries.
package struct DeliveryPlan {
    /// What to ask for.
    package enum Step: Equatable {
        /// What this consumer has pending after an entry.
        case own(after: StreamID)
        /// What anybody has left alone for long, from an entry on.
        case claim(from: StreamID)
        /// New entries, for which the server waits.
        case new(wait: Duration)
    }

    private enum Phase {
        case own(after: StreamID)
        case claiming(from: StreamID)
        case new
    }

    private let claimAfter: Duration?
    private let longestWait: Duration
    private var phase = Phase.own(after: .zero)
    /// The greatest identity that came. Whatever gets lost on its way has a greater one.
    private var greatest = StreamID.zero
    private var nextClaim: ContinuousClock.Instant?
    private var waitingSince: ContinuousClock.Instant?
    /// Whether the last wait for new entries ended with a loss at once, and nothing came since.
    private var wasLostAtOnce = false

    /// A plan that begins with what is pending.
    ///
    /// - Parameters:
    ///   - claimAfter: How long entries are left alone before they are claimed; nil for ever.
    ///   - longestWait: The longest that a server waits for new entries.
    package init(claimAfter: Duration?, longestWait: Duration) {
        // The server waits whole milliseconds, and zero would be for ever.
        self.claimAfter = claimAfter.map { max($0, .milliseconds(1)) }
        self.longestWait = longestWait
    }

    /// What to ask for next.
    package mutating func step(at now: ContinuousClock.Instant) -> Step {
        switch phase {
        case .own(let id): return .own(after: id)
        case .claiming(let id): return .claim(from: id)
        case .new:
            guard claimAfter != nil else {
                waitingSince = now
                return .new(wait: longestWait)
            }
            guard let nextClaim, now < nextClaim else {
                phase = .claiming(from: .zero)
                return .claim(from: .zero)
            }
            waitingSince = now
            return .new(wait: min(longestWait, max(now.duration(to: nextClaim), .milliseconds(1))))
        }
    }

    /// Own pending entries came, or there are none left.
    package mutating func cameOwn(_ ids: [StreamID]) {
        saw(ids)
        phase = ids.last.map { .own(after: $0) } ?? .new
    }

    /// Entries came that were left alone.
    ///
    /// - Parameters:
    ///   - ids: The entries.
    ///   - next: From where to look on; zero if everything was looked at.
    ///   - now: When they came.
    package mutating func cameClaimed(_ ids: [StreamID], next: StreamID, at now: ContinuousClock.Instant) {
        saw(ids)
        guard next == .zero else {
            phase = .claiming(from: next)
            return
        }
        phase = .new
        nextClaim = claimAfter.map { now + $0 }
    }

    /// New entries came, or none in time.
    package mutating func cameNew(_ ids: [StreamID]) {
        saw(ids)
        wasLostAtOnce = false
    }

    /// It is unknown whether new entries were delivered: the next step finds them among what is pending.
    ///
    /// - Parameter now: When that became clear.
    /// - Returns: whether to go on; not if connections break as soon as they are waited on, and nothing comes.
    package mutating func lostNew(at now: ContinuousClock.Instant) -> Bool {
        phase = .own(after: greatest)
        let isAtOnce = waitingSince.map { $0.duration(to: now) < .seconds(1) } ?? true
        defer { wasLostAtOnce = isAtOnce }
        return !(isAtOnce && wasLostAtOnce)
    }

    private mutating func saw(_ ids: [StreamID]) {
        guard let greatestOfThese = ids.max() else { return }
        greatest = max(greatest, greatestOfThese)
        wasLostAtOnce = false
    }
}
