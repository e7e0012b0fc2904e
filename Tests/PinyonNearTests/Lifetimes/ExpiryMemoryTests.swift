import PinyonNear
import Testing

/// How the memory of expired entries comes back: in steps, by operations on other keys, without a scan.
@Suite(.validated)
struct ExpiryMemoryTests {
    private static let most = 1_000

    private let clock = ManualClock()

    /// A tier full of entries whose lifetime has just ended.
    private func tierOfExpired(
        _ count: Int = most, policy: NearPolicy = .windowTinyLFU, lifetime: Duration = .seconds(60)
    ) -> CheckedTier<Int, Int> {
        // Twice the room, so that nothing leaves for want of it.
        let tier = makeTier(
            NearOptions<Int, Int>.entries(2 * count + 10).policy(policy).with { $0.shards = 1 }, clock: clock.near)
        for key in 0..<count { tier.store(key, for: key, lifetime: lifetime) }
        clock.advance(by: lifetime)
        clock.advance(nanoseconds: wheelTick)
        #expect(tier.count == count)
        return tier
    }

    @Test func readOfAnotherKeyRemovesSixteen() {
        let tier = tierOfExpired()
        for reads in 1...Self.most / 16 {
            #expect(tier.value(for: -1) == nil)
            #expect(tier.statistics.expired == reads * 16)
        }
        _ = tier.value(for: -1)
        #expect(tier.count == 0)
    }

    @Test func hitOnAnotherKeyThatExpiresRemovesSixteen() {
        let tier = tierOfExpired()
        tier.store(1, for: -1, lifetime: .seconds(60))
        #expect(tier.statistics.expired == 128)
        #expect(tier.value(for: -1) == 1)
        #expect(tier.statistics.expired == 144)
    }

    @Test func readOfAnExpiredKeyRemovesSixteen() {
        let tier = tierOfExpired()
        #expect(tier.value(for: Self.most - 1) == nil)
        #expect(tier.statistics.expired == 16)
    }

    @Test func writeOfAnotherKeyRemovesAHundredAndTwentyEight() {
        let tier = tierOfExpired()
        for writes in 1...Self.most / 128 {
            tier.store(0, for: -1)
            #expect(tier.statistics.expired == writes * 128)
        }
        tier.store(0, for: -1)
        #expect(tier.count == 1)
        #expect(tier.statistics.expired == Self.most)
    }

    @Test func peekingRemovesNothing() {
        let tier = tierOfExpired()
        for key in 0..<Self.most { #expect(tier.peek(key) == nil) }
        #expect(tier.count == Self.most)
    }

    @Test func removeExpiredLeavesNothing() {
        let tier = tierOfExpired()
        tier.store(1, for: -1)
        tier.removeExpired()
        #expect(tier.count == 1)
        #expect(tier.value(for: -1) == 1)
    }

    @Test func removeExpiredIsExactWithinABucketOfTheWheel() {
        let tier = makeTier(NearOptions<Int, Int>.entries(200), clock: clock.near)
        for key in 1...100 { tier.store(key, for: key, lifetime: .nanoseconds(Int64(key))) }
        for passed in 1...100 {
            clock.advance(nanoseconds: 1)
            tier.removeExpired()
            #expect(tier.count == 100 - passed)
        }
    }

    @Test func removeExpiredReachesEveryShard() {
        let tier = makeTier(NearOptions<Int, Int>.entries(8_192).with { $0.shards = 8 }, clock: clock.near)
        #expect(tier.shardCount == 8)
        for key in 0..<4_000 { tier.store(key, for: key, lifetime: .seconds(key % 2 == 0 ? 1 : 2)) }
        clock.advance(by: .seconds(1))
        tier.removeExpired()
        #expect(tier.count == 2_000)
    }

    @Test(arguments: NearPolicy.allCases)
    func newEntriesTakeTheMemoryOfExpiredOnes(_ policy: NearPolicy) {
        let tier = makeTier(NearOptions<Int, Int>.entries(100).policy(policy), clock: clock.near)
        for round in 0..<50 {
            for key in 0..<100 { tier.store(key, for: round * 100 + key, lifetime: .seconds(1)) }
            clock.advance(by: .seconds(2))
        }
        // The first write of a round removes what is left of the round before, so nothing has to be evicted.
        #expect(tier.statistics.evicted == 0)
        #expect(tier.statistics.expired == 4_900)
    }

    @Test(arguments: LifetimeTests.lifetimes)
    func memoryOfAnyLifetimeComesBackAfterABucketAtMost(_ lifetime: Int64) {
        let tier = tierOfExpired(10, lifetime: .nanoseconds(lifetime))
        _ = tier.value(for: -1)
        #expect(tier.count == 0)
    }

    /// Many lifetimes at once, time in steps of every size: nothing leaves early, and nothing stays for long.
    @Test(arguments: 0..<20)
    func entriesLeaveWithinABucketOfTheirDeadline(_ round: UInt64) {
        var random = SeededRandom(seed: testSeed &+ round)
        let tier = makeTier(NearOptions<Int, Int>.entries(3_000).with { $0.shards = 1 }, clock: clock.near)
        var deadlines: [Int64] = []
        for key in 0..<1_000 {
            let lifetime = 1 + random.anyMagnitude(bits: 58)
            deadlines.append(lifetime)
            tier.store(key, for: key, lifetime: .nanoseconds(lifetime))
        }
        for step in 0..<300 {
            clock.advance(nanoseconds: random.anyMagnitude(bits: step < 250 ? step / 5 : 57))
            // One operation removes 128 entries at most.
            for write in 0..<8 { tier.store(0, for: -1 - write) }
            let now = clock.now
            let tick = now & ~(wheelTick - 1)
            let left = tier.count - 8
            let atLeast = deadlines.count { $0 > now }
            let atMost = deadlines.count { $0 >= tick }
            #expect(left >= atLeast && left <= atMost, "round \(round), step \(step), time \(now); \(repetition)")
        }
    }
}
