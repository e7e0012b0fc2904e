import PinyonNear
import Testing

@Suite struct TimerWheelTests {
    private static let slots = 200

    @Test(arguments: UInt64(0)..<30)
    func wheelAgreesWithADictionaryOfDeadlines(_ round: UInt64) throws {
        var random = SeededRandom(seed: testSeed &* 7 &+ round)
        // Before zero, at zero, and far from it.
        let start = [0, random.anyMagnitude(bits: 60), -random.anyMagnitude(bits: 60)][Int(round % 3)]
        var run = WheelRun(start: start)
        for step in 0..<2_000 {
            switch random.below(10) {
            case 0..<5: run.schedule(Slot(random.below(Self.slots)), in: random.anyMagnitude(bits: 61))
            case 5: run.schedule(Slot(random.below(Self.slots)), in: -random.anyMagnitude(bits: 30))
            case 6: run.cancel(Slot(random.below(Self.slots)))
            case 7: run.settle(by: random.anyMagnitude(bits: 30))
            // Early steps are small, late ones leap over years.
            default: run.advance(by: random.anyMagnitude(bits: step < 1_500 ? 20 + step / 50 : 56))
            }
            let wrong = run.disagreement()
            try #require(wrong == nil, "round \(round), step \(step); \(repetition)")
        }
    }

    @Test func dueSlotsAreHandedOutUntilTheyAreCancelled() {
        var wheel = TimerWheel(now: 0)
        for slot in 0..<Slot(10) { wheel.schedule(slot, deadline: Int64(slot) + 1, slots: 10) }
        expectNext(noSlot, in: &wheel)
        wheel.advance(to: wheelTick)
        var due: [Slot] = []
        while due.count < 100 {
            let slot = wheel.nextDue()
            if slot == noSlot { break }
            expectNext(slot, in: &wheel)
            due.append(slot)
            wheel.cancel(slot)
        }
        #expect(Set(due) == Set(0..<10))
        #expect(due.count == 10)
        #expect(wheel.count == 0)
    }

    @Test func timeNeverGoesBack() {
        var wheel = TimerWheel(now: 100 * wheelTick)
        wheel.schedule(0, deadline: 101 * wheelTick, slots: 1)
        wheel.advance(to: 0)
        expectNext(noSlot, in: &wheel)
        wheel.advance(to: 102 * wheelTick)
        expectNext(0, in: &wheel)
    }

    @Test func emptyWheelHasNothingToDo() {
        var wheel = TimerWheel(now: 0)
        wheel.advance(to: .max)
        wheel.settle(at: .max)
        wheel.cancel(3)
        wheel.removeAll()
        let mayBeDue = wheel.mayBeDue(at: .max)
        let violations = wheel.violations(deadlineOf: { _ in .max }, slots: [])
        #expect(!mayBeDue)
        expectNext(noSlot, in: &wheel)
        #expect(violations == [])
    }

    @Test func removeAllForgetsEveryDeadline() {
        var wheel = TimerWheel(now: 0)
        for slot in 0..<Slot(50) { wheel.schedule(slot, deadline: 1 << Int64(slot), slots: 50) }
        wheel.advance(to: 1 << 30)
        wheel.removeAll()
        #expect(wheel.count == 0)
        wheel.advance(to: 1 << 60)
        expectNext(noSlot, in: &wheel)
        wheel.schedule(3, deadline: (1 << 60) + 1, slots: 50)
        wheel.settle(at: (1 << 60) + 1)
        expectNext(3, in: &wheel)
    }

