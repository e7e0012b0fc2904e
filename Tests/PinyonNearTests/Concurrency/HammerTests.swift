import PinyonNear
import Testing

/// Several threads do everything at once to one small tier.
@Suite(.validated)
struct HammerTests {
    static let operations = Effort.repetitions(50_000)

    static let threads = 4

    @Test(arguments: NearPolicy.allCases, [false, true])
    func valuesAreAlwaysThoseOfTheirKey(_ policy: NearPolicy, _ isWeighted: Bool) async {
        let clock = ManualClock()
        let options: NearOptions<Int, Stamped> = isWeighted ? .bytes(2_000) { $1.weight } : .entries(100)
        let tier = makeTier(options.policy(policy), clock: clock.near)
        await hammer(tier, clock, keys: 300)
    }

    @Test(arguments: NearPolicy.allCases)
    func valuesAreAlwaysThoseOfTheirKeyInSeveralShards(_ policy: NearPolicy) async {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Stamped>.entries(4_096).policy(policy), clock: clock.near)
        #expect(tier.shardCount == 4)
        await hammer(tier, clock, keys: 12_000)
    }

    @Test func valuesAreAlwaysThoseOfTheirKeyWithoutAListener() async {
        let clock = ManualClock()
        let tier = makeTier(NearOptions<Int, Stamped>.entries(100), clock: clock.near, listens: false)
        await hammer(tier, clock, keys: 300)
    }

    /// The trait then checks that the counters add up, that the bound is kept, and the inner state.
    private func hammer(_ tier: CheckedTier<Int, Stamped>, _ clock: ManualClock, keys: Int) async {
        // Full from the beginning, so that entries leave all the time.
        for key in 0..<keys { tier.store(Stamped(key, 1), for: key) }
        let wrong = SharedCount()
        await onThreads(Self.threads) { number in
            var random = SeededRandom(seed: testSeed &+ UInt64(number))
            for _ in 0..<Self.operations {
                let key = random.below(keys)
                if !Self.perform(key, on: tier, clock, &random) { wrong.add(1) }
            }
        }
        #expect(wrong.value == 0, "\(wrong.value) values were another key's, or torn; \(repetition)")
        let statistics = tier.statistics
        #expect(statistics.hits > 0 && statistics.replaced > 0 && statistics.evicted > 0)
        #expect(statistics.invalidated > 0 && statistics.expired > 0)
    }

    /// One random operation; false if it returned what it must not.
    private static func perform(
        _ key: Int, on tier: CheckedTier<Int, Stamped>, _ clock: ManualClock, _ random: inout SeededRandom
    ) -> Bool {
        switch random.below(1_000) {
        case 0..<550: return tier.value(for: key)?.belongs(to: key) ?? true
        case 550..<600: return tier.peek(key)?.belongs(to: key) ?? true
        case 600..<800: tier.store(Stamped(key, random.next()), for: key)
        case 800..<900: tier.store(Stamped(key, random.next()), for: key, lifetime: .milliseconds(random.below(2_000)))
        case 900..<960: return tier.remove(key)?.belongs(to: key) ?? true
        case 960..<990: clock.advance(nanoseconds: random.anyMagnitude(bits: 29))
        case 990..<995: tier.removeExpired()
        case 995: return tier.statistics.weight <= tier.capacity
        case 996: return tier.hottestKeys(5).count <= 5
        case 997: return tier.count <= tier.capacity
        default: if random.oneIn(10) { tier.removeAll() }
        }
        return true
    }
}

/// A value of several words that all follow from the first two, so that a torn one is seen.
struct Stamped: Sendable {
    private let key: Int
    private let stamp: UInt64
    private let check: UInt64
    private let text: String

    init(_ key: Int, _ stamp: UInt64) {
        self.key = key
        self.stamp = stamp
        check = stamp ^ UInt64(key) &* 0x9E37_79B9_7F4A_7C15
        // Long enough to be counted by reference.
        text = "a value of key \(key) with stamp \(stamp)"
    }

    var weight: Int { Int(stamp % 64) }

    func belongs(to key: Int) -> Bool {
        key == self.key && check == stamp ^ UInt64(key) &* 0x9E37_79B9_7F4A_7C15
            && text == "a value of key \(key) with stamp \(stamp)"
    }
}
