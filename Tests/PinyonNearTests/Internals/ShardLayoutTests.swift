import PinyonNear
import Testing

/// Into how many shards a tier is cut.
@Suite(.validated)
struct ShardLayoutTests {
    @Test(arguments: [1, 2, 1_023, 1_024, 2_047, 2_048, 4_095, 5_000, 100_000, 1_000_000])
    func shardIsNeverSmallerThanAThousandAndTwentyFourEntries(_ capacity: Int) {
        for shards in [nil, 1, 2, 3, 8, 1_000_000, Int.max] {
            let tier = makeTier(NearOptions<Int, Int>.entries(capacity).with { $0.shards = shards })
            #expect(tier.shardCount >= 1)
            #expect(tier.shardCount <= max(1, capacity / 1_024))
            #expect(tier.shardCount <= shards ?? .max)
            #expect(tier.shardCount.nonzeroBitCount == 1)
        }
    }

    @Test(arguments: [1, 16 << 20, 32 << 20, (1 << 30) + 7, 1 << 33])
    func shardOfBytesIsNeverSmallerThanSixteenMebibytes(_ capacity: Int) {
        for shards in [nil, 1, 2, 3, 8, 1_000_000, Int.max] {
            let tier = makeTier(NearOptions<Int, Int>.bytes(capacity) { $1 }.with { $0.shards = shards })
            #expect(tier.shardCount <= max(1, capacity / (16 << 20)))
            #expect(tier.shardCount <= shards ?? .max)
            #expect(tier.shardCount.nonzeroBitCount == 1)
        }
    }

    @Test(arguments: [0, -1, Int.min])
    func thereIsAlwaysAShard(_ shards: Int) {
        let tier = makeTier(NearOptions<Int, Int>.entries(10_000).with { $0.shards = shards })
        #expect(tier.shardCount == 1)
        #expect(tier.store(1, for: 1))
    }

    /// Shares that don't come out even must still add up to the bound.
    @Test(arguments: [8_192, 8_193, 8_199, 9_999])
    func sharesOfShardsAddUpToTheCapacity(_ capacity: Int) {
        let tier = makeTier(NearOptions<Int, Int>.entries(capacity).policy(.fifo).with { $0.shards = 8 })
        #expect(tier.shardCount == 8)
        for key in 0..<capacity * 3 { tier.store(key, for: key) }
        #expect(tier.count == capacity)
    }

    /// A shard's index names 2²⁴ − 2 slots, so a tier that may hold more needs more shards.
    @Test(arguments: [(1 << 23, 1), ((1 << 24) - 1, 2), (1 << 24, 2), (1 << 26, 8)])
    func shardIsNeverLargerThanItsIndexCanName(_ capacity: Int, _ fewest: Int) {
        let tier = makeTier(NearOptions<Int, Int>.entries(capacity).with { $0.shards = 1 })
        #expect(tier.shardCount >= fewest)
    }

    @Test func hugeCapacityDoesNotMakeShardsWithoutEnd() {
        let tier = makeTier(NearOptions<Int, Int>.entries(.max))
        #expect(tier.shardCount <= 1 << 16)
    }

    @Test(arguments: [1, 8])
    func keysSpreadEvenlyOverShards(_ step: Int) {
        let tier = makeTier(NearOptions<Int, Int>.entries(80_000).policy(.fifo).with { $0.shards = 8 })
        for key in 0..<70_000 { tier.store(key, for: key * step) }
        // With a tenth of spare room in each, a shard that got too much would have evicted.
        #expect(tier.statistics.evicted == 0)
    }
}
