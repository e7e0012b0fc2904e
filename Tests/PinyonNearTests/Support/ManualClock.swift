import PinyonNear
import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Sendable {
    private let time: Atomic<Int64>

    /// - Parameter start: the first time it shows, in nanoseconds.
    init(at start: Int64 = 0) {
        time = Atomic(start)
    }

    /// The time, in nanoseconds.
    var now: Int64 { time.load(ordering: .acquiring) }

    /// The clock as a tier takes it.
    var near: NearClock { NearClock(nanoseconds: { self.now }) }

    func advance(nanoseconds: Int64) { time.wrappingAdd(nanoseconds, ordering: .acquiringAndReleasing) }

    func advance(by duration: Duration) { advance(nanoseconds: duration.nanoseconds) }

    func set(to nanoseconds: Int64) { time.store(nanoseconds, ordering: .releasing) }
}

/// The time that one bucket of the wheel's finest level spans: memory may come back this much after a deadline.
let wheelTick: Int64 = 1 << 27
