internal import PinyonClient

extension Rule {
    /// An allkeys policy evicts locks, queues and streams like anything else when memory runs out: what they stood for
    /// is lost.
    static let allkeysMixed = Rule("allkeys-mixed", .keys, threshold: 0, unit: "percent") { facts, threshold in
        SampleScale.judge(facts) { scale in
            let records = scale.sample.records.filter { mayEvict(scale.node(of: $0)) }
            // Without keys that expire the server is no cache at all, or one that nobody keeps state beside.
            guard records.contains(where: { $0.timeToLive != nil }) else { return .passed }
            let states = KeyGroup.groups(records).filter { isState($0, threshold) }
            return .finding(finding(states, scale, threshold))
        }
    }

    private static func mayEvict(_ node: NodeFacts?) -> Bool {
        guard let memory = node?.info.memory, let limit = memory.limit, limit > 0 else { return false }
        return memory.policy?.hasPrefix("allkeys") == true
    }

    private static let words: Set = [
        "lock", "locks", "mutex", "semaphore", "leader", "queue", "queues", "stream", "streams", "session", "sessions",
        "sess", "outbox", "bull", "celery", "sidekiq", "resque",
    ]
    /// Words for state if a collection is named so; strings and hashes may be copies of something of that name.
    private static let wordsOfCollections: Set = ["group", "groups", "job", "jobs", "task", "tasks", "inbox"]

    /// Whether keys never expire and are named as state is, or are streams.
    private static func isState(_ group: KeyGroup, _ threshold: Double) -> Bool {
        percent(group) <= threshold && (isStream(group) || isNamedSo(group))
    }

    /// The share of the keys that have an end.
    private static func percent(_ group: KeyGroup) -> Double {
        100 * Double(group.expiringKeys) / Double(group.records.count)
    }

    private static func isStream(_ group: KeyGroup) -> Bool { group.records.allSatisfy { $0.type == .stream } }

    private static func isNamedSo(_ group: KeyGroup) -> Bool {
        let parts = Set(group.pattern.lowercased().split { !$0.isLetter }.map(String.init))
        // Cached copies of sessions are no state.
        guard !parts.contains("cache") else { return false }
        let copied: Set<KeyType> = [.string, .hash]
        return !parts.isDisjoint(with: words)
            || !parts.isDisjoint(with: wordsOfCollections) && group.records.allSatisfy { !copied.contains($0.type) }
    }

    private static func finding(_ states: [KeyGroup], _ scale: SampleScale, _ threshold: Double) -> Finding? {
        let sorted = states.sorted { (isStream($0) ? 1 : 0, $0.bytes) > (isStream($1) ? 1 : 0, $1.bytes) }
        guard let worst = sorted.first else { return nil }
        let records = states.flatMap(\.records)
        let evicted = evictedKeys(scale.facts)
        let nodes = Set(records.compactMap { scale.node(of: $0)?.name }).sorted()
        return scale.finding(
            """
            About \(Figure.grouped(scale.keys(records.count))) keys without an end look like state, such as \
            \(worst.pattern), and the policy may evict them like any other
            """,
            action: """
                Move them to a server of their own with maxmemory-policy noeviction. Or give every other key a TTL and \
                CONFIG SET maxmemory-policy volatile-lru, which evicts only keys with one.
                """,
            value: percent(worst), threshold: threshold, impact: evicted > 0 ? 0.65 : 0.5,
            certainty: states.contains(where: { isStream($0) }) ? 0.9 : 0.7,
            evidence: ["on \(nodes.prefix(3).joined(separator: ", ")): \(Figure.grouped(evicted)) keys evicted so far"]
                + sorted.map { "\($0.pattern): \($0.records.count) seen, \(types($0)), \($0.expiringKeys) with a TTL" },
            offenders: sorted.map { scale.offender($0) })
    }

    private static func evictedKeys(_ facts: Facts) -> Int {
        facts.primaries.filter { mayEvict($0) }.reduce(0) { $0 + (Counters($1).growth("evicted_keys") ?? 0) }
    }

    private static func types(_ group: KeyGroup) -> String {
        Set(group.records.map(\.type.rawValue)).sorted().joined(separator: ", ")
    }
}
