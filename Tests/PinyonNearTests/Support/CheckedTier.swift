import PinyonNear
import Synchronization
import Testing

/// A tier that is validated when its test is over, with the counts that the tier itself doesn't keep.
///
/// It passes every call on. A tier doesn't count the values it was given, and only with that number do its own counters
/// have to add up exactly: each value is there, or has left for exactly one cause.
final class CheckedTier<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    let tier: NearTier<Key, Value>
    private let counts: OutsideCounts
    private let isWeighted: Bool

    init(_ tier: NearTier<Key, Value>, counts: OutsideCounts, isWeighted: Bool) {
        self.tier = tier
        self.counts = counts
        self.isWeighted = isWeighted
    }

    var statistics: NearStatistics { tier.statistics }
    var count: Int { tier.count }
    var capacity: Int { tier.capacity }
    var shardCount: Int { tier.shardCount }

    func value(for key: Key) -> Value? {
        counts.lookups.wrappingAdd(1, ordering: .relaxed)
        return tier.value(for: key)
    }

    func peek(_ key: Key) -> Value? { tier.peek(key) }

    @discardableResult
    func store(_ value: Value, for key: Key, lifetime: Duration? = nil) -> Bool {
        let isKept = tier.store(value, for: key, lifetime: lifetime)
        // A lifetime that is over already stores nothing, so there is nothing to account for.
        if let lifetime, lifetime.nanoseconds <= 0 { return isKept }
        counts.stores.wrappingAdd(1, ordering: .relaxed)
        if !isKept { counts.refusals.wrappingAdd(1, ordering: .relaxed) }
        return isKept
    }

    @discardableResult
    func remove(_ key: Key) -> Value? { tier.remove(key) }

    func removeAll() { tier.removeAll() }

    func removeExpired() { tier.removeExpired() }

    func hottestKeys(_ limit: Int) -> [Key] { tier.hottestKeys(limit) }

    /// What is wrong with the tier; empty when all is well. Nobody may use the tier meanwhile.
    func findings() -> [String] { tier.violations() + boundFindings() + counterFindings() }

    private func boundFindings() -> [String] {
        let statistics = tier.statistics
        var found: [String] = []
        if statistics.weight > capacity { found.append("it weighs \(statistics.weight), more than \(capacity)") }
        if !isWeighted, statistics.weight != statistics.count {
            found.append("it weighs \(statistics.weight) and holds \(statistics.count) entries of weight 1")
        }
        return found
    }

    private func counterFindings() -> [String] {
        let statistics = tier.statistics
        let stores = counts.stores.load(ordering: .acquiring)
        let refusals = counts.refusals.load(ordering: .acquiring)
        let lookups = counts.lookups.load(ordering: .acquiring)
        var found: [String] = []
        let left = RemovalCause.allCases.reduce(0) { $0 + statistics.removals($1) }
        if stores != statistics.count + left {
            found.append("\(stores) values were stored, \(statistics.count) are there and \(left) have left")
        }
        // A refused value was an insertion, a replacement, or, most of the time, neither.
        let arrived = statistics.insertions + statistics.replaced
        if arrived > stores || arrived < stores - refusals {
            found.append("\(arrived) values arrived of \(stores) that were stored and \(refusals) that were refused")
        }
        if statistics.hits + statistics.misses != lookups {
            found.append("\(statistics.hits) hits and \(statistics.misses) misses are not \(lookups) look-ups")
        }
        guard counts.listens else { return found }
        for cause in RemovalCause.allCases where counts.removals(cause) != statistics.removals(cause) {
            let told = counts.removals(cause)
            found.append("the listener was told of \(told) removals (\(cause)) of \(statistics.removals(cause))")
        }
        return found
    }
}

/// What a test does to a tier, counted outside of it.
final class OutsideCounts: Sendable {
    let stores = Atomic<Int>(0)
    let refusals = Atomic<Int>(0)
    let lookups = Atomic<Int>(0)
    let listens: Bool
    private let replaced = Atomic<Int>(0)
    private let expired = Atomic<Int>(0)
    private let evicted = Atomic<Int>(0)
    private let invalidated = Atomic<Int>(0)

    init(listens: Bool) {
        self.listens = listens
    }

    func countRemoval(_ cause: RemovalCause) {
        switch cause {
        case .replaced: replaced.wrappingAdd(1, ordering: .relaxed)
        case .expired: expired.wrappingAdd(1, ordering: .relaxed)
        case .capacity: evicted.wrappingAdd(1, ordering: .relaxed)
        case .invalidated: invalidated.wrappingAdd(1, ordering: .relaxed)
        }
    }

    func removals(_ cause: RemovalCause) -> Int {
        switch cause {
        case .replaced: replaced.load(ordering: .acquiring)
        case .expired: expired.load(ordering: .acquiring)
        case .capacity: evicted.load(ordering: .acquiring)
        case .invalidated: invalidated.load(ordering: .acquiring)
        }
    }
}

/// Makes a tier that is validated when the test is over; only tests with the trait `.validated` may.
///
/// - Parameters:
///   - options: the tier's options. Without a seed, hashing is seeded with 1, so that failures repeat.
///   - clock: what lifetimes are measured on. Default: the system's clock.
///   - listens: whether to count removals with a listener. Default: yes; no if the test is about having none.
func makeTier<Key: Hashable & Sendable, Value: Sendable>(
    _ options: NearOptions<Key, Value>, clock: NearClock = .system, listens: Bool = true,
    origin: SourceLocation = #_sourceLocation
) -> CheckedTier<Key, Value> {
    let counts = OutsideCounts(listens: listens)
    var options = options
    options.seed = options.seed ?? 1
    if listens {
        let listener = options.onRemoval
        options.onRemoval = { key, value, cause in
            counts.countRemoval(cause)
            listener?(key, value, cause)
        }
    }
    let tier = NearTier(options, clock: clock)
    let checked = CheckedTier(tier, counts: counts, isWeighted: options.weigh != nil)
    guard let registry = TierRegistry.current else {
        Issue.record("nobody will validate this tier: the test lacks .validated", sourceLocation: origin)
        return checked
    }
    let about = "\(options.policy), capacity \(options.capacity), \(tier.shardCount) shards"
    registry.add { checked.findings().map { TierFinding(text: "\(about): \($0)", origin: origin) } }
    return checked
}

extension NearOptions {
    /// The same options with some properties changed, so that a test needs one expression for a tier.
    func with(_ change: (inout NearOptions) -> Void) -> NearOptions {
        var copy = self
        change(&copy)
        return copy
    }
}
