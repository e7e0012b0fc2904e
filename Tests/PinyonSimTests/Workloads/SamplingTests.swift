import PinyonSim
import Testing

@Suite struct SeededGeneratorTests {
    /// The first numbers of SplitMix64 for the seed 1234567, as its reference implementation prints them.
    @Test func numbersAreThoseOfSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func streamsOfOneSeedDiffer() {
        let first = (0..<UInt64(100)).map { stream in
            var generator = SeededGenerator(seed: 7, stream: stream)
            return generator.next()
        }
        #expect(Set(first).count == 100)
    }

    @Test func unitsAreEvenlySpread() {
        var generator = SeededGenerator(seed: 3)
        var buckets = [Int](repeating: 0, count: 10)
        for _ in 0..<100_000 {
            let unit = generator.nextUnit()
            #expect(unit >= 0 && unit < 1)
            buckets[min(9, Int(unit * 10))] += 1
        }
        #expect(buckets.allSatisfy { abs($0 - 10_000) < 500 })
    }

    @Test func boundIsNeverReached() {
        var generator = SeededGenerator(seed: 3)
        var buckets = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { buckets[generator.next(below: 7)] += 1 }
        #expect(buckets.allSatisfy { abs($0 - 10_000) < 500 })
        #expect(generator.next(below: 1) == 0)
    }

    @Test func normalNumbersHaveMean0AndVariance1() {
        var generator = SeededGenerator(seed: 3)
        let numbers = (0..<100_000).map { _ in generator.nextNormal() }
        let mean = numbers.reduce(0, +) / 100_000
        let variance = numbers.reduce(0) { $0 + $1 * $1 } / 100_000 - mean * mean
        #expect(abs(mean) < 0.02)
        #expect(abs(variance - 1) < 0.03)
    }
}

@Suite struct ZipfSamplerTests {
    @Test(arguments: [0, 0.5, 0.99, 1, 1.5, 3])
    func frequenciesFollowTheLaw(_ skew: Double) {
        let draws = 200_000
        let sampler = ZipfSampler(count: 1_000, skew: skew)
        var generator = SeededGenerator(seed: 11)
        var counts = [Int](repeating: 0, count: 1_000)
        for _ in 0..<draws { counts[sampler.next(using: &generator)] += 1 }
        var chiSquared = 0.0
        var cells = 0
        for rank in 0..<1_000 where sampler.probability(of: rank) * Double(draws) >= 5 {
            let expected = sampler.probability(of: rank) * Double(draws)
            chiSquared += (Double(counts[rank]) - expected) * (Double(counts[rank]) - expected) / expected
            cells += 1
        }
        // The statistic's mean is the number of cells and its standard deviation about √(2 · cells).
        #expect(chiSquared < Double(cells) + 6 * Double(2 * cells).squareRoot())
    }

    @Test func probabilitiesAreExact() {
        let sampler = ZipfSampler(count: 4, skew: 1)
        let sum = 1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4
        for rank in 0..<4 {
            #expect(abs(sampler.probability(of: rank) - 1 / Double(rank + 1) / sum) < 1e-15)
        }
        let even = ZipfSampler(count: 5, skew: 0)
        #expect((0..<5).allSatisfy { abs(even.probability(of: $0) - 0.2) < 1e-15 })
    }

    @Test func oneRankIsAlwaysDrawn() {
        var generator = SeededGenerator(seed: 1)
        let sampler = ZipfSampler(count: 1, skew: 2)
        #expect((0..<100).allSatisfy { _ in sampler.next(using: &generator) == 0 })
    }
}

@Suite struct LogNormalTests {
    @Test func medianAndSpreadAreAsAsked() {
        var generator = SeededGenerator(seed: 5)
        let distribution = LogNormal(median: 1_000, sigma: 1, bounds: 1...1_000_000_000)
        let values = (0..<100_000).map { _ in Double(distribution.next(using: &generator)) }.sorted()
        #expect(abs(values[50_000] - 1_000) < 20)
        // One standard deviation above the median lies at the 84.13th percentile.
        #expect(abs(values[84_134] / 2_718.28 - 1) < 0.03)
    }

    @Test(arguments: [0, 1, 10, 1e308])
    func boundsHold(_ sigma: Double) {
        var generator = SeededGenerator(seed: 5)
        let distribution = LogNormal(median: 100, sigma: sigma, bounds: 16...1_024)
        for _ in 0..<1_000 { #expect((16...1_024).contains(distribution.next(using: &generator))) }
    }
}
