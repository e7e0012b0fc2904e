import PinyonNear
import Testing

/// The smallest and the largest bounds, and keys and values at the edge of what is allowed.
@Suite(.validated)
struct EdgeCaseTests {
    @Test(arguments: NearPolicy.allCases, [1, 2, 3])
    func tinyTierWorksAndKeepsItsBound(_ policy: NearPolicy, _ capacity: Int) {
        let tier = numbersTier(policy, capacity: capacity)
        var random = SeededRandom(seed: testSeed)
        for step in 0..<5_000 {
            let key = random.below(6)
            switch random.below(8) {
            case 0: tier.remove(key)
            case 1: tier.store(step, for: key)
            default: tier.ask(key)
            }
            #expect(tier.count <= capacity)
            if step % 50 == 0 { #expect(tier.tier.violations() == [], "step \(step); \(repetition)") }
        }
        #expect(tier.statistics.hits > 0)
    }

    @Test(arguments: NearPolicy.allCases)
    func tierOfOneEntryKeepsTheLatest(_ policy: NearPolicy) {
        let tier = numbersTier(policy, capacity: 1)
        for key in 0..<100 {
            tier.ask(key)
            #expect(tier.count == 1)
        }
        #expect(tier.peek(99) == 0)
    }

    @Test(arguments: [0, -1, Int.min])
    func capacityIsAtLeastOne(_ capacity: Int) {
        let tier = makeTier(NearOptions<Int, Int>.entries(capacity))
        #expect(tier.capacity == 1)
        #expect(tier.store(1, for: 1))
        #expect(tier.value(for: 1) == 1)
        let changed = makeTier(NearOptions<Int, Int>.bytes(10) { $1 }.with { $0.capacity = capacity })
        #expect(changed.capacity == 1)
        #expect(changed.store(1, for: 1))
        #expect(!changed.store(2, for: 2))
    }

    @Test(arguments: NearPolicy.allCases, [nil, 1])
    func largestCapacityIsAsGoodAsNone(_ policy: NearPolicy, _ shards: Int?) {
        let options = NearOptions<Int, Int>.entries(.max).policy(policy).with { $0.shards = shards }
        let tier = makeTier(options)
        #expect(tier.capacity == .max)
        for key in 0..<5_000 { #expect(tier.store(key, for: key)) }
        #expect(tier.count == 5_000)
        for key in 0..<5_000 { #expect(tier.value(for: key) == key) }
    }

    @Test(arguments: NearPolicy.allCases, [nil, 1])
    func largestCapacityOfBytesIsAsGoodAsNone(_ policy: NearPolicy, _ shards: Int?) {
        let options = NearOptions<Int, Int>.bytes(.max) { _, _ in .max }.policy(policy).with { $0.shards = shards }
        let tier = makeTier(options)
        for key in 0..<5_000 { #expect(tier.store(key, for: key)) }
        #expect(tier.statistics.weight == 5_000 * Int(UInt32.max))
        for key in 0..<5_000 { #expect(tier.value(for: key) == key) }
    }

    @Test(arguments: NearPolicy.allCases)
    func hundredThousandEntriesGrowInSteps(_ policy: NearPolicy) {
        let options = NearOptions<Int, Int>.entries(100_000).policy(policy).with { $0.shards = 1 }
        let tier = makeTier(options, clock: ManualClock().near)
        for key in 0..<100_000 { tier.store(key, for: key, lifetime: key % 3 == 0 ? .seconds(key) : nil) }
        // The first key had a lifetime of nothing.
        #expect(tier.count == 99_999)
        #expect((1..<100_000).allSatisfy { tier.value(for: $0) == $0 })
        #expect(tier.tier.violations() == [])
        for key in 100_000..<150_000 { tier.store(key, for: key) }
        #expect(tier.count == 100_000)
    }

    @Test(arguments: NearPolicy.allCases)
    func keysWithEqualHashesAreKeptApart(_ policy: NearPolicy) {
        let options = NearOptions<Colliding, Int>.entries(100).policy(policy)
        let tier = makeTier(options)
        for number in 0..<100 { tier.store(number, for: Colliding(number: number)) }
        for number in 0..<100 { #expect(tier.value(for: Colliding(number: number)) == number) }
        for number in stride(from: 0, to: 100, by: 2) {
            #expect(tier.remove(Colliding(number: number)) == number)
        }
        for number in 0..<100 {
            #expect(tier.peek(Colliding(number: number)) == (number % 2 == 0 ? nil : number))
        }
        for number in 100..<400 { tier.ask(Colliding(number: number)) }
        #expect(tier.count == 100)
    }

    @Test func unicodeKeysAreFoundInEverySpelling() {
        let tier = makeTier(NearOptions<String, Int>.entries(100))
        let keys = ["", "a", "\0", "żółć", "🏳️‍🌈", "🇩🇪🇯🇵", "日本語", "e\u{301}", "K", String(repeating: "ü", count: 5_000)]
        for (number, key) in keys.enumerated() { tier.store(number, for: key) }
        for (number, key) in keys.enumerated() { #expect(tier.value(for: key) == number) }
        #expect(tier.count == keys.count)
        #expect(tier.value(for: "\u{E9}") == 7)
        #expect(tier.value(for: "\u{212A}") == 8)
        #expect(tier.remove("z\u{307}o\u{301}łc\u{301}") == 3)
    }

    @Test func keysOfManyTypesWork() {
        let integers = makeTier(NearOptions<UInt8, Int>.entries(256))
        for key in UInt8.min...UInt8.max { integers.store(Int(key), for: key) }
        #expect((UInt8.min...UInt8.max).allSatisfy { integers.value(for: $0) == Int($0) })
        let optionals = makeTier(NearOptions<Int?, Int>.entries(10))
        optionals.store(1, for: nil)
        optionals.store(2, for: 0)
        #expect(optionals.value(for: nil) == 1)
        #expect(optionals.value(for: 0) == 2)
        let arrays = makeTier(NearOptions<[String], Int>.entries(10))
        arrays.store(1, for: ["a", "b"])
        #expect(arrays.value(for: ["a", "b"]) == 1)
        #expect(arrays.value(for: ["ab"]) == nil)
    }

    @Test func valuesMayBeNothing() {
        let optionals = makeTier(NearOptions<Int, Int?>.entries(10))
        optionals.store(nil, for: 1)
        #expect(optionals.value(for: 1) == .some(nil))
        #expect(optionals.value(for: 2) == .none)
        let empty = makeTier(NearOptions<Int, Void>.entries(10))
        empty.store((), for: 1)
        #expect(empty.value(for: 1) != nil)
        #expect(empty.value(for: 2) == nil)
    }
}

/// Hashes all alike.
private struct Colliding: Hashable, Sendable {
    let number: Int

    func hash(into hasher: inout Hasher) { hasher.combine(1) }
}
