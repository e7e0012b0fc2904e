import PinyonNear
import Testing

@Suite(.validated)
struct NearClockTests {
    @Test func coarseTimeIsNeverLaterThanTheExactOne() {
        for _ in 0..<100_000 {
            let coarse = NearClock.system.coarseNow
            let exact = NearClock.system.now
            #expect(coarse <= exact)
        }
    }

    @Test func coarseTimeIsNotFarBehind() {
        // A test machine may stop between two readings, so one good pair is enough.
        let distances = (0..<1_000).map { _ in NearClock.system.now - NearClock.system.coarseNow }
        #expect(distances.contains { $0 <= 20_000_000 })
    }

    /// With lifetimes of about a tick of the coarse clock, that clock alone would be wrong most of the time.
    @Test(arguments: [Duration.microseconds(50), .milliseconds(1), .milliseconds(7), .milliseconds(30)])
    func systemClockEndsALifetimeExactly(_ lifetime: Duration) {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        let earliest = NearClock.system.now + lifetime.nanoseconds
        tier.store(1, for: 1, lifetime: lifetime)
        let latest = NearClock.system.now + lifetime.nanoseconds
        while true {
            let before = NearClock.system.now
            let isThere = tier.value(for: 1) != nil
            let after = NearClock.system.now
            if isThere { #expect(before < latest, "returned \(before - latest) ns after its end") }
            if !isThere { #expect(after >= earliest, "gone \(earliest - after) ns before its end") }
            if !isThere || before >= latest { return }
        }
    }

    /// Between the end of a lifetime and the next tick of the coarse clock only the exact one knows.
    @Test func valueThatReplacesAnExpiredOneIsNoReplacementOnTheSystemClock() {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        let rounds = 200
        for round in 0..<rounds {
            tier.store(round, for: 1, lifetime: .microseconds(300))
            while tier.value(for: 1) != nil {}
        }
        tier.store(rounds, for: 1)
        #expect(tier.statistics.replaced == 0)
        #expect(tier.statistics.expired == rounds)
        #expect(tier.statistics.insertions == rounds + 1)
    }

    @Test func entryOfALongLifetimeIsThereOnTheSystemClock() {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        tier.store(1, for: 1, lifetime: .seconds(3_600))
        #expect(tier.value(for: 1) == 1)
        #expect(tier.peek(1) == 1)
    }

    @Test func anySwiftClockWillDo() {
        let clock = SwiftManualClock()
        clock.manual.set(to: 1_000_000)
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: NearClock(clock))
        tier.store(1, for: 1, lifetime: .seconds(1))
        clock.manual.advance(nanoseconds: 999_999_999)
        #expect(tier.value(for: 1) == 1)
        clock.manual.advance(nanoseconds: 1)
        #expect(tier.value(for: 1) == nil)
    }

    @Test func durationsBecomeNanosecondsWithoutOverflow() {
        #expect(Duration.zero.nanoseconds == 0)
        #expect(Duration.nanoseconds(1).nanoseconds == 1)
        #expect(Duration.nanoseconds(-1).nanoseconds == -1)
        #expect(Duration(secondsComponent: 1, attosecondsComponent: 999_999_999).nanoseconds == 1_000_000_000)
        #expect(Duration.nanoseconds(Int64.max).nanoseconds == .max)
        #expect(Duration.nanoseconds(Int64.min).nanoseconds == .min)
        #expect((Duration.nanoseconds(Int64.max) + .nanoseconds(1)).nanoseconds == .max)
        #expect((Duration.nanoseconds(Int64.min) - .nanoseconds(1)).nanoseconds == .min)
        #expect(Duration.seconds(Int64.max).nanoseconds == .max)
        #expect(Duration.seconds(Int64.min).nanoseconds == .min)
        #expect(Duration.seconds(9_223_372_036).nanoseconds == 9_223_372_036_000_000_000)
        #expect(Duration.seconds(9_223_372_037).nanoseconds == .max)
        #expect(Duration.seconds(-9_223_372_037).nanoseconds == .min)
    }
}

/// A Swift clock that stands still until a test moves it.
private struct SwiftManualClock: Clock {
    struct Instant: InstantProtocol {
        let nanoseconds: Int64

        func advanced(by duration: Duration) -> Instant { Instant(nanoseconds: nanoseconds + duration.nanoseconds) }

        func duration(to other: Instant) -> Duration { .nanoseconds(other.nanoseconds - nanoseconds) }

        static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }
    }

    let manual = ManualClock()

    var now: Instant { Instant(nanoseconds: manual.now) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
