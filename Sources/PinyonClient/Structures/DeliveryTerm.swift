/// Decides when entries that were read for a consumer, and wait for their turn, have to be claimed anew.
///
/// For the server they are left alone from the moment in which it sent them. After ``EventConsumer/claimAfter`` others
/// may take them; half of it is left for handling the entry that is under way.
package struct DeliveryTerm: Sendable {
    private let half: Duration?
    private var start = ContinuousClock.now

    /// A term.
    ///
    /// - Parameter claimAfter: How long entries are left alone before others claim them; nil for ever.
    package init(claimAfter: Duration?) {
        half = claimAfter.map { max($0, .milliseconds(1)) / 2 }
    }

    /// The server has just sent the entries, or has just noted that they are still this consumer's.
    package mutating func begin(at now: ContinuousClock.Instant) {
        start = now
    }

    /// Whether it is time, and which entries are still this consumer's then: those that nobody has touched for so long.
    /// Others take what was left alone for twice the half, so that theirs have been untouched for less.
    package func renewal(at now: ContinuousClock.Instant) -> Duration? {
        let age = start.duration(to: now)
        guard let half, age >= half else { return nil }
        return age - half
    }
}
