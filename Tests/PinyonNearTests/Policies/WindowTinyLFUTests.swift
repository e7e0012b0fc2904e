import PinyonNear
import Testing

/// What W-TinyLFU is for: frequent keys outlive those that are asked for once.
@Suite(.validated)
struct WindowTinyLFUTests {
    @Test func frequentKeysOutliveAScanOfKeysAskedForOnce() {
        let tier = numbersTier(.windowTinyLFU, capacity: 100)
        for _ in 0..<20 { tier.misses(asking: 0..<80) }
        tier.misses(asking: 1_000..<11_000)
        let lost = tier.misses(asking: 0..<80)
        #expect(lost <= 4, "\(lost) of 80 frequent keys were lost")
    }

    @Test func recentlyUsedOrderLosesThemToTheSameScan() {
        let tier = numbersTier(.lru, capacity: 100)
        for _ in 0..<20 { tier.misses(asking: 0..<80) }
        tier.misses(asking: 1_000..<11_000)
        #expect(tier.misses(asking: 0..<80) == 80)
    }

    @Test func oneFrequentKeyOutlivesAScanInASmallTier() {
        for capacity in 4...20 {
            let tier = numbersTier(.windowTinyLFU, capacity: capacity)
            for round in 0..<200 {
                tier.ask(-1)
                tier.ask(-1)
                tier.misses(asking: round * 2 * capacity..<(round + 1) * 2 * capacity)
            }
            #expect(tier.peek(-1) != nil, "capacity \(capacity)")
            #expect(tier.statistics.hits > 350, "capacity \(capacity): \(tier.statistics)")
        }
    }

    @Test(arguments: [20, 101, 252, 505])
    func loopsHitMoreThanHalfAsOftenAsTheyCan(_ capacity: Int) {
        let rounds = 200
        let tier = numbersTier(.windowTinyLFU, capacity: capacity)
        for _ in 0..<rounds { tier.misses(asking: 0..<1_011) }
        // No policy can hit more than what fits, once a round.
        let share = Double(tier.statistics.hits) / Double(rounds * capacity)
        #expect(share > 0.5, "capacity \(capacity): \(share) of the best possible hits")
    }

    @Test(arguments: [NearPolicy.lru, .fifo, .sieve], [20, 101, 252, 505, 1_010])
    func loopsNeverHitInQueues(_ policy: NearPolicy, _ capacity: Int) {
        let tier = numbersTier(policy, capacity: capacity)
        for _ in 0..<10 { tier.misses(asking: 0..<1_011) }
        #expect(tier.statistics.hits == 0)
    }

    @Test func windowGrowsWhereRecencyPays() {
        // Each key is asked for ten times within a short time, then never again: frequency teaches nothing.
        let tinyLFU = numbersTier(.windowTinyLFU, capacity: 500)
        let lru = numbersTier(.lru, capacity: 500)
        var random = SeededRandom(seed: testSeed)
        let misses = (0..<20).map { part in
            let requests = (part * 100_000..<(part + 1) * 100_000).map { $0 / 10 + random.below(400) }
            return (tinyLFU: tinyLFU.misses(asking: requests), lru: lru.misses(asking: requests))
        }
        // Some 33,000 misses a part with the window it starts with, 14,000 with the one it finds; LRU has 10,500.
        let found = misses.suffix(10)
        #expect(found.allSatisfy { $0.tinyLFU < misses[0].tinyLFU / 2 }, "\(misses); \(repetition)")
        #expect(found.allSatisfy { $0.tinyLFU < $0.lru * 3 / 2 }, "\(misses); \(repetition)")
    }

    @Test func favouritesOfYesterdayFade() {
        let tier = numbersTier(.windowTinyLFU, capacity: 200)
        for _ in 0..<100 { tier.misses(asking: 0..<200) }
        // Other keys are asked for from now on; ageing must let them in.
        for _ in 0..<100 { tier.misses(asking: 1_000..<1_200) }
        let lost = tier.misses(asking: 1_000..<1_200)
        #expect(lost <= 10, "\(lost) of 200 new favourites were missing")
    }

    @Test func ordersOfFillingDoNotMatterBeforeTheTierIsFull() {
        for policy in NearPolicy.allCases {
            let tier = numbersTier(policy, capacity: 1_000)
            #expect(tier.misses(asking: 0..<1_000) == 1_000)
            #expect(tier.misses(asking: (0..<1_000).reversed()) == 0)
            #expect(tier.count == 1_000)
        }
    }
}
