import PinyonNear
import Testing

/// The tier did something that the model doesn't allow.
struct ModelFailure: Error, CustomStringConvertible {
    let description: String
}

/// Random operations on a tier beside a dictionary that must agree with it after each of them.
///
/// The dictionary can't foresee what a policy evicts. It follows what the listener is told, and checks that each
/// removal is allowed; so it knows exactly which entries are there, and the tier must return those and no others.
struct ModelRun {
    private struct Known {
        let value: Payload
        let deadline: Int64
    }

    private let setup: ModelSetup
    private let clock = ManualClock()
    private let removals = RemovalLog()
    private let tier: CheckedTier<Int, Payload>
    private var random: SeededRandom
    private var known: [Int: Known] = [:]
    private var expected = NearStatistics()
    private var step = 0
    private var lastPayload = 0

    init(_ setup: ModelSetup) {
        self.setup = setup
        random = SeededRandom(seed: setup.seed)
        tier = makeTier(setup.options(removals), clock: clock.near)
    }

    /// What the tier did, as the model counted it.
    var statistics: NearStatistics { expected }

    var shardCount: Int { tier.shardCount }

    /// Performs operations; throws at the first one that the tier and the model don't agree on.
    mutating func run(steps: Int) throws {
        do {
            for _ in 0..<steps {
                step += 1
                try performOne()
                try compareStatistics()
                if step % 1_000 == 0 { try compareEverything() }
            }
        } catch let failure as ModelFailure {
            let place = "step \(step) of ModelSetup(\(setup.testDescription)), time \(clock.now)"
            throw ModelFailure(description: "\(place): \(failure.description)")
        }
    }

    private mutating func performOne() throws {
        switch random.below(2_000) {
        case 0..<700: try read(anyKey())
        case 700..<800: try peek(anyKey())
        case 800..<1_300: try store(anyKey(), lifetime: nil)
        case 1_300..<1_700: try store(anyKey(), lifetime: .nanoseconds(random.anyMagnitude(bits: 45)))
        case 1_700..<1_710: try store(anyKey(), lifetime: .nanoseconds(random.anyMagnitude(bits: 63)))
        case 1_710..<1_720: try store(anyKey(), lifetime: .seconds(Int64.max))
        case 1_720..<1_730: try store(anyKey(), lifetime: .nanoseconds(-random.anyMagnitude(bits: 40)))
        case 1_730..<1_850: try remove(anyKey())
        case 1_850..<1_980: clock.advance(nanoseconds: random.anyMagnitude(bits: 37))
        case 1_980..<1_985: leap()
        case 1_985..<1_999: try removeExpired()
        // A large tier takes long to fill.
        default: if random.oneIn(setup.shards == 1 ? 1 : 40) { try removeAll() }
        }
    }

    /// Half of all keys are from a tenth, so that there are hits.
    private mutating func anyKey() -> Int {
        random.oneIn(2) ? random.below(setup.keys / 10) : random.below(setup.keys)
    }

    /// Up to nine years forward, so that the coarsest wheel turns, but never near the end of time.
    private mutating func leap() {
        if clock.now < 1 << 61 { clock.advance(nanoseconds: random.anyMagnitude(bits: 58)) }
    }

    private func isAlive(_ entry: Known) -> Bool { entry.deadline == .max || entry.deadline > clock.now }

    private mutating func read(_ key: Int) throws {
        let answer = known[key].flatMap { isAlive($0) ? $0.value : nil }
        let found = tier.value(for: key)
        if found == nil { expected.misses += 1 } else { expected.hits += 1 }
        try require(found == answer, "reading \(key) gave \(describe(found)), not \(describe(answer))")
        let events = removals.take()
        try require(events.count <= 16, "a read removed \(events.count) entries")
        for event in events { try follow(event, allowed: [.expired]) }
    }

    private mutating func peek(_ key: Int) throws {
        let answer = known[key].flatMap { isAlive($0) ? $0.value : nil }
        let found = tier.peek(key)
        try require(found == answer, "peeking at \(key) gave \(describe(found)), not \(describe(answer))")
        try require(removals.take().isEmpty, "peeking removed something")
    }

