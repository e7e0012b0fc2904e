import PinyonNear
import Testing

/// When an entry may be returned, to the nanosecond.
@Suite(.validated)
struct LifetimeTests {
    /// Both sides of every border of every wheel, and more than the last one turns.
    static let lifetimes: [Int64] = {
        let borders = [27, 33, 39, 45, 51, 57].flatMap { bits in [-1, 0, 1].map { (Int64(1) << Int64(bits)) + $0 } }
        let tenYears: Int64 = 10 * 365 * 86_400 * 1_000_000_000
        return [1, 2, 1_000, 999_999, 1_000_000_000] + borders + [tenYears, 1 << 61]
    }()

    /// At the beginning, in the middle and at the end of a bucket, at a border of all wheels, before zero.
    static let starts: [Int64] = [0, 1, 123_456_789, wheelTick - 1, (1 << 57) - 1, 1 << 57, -5, -(1 << 40)]

    @Test(arguments: lifetimes, starts)
    func entryIsThereUntilTheNanosecondItsLifetimeIsOver(_ lifetime: Int64, _ start: Int64) {
        let clock = ManualClock(at: start)
        let tier = makeTier(NearOptions<String, Int>.entries(10), clock: clock.near)
        tier.store(1, for: "a", lifetime: .nanoseconds(lifetime))
        clock.set(to: start + lifetime - 1)
        #expect(tier.value(for: "a") == 1)
        #expect(tier.peek("a") == 1)
        clock.set(to: start + lifetime)
        #expect(tier.peek("a") == nil)
        #expect(tier.value(for: "a") == nil)
        #expect(tier.remove("a") == nil)
        #expect(tier.statistics.hits == 1)
        #expect(tier.statistics.misses == 1)
    }

    @Test(arguments: lifetimes)
    func entryIsThereOnTheWayToItsEnd(_ lifetime: Int64) {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1, lifetime: .nanoseconds(lifetime))
        // Steps that get shorter and shorter make the entry move through all finer wheels.
        while clock.now < lifetime - 1 {
            clock.advance(nanoseconds: max(1, (lifetime - 1 - clock.now) / 3))
            tier.removeExpired()
            #expect(tier.value(for: 1) == 1, "at \(clock.now) of \(lifetime)")
        }
        clock.advance(nanoseconds: 1)
        #expect(tier.value(for: 1) == nil)
    }

    @Test func lifetimeStartsWhenTheValueIsStored() {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        clock.advance(by: .seconds(1_000_000_000))
        tier.store(1, for: 1, lifetime: .milliseconds(1))
        #expect(tier.value(for: 1) == 1)
        clock.advance(nanoseconds: 999_999)
        #expect(tier.value(for: 1) == 1)
        clock.advance(nanoseconds: 1)
        #expect(tier.value(for: 1) == nil)
    }

    @Test func readingDoesNotProlongALifetime() {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1, lifetime: .seconds(10))
        for _ in 0..<9 {
            clock.advance(by: .seconds(1))
            #expect(tier.value(for: 1) == 1)
        }
        clock.advance(by: .seconds(1))
        #expect(tier.value(for: 1) == nil)
    }

    @Test(arguments: [Duration.seconds(5), .seconds(20)])
    func newLifetimeReplacesTheOldOne(_ lifetime: Duration) {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1, lifetime: .seconds(10))
        tier.store(2, for: 1, lifetime: lifetime)
        clock.advance(nanoseconds: lifetime.nanoseconds - 1)
        tier.removeExpired()
        #expect(tier.value(for: 1) == 2)
        clock.advance(nanoseconds: 1)
        #expect(tier.value(for: 1) == nil)
    }

    @Test func valueStoredWithoutLifetimeLosesTheOldOne() {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1, lifetime: .seconds(10))
        tier.store(2, for: 1)
        clock.advance(by: .seconds(1_000))
        tier.removeExpired()
        #expect(tier.value(for: 1) == 2)
        #expect(tier.statistics.expired == 0)
    }

    @Test func valueStoredWithLifetimeOverOneWithoutGetsIt() {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1)
        tier.store(2, for: 1, lifetime: .seconds(10))
        clock.advance(by: .seconds(10))
        #expect(tier.value(for: 1) == nil)
    }

    @Test(arguments: [
        Duration.seconds(Int64.max), .nanoseconds(Int64.max), .seconds(Int64.max / 1_000_000_000 + 1),
    ])
    func lifetimeBeyondTheEndOfTimeNeverEnds(_ lifetime: Duration) {
        let clock = ManualClock(at: 1)
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: clock.near)
        tier.store(1, for: 1, lifetime: lifetime)
        clock.set(to: .max)
        tier.removeExpired()
        #expect(tier.value(for: 1) == 1)
    }

    @Test(arguments: [
        Duration.zero, .nanoseconds(-1), .seconds(-1), .seconds(Int64.min), .nanoseconds(Int64.min),
        Duration(secondsComponent: 0, attosecondsComponent: 999_999_999),
    ])
    func lifetimeThatIsOverStoresNothingAndRemovesWhatIsThere(_ lifetime: Duration) {
        let tier = makeTier(NearOptions<Int, Int>.entries(10), clock: ManualClock().near)
        #expect(!tier.store(1, for: 1, lifetime: lifetime))
        #expect(tier.statistics == NearStatistics())
        tier.store(2, for: 1)
        #expect(!tier.store(3, for: 1, lifetime: lifetime))
        #expect(tier.peek(1) == nil)
        #expect(tier.statistics.invalidated == 1)
        #expect(tier.count == 0)
    }

    @Test func expiredValueIsCountedAsExpiredNotAsReplaced() {
        let clock = ManualClock()
        let causes = CauseLog()
        let tier = makeTier(
            NearOptions<Int, Int>.entries(10).with { $0.onRemoval = { causes.append($0, $1, $2) } }, clock: clock.near)
        tier.store(1, for: 1, lifetime: .nanoseconds(10))
        clock.advance(nanoseconds: 10)
        // In the same bucket of the wheel the old value's memory can't have come back yet.
        tier.store(2, for: 1)
        #expect(causes.all == ["1=1 expired"])
        #expect(tier.statistics.insertions == 2)
        #expect(tier.statistics.replaced == 0)
        tier.store(3, for: 1, lifetime: .nanoseconds(10))
        clock.advance(nanoseconds: 10)
        #expect(tier.remove(1) == nil)
        #expect(causes.all == ["1=1 expired", "1=2 replaced", "1=3 expired"])
    }

    @Test(arguments: NearPolicy.allCases)
    func everyPolicyForgetsWhatHasExpired(_ policy: NearPolicy) {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Int>.entries(50).policy(policy), clock: clock.near)
        for key in 0..<50 { tier.store(key, for: key, lifetime: .seconds(Int64(key % 5 + 1))) }
        for key in 0..<50 { #expect(tier.value(for: key) == key) }
        for second in 1...5 {
            clock.advance(by: .seconds(1))
            tier.removeExpired()
            let left = (0..<50).filter { tier.value(for: $0) != nil }
            #expect(left == (0..<50).filter { $0 % 5 + 1 > second })
            #expect(tier.count == left.count)
        }
    }
}