    /// A bucket of the second wheel is opened long before most of its entries are due; they move in steps.
    @Test func openingABucketMovesNoMoreEntriesThanItMay() {
        var wheel = TimerWheel(now: 0)
        for slot in 0..<Slot(1_000) { wheel.schedule(slot, deadline: 127 * wheelTick, slots: 1_000) }
        wheel.advance(to: 64 * wheelTick)
        var calls = 0
        while wheel.hasMore, calls < 1_000 {
            var steps = 16
            let slot = wheel.nextDue(steps: &steps)
            #expect(slot == noSlot)
            calls += 1
        }
        #expect(calls == 1_000 / 16 + 1)
        wheel.advance(to: 128 * wheelTick)
        var steps = 16
        let slot = wheel.nextDue(steps: &steps)
        #expect(slot != noSlot)
        #expect(steps == 16)
        let violations = wheel.violations(deadlineOf: { _ in 127 * wheelTick }, slots: Array(0..<1_000))
        #expect(violations == [])
    }

    private func expectNext(
        _ slot: Slot, in wheel: inout TimerWheel, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let next = wheel.nextDue()
        #expect(next == slot, sourceLocation: sourceLocation)
    }

    /// The validator of the wheel must be able to fail.
    @Test func violationsSeeADeadlineThatTheWheelDoesNotKnow() {
        var wheel = TimerWheel(now: 0)
        wheel.schedule(0, deadline: 5, slots: 2)
        let counts = [
            wheel.violations(deadlineOf: { _ in 5 }, slots: [0]).count,
            wheel.violations(deadlineOf: { _ in 6 }, slots: [0]).count,
            wheel.violations(deadlineOf: { _ in 5 }, slots: [0, 1]).count,
            wheel.violations(deadlineOf: { _ in .max }, slots: [0]).count,
        ]
        #expect(counts == [0, 1, 1, 2])
    }
}

/// A wheel beside the deadlines that it must keep.
private struct WheelRun: ~Copyable {
    private var wheel: TimerWheel
    private var deadlines: [Slot: Int64] = [:]
    private var now: Int64
    private var wrong: String?

    init(start: Int64) {
        now = start
        wheel = TimerWheel(now: start)
    }

    mutating func schedule(_ slot: Slot, in distance: Int64) {
        let (sum, overflow) = now.addingReportingOverflow(distance)
        let deadline = overflow ? .max : sum
        wheel.schedule(slot, deadline: deadline, slots: Int(slot) + 1)
        deadlines[slot] = deadline == .max ? nil : deadline
    }

    mutating func cancel(_ slot: Slot) {
        wheel.cancel(slot)
        deadlines[slot] = nil
    }

    mutating func advance(by distance: Int64) {
        let (sum, overflow) = now.addingReportingOverflow(distance)
        guard !overflow else { return }
        now = sum
        let tick = now >> 27
        let late = deadlines.contains { $0.value >> 27 < tick }
        if late, !wheel.mayBeDue(at: now) { wrong = "it sees nothing to do" }
        wheel.advance(to: now)
        takeDue()
        if let early = deadlines.first(where: { $0.value >> 27 < tick }) { wrong = "\(early) stayed at \(now)" }
    }

    mutating func settle(by distance: Int64) {
        let (sum, overflow) = now.addingReportingOverflow(distance)
        guard !overflow else { return }
        now = sum
        wheel.settle(at: now)
        takeDue()
        if let early = deadlines.first(where: { $0.value <= now }) { wrong = "\(early) stayed at \(now)" }
    }

    private mutating func takeDue() {
        while wrong == nil {
            let slot = wheel.nextDue()
            if slot == noSlot { return }
            wheel.cancel(slot)
            let deadline = deadlines.removeValue(forKey: slot)
            if deadline.map({ $0 <= now }) != true { wrong = "\(slot), due at \(String(describing: deadline)), left" }
        }
    }

    /// What the wheel and the dictionary don't agree on.
    func disagreement() -> String? {
        if let wrong { return wrong }
        if wheel.count != deadlines.count { return "it counts \(wheel.count) of \(deadlines.count)" }
        return wheel.violations(deadlineOf: { deadlines[$0] ?? .max }, slots: Array(deadlines.keys)).first
    }
}

extension TimerWheel {
    /// The next slot that is due, however many entries must be moved to find it.
    fileprivate mutating func nextDue() -> Slot {
        var steps = Int.max
        return nextDue(steps: &steps)
    }
}
