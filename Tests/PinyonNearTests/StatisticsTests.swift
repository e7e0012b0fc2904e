import PinyonNear
import Testing

@Suite(.validated)
struct StatisticsTests {
    @Test func newTierHasDoneNothing() {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        #expect(tier.statistics == NearStatistics())
        #expect(tier.statistics.hitRate == nil)
        #expect(tier.count == 0)
    }

    @Test func hitRateIsInPerCent() {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        tier.store(1, for: 1)
        for key in [1, 2, 1, 1] { _ = tier.value(for: key) }
        #expect(tier.statistics.hitRate == 75)
    }

    @Test func peekingCountsNothing() {
        let tier = makeTier(NearOptions<Int, Int>.entries(10))
        tier.store(1, for: 1)
        let before = tier.statistics
        #expect(tier.peek(1) == 1)
        #expect(tier.peek(2) == nil)
        #expect(tier.statistics == before)
    }

    @Test func everyCauseIsCountedAndTold() {
        let clock = ManualClock()
        let log = CauseLog()
        let options = NearOptions<Int, Int>.entries(2).policy(.lru).with { $0.onRemoval = { log.append($0, $1, $2) } }
        let tier = makeTier(options, clock: clock.near)
        tier.store(10, for: 1)
        tier.store(11, for: 1)
        tier.store(20, for: 2)
        tier.store(30, for: 3)
        tier.remove(2)
        tier.store(40, for: 4, lifetime: .seconds(1))
        clock.advance(by: .seconds(1))
        tier.removeExpired()
        tier.removeAll()
        #expect(
            log.all == ["1=10 replaced", "1=11 capacity", "2=20 invalidated", "4=40 expired", "3=30 invalidated"])
        let statistics = tier.statistics
        #expect(statistics.removals(.replaced) == 1)
        #expect(statistics.removals(.capacity) == 1)
        #expect(statistics.removals(.invalidated) == 2)
        #expect(statistics.removals(.expired) == 1)
        #expect(statistics.insertions == 4)
        #expect(statistics.evicted == 1)
        #expect(statistics.count == 0)
    }

    @Test func newcomerThatIsRefusedIsCountedAsEvicted() {
        let log = CauseLog()
        let options = NearOptions<Int, Int>.bytes(10) { $1 }.with { $0.onRemoval = { log.append($0, $1, $2) } }
        let tier = makeTier(options)
        #expect(!tier.store(11, for: 1))
        #expect(log.all == ["1=11 capacity"])
        #expect(tier.statistics.evicted == 1)
        #expect(tier.statistics.insertions == 0)
    }

    @Test func weightIsTheSumOfTheWeights() {
        let tier = makeTier(NearOptions<Int, Int>.bytes(1_000) { $1 })
        for key in 1...10 { tier.store(key, for: key) }
        #expect(tier.statistics.weight == 55)
        tier.store(100, for: 10)
        #expect(tier.statistics.weight == 145)
        tier.store(1, for: 10)
        #expect(tier.statistics.weight == 46)
        tier.remove(9)
        #expect(tier.statistics.weight == 37)
        tier.removeAll()
        #expect(tier.statistics.weight == 0)
        #expect(tier.statistics.count == 0)
    }

    @Test func removingReturnsWhatWasThere() {
        let tier = makeTier(NearOptions<Int, String>.entries(10))
        tier.store("a", for: 1)
        #expect(tier.remove(1) == "a")
        #expect(tier.remove(1) == nil)
        #expect(tier.statistics.invalidated == 1)
    }

    @Test(arguments: NearPolicy.allCases)
    func tierWorksAfterRemoveAll(_ policy: NearPolicy) {
        let tier = numbersTier(policy, capacity: 64)
        for round in 0..<5 {
            tier.misses(asking: round * 1_000..<round * 1_000 + 200)
            tier.removeAll()
            #expect(tier.count == 0)
            #expect(tier.value(for: round * 1_000 + 199) == nil)
            #expect(tier.tier.violations() == [])
        }
        #expect(tier.misses(asking: 0..<64) == 64)
        #expect(tier.misses(asking: 0..<64) == 0)
    }

    @Test func namesOfPoliciesAreThoseOfTheCommandLine() {
        #expect(NearPolicy.allCases.map(\.description) == ["w-tinylfu", "s3-fifo", "sieve", "lru", "fifo", "slru"])
        for policy in NearPolicy.allCases {
            #expect(NearPolicy(policy.description) == policy)
            #expect(NearPolicy(policy.description.uppercased()) == policy)
        }
        #expect(NearPolicy("random") == nil)
        #expect(NearPolicy("") == nil)
        #expect(NearOptions<Int, Int>.entries(1).policy == .windowTinyLFU)
    }
}
