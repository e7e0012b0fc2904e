import PinyonNear
import Testing

/// A tier keeps nothing alive that it no longer holds.
@Suite(.validated)
struct ReleaseTests {
    @Test(arguments: NearPolicy.allCases)
    func tierHoldsWhatItCountsAndNothingAfterItIsGone(_ policy: NearPolicy) {
        let census = Census()
        let clock = ManualClock()
        let found = TierRegistry.findings {
            let options = NearOptions<Int, Counted>.entries(2_048).policy(policy).with { $0.shards = 2 }
            let tier = makeTier(options, clock: clock.near)
            var random = SeededRandom(seed: testSeed)
            for step in 0..<20_000 {
                let key = random.below(6_000)
                switch random.below(10) {
                case 0: tier.remove(key)
                case 1: clock.advance(by: .milliseconds(100))
                case 2: tier.store(census.make(key), for: key, lifetime: .seconds(random.below(100)))
                case 3: _ = tier.value(for: key)
                default: tier.store(census.make(key), for: key)
                }
                if step % 500 == 0 { #expect(census.alive == tier.count, "step \(step); \(repetition)") }
            }
            #expect(census.alive == tier.count)
            tier.removeAll()
            #expect(census.alive == 0)
            for key in 0..<3_000 { tier.store(census.make(key), for: key) }
            #expect(census.alive == tier.count)
        }
        #expect(found == [])
        #expect(census.alive == 0)
    }

    @Test func threadsLeaveNothingBehind() async {
        let census = Census()
        let clock = ManualClock()
        do {
            let tier = NearTier(NearOptions<Int, Counted>.entries(100), clock: clock.near)
            let wrong = SharedCount()
            await onThreads(4) { number in
                var random = SeededRandom(seed: testSeed &+ UInt64(number))
                for _ in 0..<HammerTests.operations / 2 {
                    let key = random.below(250)
                    switch random.below(20) {
                    case 0: tier.remove(key)
                    case 1: clock.advance(by: .milliseconds(10))
                    case 2..<4: tier.store(census.make(key), for: key, lifetime: .milliseconds(random.below(1_000)))
                    case 4..<12: if let value = tier.value(for: key), value.key != key { wrong.add(1) }
                    default: tier.store(census.make(key), for: key)
                    }
                }
            }
            #expect(wrong.value == 0, "\(repetition)")
            #expect(census.alive == tier.count)
            #expect(tier.violations() == [])
        }
        #expect(census.alive == 0)
    }

    @Test func valueOutlivesTheTierThatReturnedIt() {
        let census = Census()
        var tier: NearTier<Int, Counted>? = NearTier(.entries(10))
        tier?.store(census.make(1), for: 1)
        let value = tier?.value(for: 1)
        tier = nil
        #expect(value?.key == 1)
        #expect(census.alive == 1)
        withExtendedLifetime(value) {}
    }
}
