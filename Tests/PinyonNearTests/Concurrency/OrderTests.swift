import PinyonNear
import Testing

/// What one thread has done, all threads see from then on.
@Suite(.validated)
struct OrderTests {
    @Test func readersNeverSeeAnOlderValueAfterANewerOne() async {
        let tier = makeTier(NearOptions<Int, Int>.entries(64).policy(.lru))
        let isOver = SharedCount()
        let wrong = SharedCount()
        await onThreads(4) { number in
            if number == 0 {
                for round in 1...HammerTests.operations {
                    tier.store(round, for: round % 8)
                    if round % 50 == 0 { tier.remove(round % 8) }
                }
                isOver.add(1)
            }
            var last = [Int](repeating: 0, count: 8)
            var key = 0
            while isOver.value == 0 {
                key = (key + 1) % 8
                guard let value = tier.value(for: key) else { continue }
                if value < last[key] { wrong.add(1) }
                last[key] = value
            }
        }
        #expect(wrong.value == 0)
    }

    /// Each thread has keys of its own, so it knows what is there although the others evict and sweep.
    @Test(arguments: NearPolicy.allCases)
    func threadSeesWhatItDidToItsOwnKeys(_ policy: NearPolicy) async {
        let tier = makeTier(NearOptions<Int, Int>.entries(1_000).policy(policy))
        let wrong = SharedCount()
        await onThreads(4) { number in
            for round in 0..<HammerTests.operations / 4 {
                let key = number * 1_000 + round % 100
                tier.store(round, for: key)
                if tier.value(for: key) != round { wrong.add(1) }
                if tier.remove(key) != round { wrong.add(1) }
                if tier.value(for: key) != nil { wrong.add(1) }
                if tier.peek(key) != nil { wrong.add(1) }
            }
        }
        #expect(wrong.value == 0)
        #expect(tier.count == 0)
    }

    @Test func boundHoldsWheneverAnybodyLooks() async {
        let tier = makeTier(NearOptions<Int, Int>.bytes(1_000) { $1 })
        let wrong = SharedCount()
        await onThreads(4) { number in
            var random = SeededRandom(seed: testSeed &+ UInt64(number))
            for _ in 0..<HammerTests.operations / 4 {
                tier.store(random.below(300), for: random.below(50))
                if tier.statistics.weight > 1_000 { wrong.add(1) }
            }
        }
        #expect(wrong.value == 0, "\(repetition)")
    }

    @Test(arguments: NearPolicy.allCases)
    func hitsOfAllThreadsAreCounted(_ policy: NearPolicy) async {
        let tier = makeTier(NearOptions<Int, Int>.entries(100).policy(policy))
        for key in 0..<100 { tier.store(key, for: key) }
        await onThreads(6) { _ in
            for round in 0..<10_000 { _ = tier.value(for: round % 125) }
        }
        #expect(tier.statistics.hits == 6 * 8_000)
        #expect(tier.statistics.misses == 6 * 2_000)
    }

    @Test func tasksMayUseATierToo() async {
        let tier = makeTier(NearOptions<Int, Int>.entries(1_000))
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask {
                    for key in 0..<500 {
                        tier.store(key, for: number * 500 + key)
                        _ = tier.value(for: key)
                        if key % 100 == 0 { await Task.yield() }
                    }
                }
            }
        }
        #expect(tier.statistics.insertions + tier.statistics.replaced + tier.statistics.evicted >= 8_000)
    }
}
