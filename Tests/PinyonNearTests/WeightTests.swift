import PinyonNear
import Testing

/// Bounds by weight.
@Suite(.validated)
struct WeightTests {
    private static func tier(_ policy: NearPolicy, capacity: Int) -> CheckedTier<Int, Int> {
        makeTier(NearOptions<Int, Int>.bytes(capacity) { $1 }.policy(policy))
    }

    @Test(arguments: NearPolicy.allCases)
    func weightOfNothingOrLessCountsAsOne(_ policy: NearPolicy) {
        let tier = Self.tier(policy, capacity: 10)
        for (key, weight) in [0, -1, Int.min, 0, -7].enumerated() { tier.store(weight, for: key) }
        #expect(tier.statistics.weight == 5)
        for key in 5..<100 { tier.store(0, for: key) }
        #expect(tier.statistics.weight <= 10)
    }

    @Test(arguments: NearPolicy.allCases, [11, 1_000, Int(UInt32.max), Int(UInt32.max) + 1, Int.max])
    func valueHeavierThanTheBoundIsRefusedAndNothingElseLeaves(_ policy: NearPolicy, _ weight: Int) {
        let tier = Self.tier(policy, capacity: 10)
        for key in 0..<10 { tier.store(1, for: key) }
        #expect(!tier.store(weight, for: 100))
        #expect(tier.peek(100) == nil)
        #expect(tier.count == 10)
    }

    @Test(arguments: NearPolicy.allCases)
    func valueAsHeavyAsTheBoundIsKeptAlone(_ policy: NearPolicy) {
        let tier = Self.tier(policy, capacity: 10)
        #expect(tier.store(10, for: 1))
        #expect(tier.value(for: 1) == 10)
        #expect(tier.statistics.weight == 10)
        tier.store(1, for: 2)
        #expect(tier.count == 1)
    }

    @Test(arguments: NearPolicy.allCases)
    func valueReplacedByOneTooHeavyLeavesToo(_ policy: NearPolicy) {
        let log = CauseLog()
        let options = NearOptions<Int, Int>.bytes(10) { $1 }.policy(policy)
        let tier = makeTier(options.with { $0.onRemoval = { log.append($0, $1, $2) } })
        tier.store(5, for: 1)
        #expect(!tier.store(11, for: 1))
        #expect(tier.value(for: 1) == nil)
        #expect(tier.count == 0)
        #expect(log.all == ["1=5 replaced", "1=11 capacity"])
    }

    @Test(arguments: NearPolicy.allCases)
    func valueThatBecomesHeavierPushesOthersOut(_ policy: NearPolicy) {
        let tier = Self.tier(policy, capacity: 10)
        for key in 0..<10 { tier.store(1, for: key) }
        let isKept = tier.store(8, for: 9)
        #expect(tier.statistics.weight <= 10)
        // FIFO's oldest and S3-FIFO's filtered entries may leave themselves, but only then.
        #expect(tier.peek(9) == (isKept ? 8 : nil))
        #expect(tier.count == (isKept ? 3 : 9))
    }

    @Test(arguments: NearPolicy.allCases)
    func valueThatBecomesAsHeavyAsTheBoundMayPushEverythingOut(_ policy: NearPolicy) {
        let tier = Self.tier(policy, capacity: 10)
        for key in 0..<10 { tier.store(1, for: key) }
        for key in [3, 0, 9] {
            if tier.store(10, for: key) {
                #expect(tier.count == 1)
            } else {
                #expect(tier.peek(key) == nil)
            }
            #expect(tier.statistics.weight <= 10)
            #expect(tier.tier.violations() == [])
        }
    }

    @Test(arguments: NearPolicy.allCases)
    func valueThatBecomesLighterMakesRoom(_ policy: NearPolicy) {
        let tier = Self.tier(policy, capacity: 10)
        tier.store(10, for: 0)
        #expect(tier.store(1, for: 0))
        for key in 1..<10 { #expect(tier.store(1, for: key)) }
        #expect(tier.count == 10)
        #expect(tier.statistics.evicted == 0)
    }

    /// The window of W-TinyLFU holds a hundredth; what is larger has to be worth more than what it displaces.
    @Test func newcomerLargerThanTheWindowIsAskedForBeforeItIsKept() {
        let tier = Self.tier(.windowTinyLFU, capacity: 1_000)
        for key in 0..<100 { tier.store(10, for: key) }
        for _ in 0..<5 { for key in 0..<100 { _ = tier.value(for: key) } }
        // Unknown, it loses to the first entry that it is compared with.
        #expect(!tier.store(500, for: 1_000))
        #expect(tier.count == 100)
        // Asked for often enough, it wins.
        var attempts = 1
        while !tier.store(500, for: 1_000), attempts < 30 { attempts += 1 }
        #expect(attempts > 3 && attempts < 20, "\(attempts)")
        #expect(tier.peek(1_000) == 500)
        #expect(tier.count == 51)
    }

    @Test func newcomerLargerThanTheWindowEntersATierWithRoom() {
        let tier = Self.tier(.windowTinyLFU, capacity: 1_000)
        #expect(tier.store(900, for: 1))
        #expect(tier.store(50, for: 2))
        #expect(tier.store(50, for: 3))
        #expect(tier.statistics.weight == 1_000)
        #expect(tier.tier.violations() == [])
    }

    @Test(arguments: NearPolicy.allCases)
    func boundHoldsAfterEveryStoreOfAnyWeight(_ policy: NearPolicy) {
        var random = SeededRandom(seed: testSeed)
        let tier = Self.tier(policy, capacity: 10_000)
        for step in 0..<20_000 {
            tier.store(Int(random.anyMagnitude(bits: 14)), for: random.below(500))
            if random.oneIn(2) { _ = tier.value(for: random.below(500)) }
            let weight = tier.statistics.weight
            #expect(weight <= 10_000, "step \(step); \(repetition)")
        }
        #expect(tier.statistics.evicted > 100)
    }

    @Test func weigherIsCalledOnceAStore() {
        let calls = SharedCount()
        let tier = NearTier(
            NearOptions<Int, Int>.bytes(100) { _, _ in
                calls.add(1)
                return 1
            })
        for key in 0..<10 { tier.store(key, for: key % 3) }
        _ = tier.value(for: 1)
        tier.remove(2)
        tier.removeAll()
        #expect(calls.value == 10)
    }
}
