import PinyonOps
import Testing

/// Numbers that were derived from samples.
struct SampleEstimateTests {
    /// Numbers that look random and are the same each time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64 = 42

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test func nineteenOfTwentyIntervalsHoldTheTruth() throws {
        var numbers = Numbers()
        let sizes = (0..<2_000).map { _ in Double(Int.random(in: 50...1_000, using: &numbers)) }
        let truth = sizes.reduce(0, +)
        var hits = 0
        for _ in 0..<400 {
            let sample = sizes.shuffled(using: &numbers).prefix(100)
            let estimate = try #require(
                SampleEstimate(
                    sum: sample.reduce(0, +), squares: sample.reduce(0) { $0 + $1 * $1 }, seen: 100, total: 2_000))
            if estimate.low <= truth, truth <= estimate.high { hits += 1 }
        }
        #expect((365...395).contains(hits))
    }

    @Test func sharesHaveWilsonsInterval() {
        let share = SampleEstimate.share(10, of: 100, isWhole: false)
        #expect(share.value == 0.1)
        #expect(abs(share.low - 0.0552) < 0.000_1)
        #expect(abs(share.high - 0.1744) < 0.000_1)
        #expect(SampleEstimate.share(0, of: 100, isWhole: false).high > 0.03)
        #expect(SampleEstimate.share(0, of: 0, isWhole: false).high == 1)
    }

    @Test func sharesOfAllKeysAreExact() {
        let share = SampleEstimate.share(10, of: 100, isWhole: true)
        #expect([share.low, share.value, share.high] == [0.1, 0.1, 0.1])
    }

    @Test func fewDegreesOfFreedomWidenTheInterval() throws {
        let three = try #require(SampleEstimate(sum: 6, squares: 14, seen: 3, total: 1_000_000))
        // s = 1, t = 4.303; the expansion is 3 % lower.
        let margin = (three.high - three.value) / 1_000_000 * 3.0.squareRoot()
        #expect((4.1...4.4).contains(margin))
    }
}
