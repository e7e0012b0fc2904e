import PinyonNear
import Testing

@Suite struct FrequencySketchTests {
    /// The additions after which a sketch ages.
    private static func period(_ entries: Int) -> Int { 10 * max(512, entries) }

    @Test(arguments: [1, 512, 4_096, 20_000])
    func countsAreNeverUnderestimatedBeforeAgeing(_ entries: Int) {
        var sketch = FrequencySketch(entries: entries)
        var random = SeededRandom(seed: testSeed)
        var counts: [UInt64: Int] = [:]
        let hashes = (0..<entries * 2 + 10).map { _ in random.next() }
        for _ in 0..<Self.period(entries) - 1 {
            // Squaring makes some keys much more frequent than others.
            let share = Double(random.below(1_000_000)) / 1_000_000
            let hash = hashes[Int(share * share * Double(hashes.count))]
            sketch.increment(hash)
            counts[hash, default: 0] += 1
        }
        let low = counts.filter { sketch.frequency(of: $0.key) < min(15, $0.value) }
        #expect(low.isEmpty, "\(low.count) of \(counts.count) keys are underestimated; \(repetition)")
    }

    @Test func countsEndAtFifteen() {
        var sketch = FrequencySketch(entries: 100)
        for count in 1...40 {
            sketch.increment(7)
            #expect(sketch.frequency(of: 7) == min(15, count))
        }
    }

    @Test func countsAreHalvedAfterAPeriod() {
        for frequency in 0...15 {
            var sketch = FrequencySketch(entries: 1_000)
            var random = SeededRandom(seed: testSeed)
            let favourite = random.next()
            for _ in 0..<frequency { sketch.increment(favourite) }
            for _ in frequency..<Self.period(1_000) - 1 { sketch.increment(random.next()) }
            let before = sketch.frequency(of: favourite)
            #expect(before >= frequency)
            sketch.increment(random.next())
            #expect(sketch.frequency(of: favourite) == before / 2, "\(frequency); \(repetition)")
        }
    }

    @Test func favouritesFadeWithinAFewPeriods() {
        var sketch = FrequencySketch(entries: 1_000)
        var random = SeededRandom(seed: testSeed)
        let favourites = (0..<50).map { _ in random.next() }
        for favourite in favourites { for _ in 0..<15 { sketch.increment(favourite) } }
        for _ in 0..<6 * Self.period(1_000) { sketch.increment(random.next()) }
        // What is left is the noise of ten thousand other keys, a few counts each.
        let sum = favourites.reduce(0) { $0 + sketch.frequency(of: $1) }
        #expect(sum < 50 * 4, "\(sum)")
    }

    @Test func strangersAreHardlyEverTakenForFavourites() {
        var sketch = FrequencySketch(entries: 4_096)
        let hasher = KeyHasher(seed: testSeed)
        for key in 0..<4_096 { for _ in 0..<5 { sketch.increment(hasher.hash(key)) } }
        let strangers = (0..<10_000).map { sketch.frequency(of: hasher.hash(1_000_000 + $0)) }
        let wrong = strangers.count { $0 >= 5 }
        #expect(wrong < 100, "\(wrong) of 10,000; \(repetition)")
        let overestimated = (0..<4_096).count { sketch.frequency(of: hasher.hash($0)) > 5 }
        #expect(overestimated < 100, "\(overestimated) of 4,096; \(repetition)")
    }

    /// The keys of one shard share the bits that choose the shard, and still have to spread.
    @Test func keysOfOneShardSpreadOverTheSketch() {
        var sketch = FrequencySketch(entries: 4_096)
        let hasher = KeyHasher(seed: testSeed)
        let hashes = (0..<200_000).map { hasher.hash($0) }.filter { ($0 >> 32) & 15 == 5 }
        for hash in hashes.prefix(4_096) { for _ in 0..<5 { sketch.increment(hash) } }
        let wrong = hashes.dropFirst(4_096).count { sketch.frequency(of: $0) >= 5 }
        #expect(wrong < 150, "\(wrong) of \(hashes.count - 4_096); \(repetition)")
    }

    @Test func sketchGrowsToTheNextPowerOfTwoAndNeverShrinks() {
        var sketch = FrequencySketch(entries: 1)
        #expect(sketch.wordCount == 1_024)
        sketch.increment(1)
        sketch.grow(entries: 1_024)
        #expect(sketch.frequency(of: 1) == 1)
        sketch.grow(entries: 1_025)
        #expect(sketch.wordCount == 2_048)
        #expect(sketch.frequency(of: 1) == 0)
        sketch.increment(1)
        sketch.grow(entries: 10)
        #expect(sketch.wordCount == 2_048)
        #expect(sketch.frequency(of: 1) == 1)
    }

    @Test func powersOfTwoSaturate() {
        #expect([Int.min, -1, 0, 1].map(\.nextPowerOfTwo) == [1, 1, 1, 1])
        #expect([2, 3, 4, 5, 1_023, 1_024, 1_025].map(\.nextPowerOfTwo) == [2, 4, 4, 8, 1_024, 1_024, 2_048])
        #expect((1 << 62).nextPowerOfTwo == 1 << 62)
        #expect(((1 << 62) + 1).nextPowerOfTwo == 1 << 62)
        #expect(Int.max.nextPowerOfTwo == 1 << 62)
    }
}
