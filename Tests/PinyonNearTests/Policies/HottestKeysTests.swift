import PinyonNear
import Testing

@Suite(.validated)
struct HottestKeysTests {
    @Test(arguments: NearPolicy.allCases)
    func snapshotHoldsKeysThatAreThereOnce(_ policy: NearPolicy) {
        let tier = numbersTier(policy, capacity: 50)
        tier.misses(asking: (0..<500).map { $0 % 73 })
        let keys = tier.hottestKeys(1_000)
        #expect(keys.count == tier.count)
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { tier.peek($0) != nil })
        #expect(tier.hottestKeys(7) == Array(keys.prefix(7)))
    }

    @Test(arguments: NearPolicy.allCases)
    func snapshotOfNothingIsEmpty(_ policy: NearPolicy) {
        let tier = numbersTier(policy, capacity: 50)
        #expect(tier.hottestKeys(10) == [])
        tier.ask(1)
        #expect(tier.hottestKeys(0) == [])
        #expect(tier.hottestKeys(-1) == [])
        #expect(tier.hottestKeys(.max) == [1])
    }

    @Test func lruOrdersByRecency() {
        let tier = lettersTier(.lru, capacity: 5)
        _ = tier.ask("abcdeac")
        #expect(String(tier.hottestKeys(5)) == "caedb")
    }

    @Test func fifoOrdersByAge() {
        let tier = lettersTier(.fifo, capacity: 5)
        _ = tier.ask("abcdeac")
        #expect(String(tier.hottestKeys(5)) == "edcba")
    }

    @Test func sievePutsWhatWasReadFirst() {
        let tier = lettersTier(.sieve, capacity: 5)
        _ = tier.ask("abcdeac")
        #expect(String(tier.hottestKeys(5)) == "caedb")
    }

    @Test func segmentedLRUPutsTheProtectedFirst() {
        let tier = lettersTier(.segmentedLRU, capacity: 5)
        _ = tier.ask("abcdeac")
        #expect(String(tier.hottestKeys(5)) == "caedb")
    }

    @Test func s3FIFOPutsTheMainQueueFirst() {
        let tier = lettersTier(.s3FIFO, capacity: 20)
        // The small queue takes a and b, the main queue the rest.
        _ = tier.ask("abcdefddfaaa")
        #expect(String(tier.hottestKeys(3)).hasPrefix("df"))
        #expect(Set(tier.hottestKeys(4)) == Set("cdef"))
        #expect(tier.hottestKeys(5).last == "a")
    }

    @Test func windowTinyLFUOrdersByFrequency() {
        let tier = numbersTier(.windowTinyLFU, capacity: 100)
        for key in 0..<100 { tier.ask(key) }
        for key in 0..<5 { for _ in 0..<(10 - key) { tier.ask(key) } }
        #expect(tier.hottestKeys(5) == [0, 1, 2, 3, 4])
    }

    @Test func snapshotTakesTheHottestOfAllShards() {
        let tier = makeTier(NearOptions<Int, Int>.entries(8_192).with { $0.shards = 8 })
        for key in 0..<6_000 { tier.ask(key) }
        for key in 0..<20 { for _ in 0..<9 { tier.ask(key) } }
        #expect(Set(tier.hottestKeys(20)) == Set(0..<20))
    }

    @Test func snapshotLeavesNoTraceInStatistics() {
        let tier = numbersTier(.lru, capacity: 10)
        tier.misses(asking: 0..<20)
        let before = tier.statistics
        _ = tier.hottestKeys(5)
        #expect(tier.statistics == before)
    }
}
