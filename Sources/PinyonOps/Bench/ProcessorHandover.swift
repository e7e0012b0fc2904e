internal import Dispatch
internal import PinyonNear
internal import Synchronization

/// How long two processors take to hand a word to and fro.
///
/// Work that goes from thread to thread, as between callers and an event loop, pays that several times over. It is less
/// than 100 ns where the processors share a cache and 400 ns where they don't, and hosts move virtual machines from the
/// one to the other: without it, numbers that were measured at different times can't be compared.
enum ProcessorHandover {
    private static let tries = 20
    private static let roundsOfATry = 500
    private static let patience = Duration.milliseconds(50)

    /// The nanoseconds of a round, in the fastest of some tries; nil if two threads didn't run at the same time. Takes
    /// some milliseconds, in which it keeps two threads busy.
    static func nanoseconds() -> Double? {
        let handover = Handover(until: .now + patience)
        DispatchQueue.concurrentPerform(iterations: 2) { handover.run(leads: $0 == 0) }
        return handover.fastest
    }

    private final class Handover: Sendable {
        private static let over = -1
        private static let spinsALook = 4_096

        private let word = Atomic(0)
        private let result = Mutex<Double?>(nil)
        private let end: ContinuousClock.Instant

        init(until end: ContinuousClock.Instant) {
            self.end = end
        }

        var fastest: Double? { result.withLock { $0 } }

        func run(leads: Bool) {
            if leads { lead() } else { follow() }
        }

        /// Says odd numbers, and waits for the even ones that follow.
        private func lead() {
            defer { word.store(Self.over, ordering: .releasing) }
            var number = 1
            for _ in 0..<tries {
                let start = ContinuousClock.now
                for _ in 0..<roundsOfATry {
                    word.store(number, ordering: .releasing)
                    guard waits(for: number + 1) else { return }
                    number += 2
                }
                let time = Double(start.duration(to: .now).nanoseconds) / Double(roundsOfATry)
                result.withLock { $0 = min($0 ?? time, time) }
            }
        }

        private func waits(for number: Int) -> Bool {
            var spins = 0
            while word.load(ordering: .acquiring) != number {
                spins += 1
                if spins.isMultiple(of: Self.spinsALook), ContinuousClock.now >= end { return false }
            }
            return true
        }

        private func follow() {
            while true {
                let number = word.load(ordering: .acquiring)
                if number == Self.over { return }
                // Not over what the other says at its end.
                if !number.isMultiple(of: 2) {
                    _ = word.compareExchange(expected: number, desired: number + 1, ordering: .acquiringAndReleasing)
                }
            }
        }
    }
}
