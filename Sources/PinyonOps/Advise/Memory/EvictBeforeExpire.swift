internal import PinyonClient

extension Rule {
    /// If memory ends the keys and not their TTL, the TTL promises more than the memory can hold.
    static let evictBeforeExpire = Rule(
        "evict-before-expire", .memory, threshold: 10, unit: "percent"
    ) { facts, threshold in
        let readings = facts.readings(of: facts.holders) { EndedKeys($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("evicted_keys, expired_keys")) }
        // Keys without an end can only be evicted.
        let telling = readings.filter { $0.value.evicted >= EndedKeys.fewest && KeyEnds($0.node.info).percent >= 50 }
            .sorted { $0.value.percent > $1.value.percent }
        let evicted = telling.reduce(0) { $0 + $1.value.evicted }
        let expired = telling.reduce(0) { $0 + $1.value.expired }
        let percent = 100 * Double(evicted) / Double(max(1, evicted + expired))
        guard percent > threshold else { return .passed }
        let isWindow = telling.allSatisfy(\.value.isWindow)
        return .finding(
            Finding(
                "\(Figure.percent(percent)) of the keys that went had to go before their TTL \(facts.place(telling))",
                action: """
                    Shorten the TTLs to what the memory can hold, or raise maxmemory; leave it if the hit rate is \
                    good: then the policy chooses well.
                    """,
                value: percent, threshold: threshold, impact: Stake.between(0.4, 0.55, at: percent / 100),
                certainty: isWindow ? 1 : 0.5,
                evidence: telling.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: telling.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value.evicted) }))
    }
}

/// How a server's keys came to their end.
private struct EndedKeys {
    /// Fewer evicted keys are an accident.
    static let fewest = 100

    let evicted: Int
    let expired: Int
    let isWindow: Bool

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        let counters = Counters(node)
        guard let evicted = counters.growth("evicted_keys"), let expired = counters.growth("expired_keys") else {
            return nil
        }
        self.evicted = evicted
        self.expired = expired
        isWindow = counters.isWindow
    }

    var percent: Double { 100 * Double(evicted) / Double(max(1, evicted + expired)) }

    var text: String {
        let counts = "\(Figure.grouped(evicted)) evicted, \(Figure.grouped(expired)) expired"
        return "\(counts) \(CacheStrain.span(isWindow))"
    }
}
