internal import PinyonClient

extension Rule {
    /// Keys that are evicted and asked for again have to be fetched again.
    static let evict = Rule("evict", .memory, threshold: 0, unit: "keys per second") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { Evictions($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("evicted_keys")) }
        let evicting = readings.filter { $0.value.rate > 0 }.sorted { $0.value.rate > $1.value.rate }
        let rate = evicting.reduce(0) { $0 + $1.value.rate }
        guard !evicting.isEmpty, rate > threshold else { return .passed }
        let strain = CacheStrain(facts)
        let isLate = evicting.contains { $0.value.counters.isWindow && $0.value.lateMilliseconds > 0 }
        let isWindow = evicting.allSatisfy(\.value.counters.isWindow)
        let result = strain.isFelt ? ", and lookups miss them" : ", and the hit rate doesn't suffer"
        let lines = evicting.prefix(6).map { "\($0.name): \($0.value.text)" }
        return .finding(
            Finding(
                """
                \(Figure.rounded(rate)) keys are evicted a second \(facts.place(evicting))\
                \(strain.hitRate == nil ? "" : result)
                """,
                action: strain.isFelt || isLate
                    ? "Raise maxmemory, or keep less: shorter TTLs, smaller values; try maxmemory-policy allkeys-lfu."
                    : "Nothing has to be done while the hit rate stays good.",
                value: rate, threshold: threshold,
                impact: isLate ? max(0.5, strain.impact) : strain.isFelt ? strain.impact : 0.2,
                certainty: isWindow ? 1 : 0.5,
                evidence: lines + strain.evidence,
                offenders: evicting.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value.count) }))
    }
}

/// How many keys a server evicts.
private struct Evictions {
    let counters: Counters
    let count: Int
    /// A second.
    let rate: Double
    /// For how long it used more than its limit, because it evicted too slowly.
    let lateMilliseconds: Int

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        counters = Counters(node)
        guard let count = counters.growth("evicted_keys"), let rate = counters.rate("evicted_keys") else { return nil }
        self.count = count
        self.rate = rate
        lateMilliseconds = counters.growth("total_eviction_exceeded_time") ?? 0
    }

    var text: String {
        let span = CacheStrain.span(counters.isWindow)
        let text = "\(Figure.grouped(count)) evicted \(span), \(Figure.rounded(rate)) a second"
        return lateMilliseconds > 0 ? "\(text), \(lateMilliseconds) ms above maxmemory" : text
    }
}