    private mutating func store(_ key: Int, lifetime: Duration?) throws {
        lastPayload += 1
        let value = Payload(number: lastPayload, weight: setup.weight(using: &random))
        let nanoseconds = lifetime.map(\.nanoseconds) ?? .max
        guard nanoseconds > 0 else { return try storeNothing(value, key, lifetime) }
        let (sum, isEndless) = clock.now.addingReportingOverflow(nanoseconds)
        let before = known[key]
        let isKept = tier.store(value, for: key, lifetime: lifetime)
        let events = removals.take()
        let expiries = events.count { $0.cause == .expired }
        try require(expiries <= 128 + (before == nil ? 0 : 1), "a write removed \(expiries) expired entries")
        for event in events where event.value != value {
            try follow(event, allowed: event.key == key ? [.replaced, .expired, .capacity] : [.expired, .capacity])
        }
        try require(known[key] == nil, "storing \(key) left the old value behind")
        let refusals = events.filter { $0.value == value }
        try require(refusals.count == (isKept ? 0 : 1), "storing \(key) said \(isKept) and told of \(refusals)")
        try require(refusals.allSatisfy { $0.key == key && $0.cause == .capacity }, "wrong refusal: \(refusals)")
        if isKept { known[key] = Known(value: value, deadline: isEndless ? .max : sum) }
        count(isKept: isKept, before: before, replacements: events.count { $0.cause == .replaced })
    }

    private mutating func count(isKept: Bool, before: Known?, replacements: Int) {
        if isKept {
            if replacements == 0 { expected.insertions += 1 }
        } else {
            expected.evicted += 1
            // An expired value may have been swept up, or replaced by one that was then evicted. Both are right.
            let insertions = tier.statistics.insertions
            if let before, before.deadline <= clock.now, insertions == expected.insertions + 1 {
                expected.insertions = insertions
            }
        }
    }

    private mutating func storeNothing(_ value: Payload, _ key: Int, _ lifetime: Duration?) throws {
        let isKept = tier.store(value, for: key, lifetime: lifetime)
        try require(!isKept, "a value without a lifetime was kept")
        for event in removals.take() {
            try require(event.key == key, "storing nothing for \(key) removed \(event)")
            try follow(event, allowed: [.invalidated, .expired])
        }
        try require(known[key] == nil, "storing nothing for \(key) left the old value behind")
    }

    private mutating func remove(_ key: Int) throws {
        let answer = known[key].flatMap { isAlive($0) ? $0.value : nil }
        let found = tier.remove(key)
        try require(found == answer, "removing \(key) gave \(describe(found)), not \(describe(answer))")
        for event in removals.take() {
            try require(event.key == key, "removing \(key) removed \(event)")
            try follow(event, allowed: [answer == nil ? .expired : .invalidated])
        }
        try require(known[key] == nil, "removing \(key) left it behind")
    }

    private mutating func removeAll() throws {
        tier.removeAll()
        for event in removals.take() { try follow(event, allowed: [.invalidated]) }
        try require(known.isEmpty, "removing all left \(known.count) entries behind")
    }

    private mutating func removeExpired() throws {
        tier.removeExpired()
        for event in removals.take() { try follow(event, allowed: [.expired]) }
        let late = known.count { !isAlive($0.value) }
        try require(late == 0, "removing what has expired left \(late) entries behind")
    }

    /// Takes an entry out of the dictionary because the tier says that it has left.
    private mutating func follow(_ event: Removal, allowed: Set<RemovalCause>) throws {
        try require(allowed.contains(event.cause), "\(event) has a cause that is not among \(allowed)")
        guard let entry = known.removeValue(forKey: event.key), entry.value == event.value else {
            throw ModelFailure(description: "\(event) was not there")
        }
        if event.cause == .expired { try require(!isAlive(entry), "\(event) expired before \(entry.deadline)") }
        if event.cause == .replaced { try require(isAlive(entry), "\(event) was replaced after \(entry.deadline)") }
        switch event.cause {
        case .replaced: expected.replaced += 1
        case .expired: expected.expired += 1
        case .capacity: expected.evicted += 1
        case .invalidated: expected.invalidated += 1
        }
    }

    private mutating func compareStatistics() throws {
        let statistics = tier.statistics
        try require(statistics.weight <= setup.capacity, "the tier weighs \(statistics.weight)")
        expected.count = known.count
        expected.weight = statistics.weight
        try require(statistics == expected, "the tier counts \(statistics), the model \(expected)")
    }

    private mutating func compareEverything() throws {
        let violations = tier.tier.violations()
        try require(violations.isEmpty, "\(violations)")
        let weight = known.values.reduce(0) { $0 + (setup.bound == .bytes ? max(1, $1.value.weight) : 1) }
        try require(weight == expected.weight, "the tier weighs \(expected.weight), its entries \(weight)")
        for key in 0..<setup.keys { try peek(key) }
    }

    private func require(_ condition: Bool, _ text: @autoclosure () -> String) throws {
        if !condition { throw ModelFailure(description: text()) }
    }

    private func describe(_ value: Payload?) -> String { value.map { "\($0)" } ?? "nothing" }
}
