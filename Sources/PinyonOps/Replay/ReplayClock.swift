internal import PinyonNear
internal import Synchronization

/// The time of a trace, moved forward by its requests.
final class ReplayClock: Sendable {
    private let nanoseconds = Atomic<Int64>(0)

    /// Moves the time forward; a time in the past changes nothing.
    func advance(to time: Int64) {
        nanoseconds.max(time, ordering: .relaxed)
    }

    /// The clock for the tiers.
    var nearClock: NearClock { NearClock { self.nanoseconds.load(ordering: .relaxed) } }
}
