import PinyonNear
import Testing

/// What holds for every workload; the workloads are random, and repeat with the same seed.
@Suite(.validated)
struct PolicyPropertyTests {
    /// A workload with some favourites, some scans and some noise, as mixed as its seed makes it.
    private static func workload(_ number: UInt64) -> [Int] {
        var random = SeededRandom(seed: testSeed &* 31 &+ number)
        let keys = 50 + random.below(400)
        let favourites = 1 + random.below(40)
        var requests: [Int] = []
        while requests.count < 5_000 {
            switch random.below(20) {
            case 0:
                let start = random.below(keys)
                requests += (start..<start + random.below(60)).map { $0 % keys }
            case 1..<12: requests.append(random.below(favourites))
            default: requests.append(random.below(keys))
            }
        }
        return requests
    }

    @Test(arguments: NearPolicy.allCases, UInt64(0)..<20)
    func nothingMissesLessThanOnceAKey(_ policy: NearPolicy, _ number: UInt64) {
        let requests = Self.workload(number)
        let unique = Set(requests).count
        var random = SeededRandom(seed: number)
        for capacity in [1, 2, 3, 10, 1 + random.below(unique)] {
            let tier = numbersTier(policy, capacity: capacity)
            let misses = tier.misses(asking: requests)
            #expect(misses >= unique, "\(policy), capacity \(capacity), workload \(number); \(repetition)")
            #expect(tier.count <= capacity)
        }
    }

    @Test(arguments: NearPolicy.allCases, UInt64(0)..<20)
    func enoughRoomMissesOnceAKey(_ policy: NearPolicy, _ number: UInt64) {
        let requests = Self.workload(number)
        let unique = Set(requests).count
        for capacity in [unique, unique + 1, unique * 10, 1_000_000] {
            let tier = numbersTier(policy, capacity: capacity)
            let misses = tier.misses(asking: requests)
            #expect(misses == unique, "\(policy), capacity \(capacity), workload \(number); \(repetition)")
            #expect(tier.statistics.evicted == 0)
        }
    }

    /// Also one that would refuse a newcomer: a shard may run out of slots before it runs out of weight.
    @Test(arguments: NearPolicy.allCases, [100, 1_000_000])
    func policyGivesUpEveryEntryOnce(_ policy: NearPolicy, _ capacity: Int) {
        let count = 100
        var random = SeededRandom(seed: testSeed)
        let table = SlotTable(isWeighted: false)
        defer { table.deallocate() }
        table.grow(slots: count)
        let box = PolicyBox.make(policy, capacity: capacity, slots: table)
        box.reserve(slots: count)
        for _ in 0..<count {
            let hash = random.next()
            guard case .room = box.consider(hash: hash, weight: 1) else {
                Issue.record("\(policy) has no room; \(repetition)")
                return
            }
            let slot = table.take(hash: hash, weight: 1)
            box.insert(slot)
            let hit = Hit(slot: Slot(random.below(Int(slot) + 1)), hash: hash)
            withUnsafePointer(to: hit) { box.hit(UnsafeBufferPointer(start: $0, count: 1)) }
        }
        var left: Set<Slot> = []
        while left.count < count {
            let victim = box.evict()
            guard Int(victim) < count, left.insert(victim).inserted else {
                Issue.record("\(policy) gave up \(victim) after \(left.count); \(repetition)")
                return
            }
            table.release(victim)
            #expect(box.weight == count - left.count)
            #expect(box.violations() == [])
        }
    }

    /// The inclusion property: what fits into a smaller LRU cache is in every larger one. It is true of LRU alone.
    @Test(arguments: UInt64(0)..<20)
    func moreRoomNeverCostsLRUAHit(_ number: UInt64) {
        let requests = Self.workload(number)
        var previous = Int.max
        for capacity in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610] {
            let misses = numbersTier(.lru, capacity: capacity).misses(asking: requests)
            #expect(misses <= previous, "capacity \(capacity), workload \(number); \(repetition)")
            previous = misses
        }
    }

    @Test(arguments: NearPolicy.allCases)
    func capacityOneOnlyHitsRepetitions(_ policy: NearPolicy) {
        let requests = Self.workload(99)
        let repetitions = zip(requests, requests.dropFirst()).count { $0 == $1 }
        let tier = numbersTier(policy, capacity: 1)
        tier.misses(asking: requests)
        #expect(tier.statistics.hits <= repetitions)
        // A tier of one entry that lets nobody in any more would be of no use.
        #expect(tier.statistics.hits > repetitions / 4, "\(policy): \(tier.statistics) of \(repetitions)")
    }

    @Test(arguments: NearPolicy.allCases)
    func sameSeedGivesTheSameRun(_ policy: NearPolicy) {
        let requests = Self.workload(7)
        let runs = (0..<2).map { _ in
            let tier = numbersTier(policy, capacity: 60)
            return requests.map { tier.ask($0) }
        }
        #expect(runs[0] == runs[1])
    }

    /// Policies but W-TinyLFU, whose sketch sees hashes, must not depend on the seed.
    @Test(arguments: [NearPolicy.lru, .fifo, .sieve, .s3FIFO, .segmentedLRU])
    func seedDoesNotMatterToQueues(_ policy: NearPolicy) {
        let requests = Self.workload(8)
        let runs = (UInt64(1)...3).map { seed in
            let options = NearOptions<Int, Int>.entries(60).policy(policy)
            let tier = makeTier(options.with { $0.seed = seed })
            return requests.map { tier.ask($0) }
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }
}
