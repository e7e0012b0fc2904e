internal import PinyonClient

extension Rule {
    /// A cache may be full: it makes room. It is too small if it removes what is asked for afterwards.
    static let memUtilCache = Rule("mem-util-cache", .memory, threshold: 80, unit: "percent") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { LimitUse($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_memory, maxmemory and maxmemory_policy")) }
        let full = LimitUse.from(threshold, in: readings, evicting: true)
        guard let worst = full.first else { return .passed }
        let strain = CacheStrain(facts)
        let breakdown = MemoryBreakdown(worst.node, in: facts)
        let use = "\(Figure.percent(worst.value.percent)) of maxmemory are in use \(facts.place(full))"
        let lines = full.prefix(3).map { "\($0.name): \($0.value.text)" }
        return .finding(
            Finding(
                "\(use), \(strain.isFelt ? "and keys are evicted that lookups miss" : "which is normal for a cache")",
                action: strain.isFelt
                    ? "Raise maxmemory (CONFIG SET maxmemory), or need less. \(breakdown.remedy)"
                    : "Nothing has to be done while the hit rate stays good; watch evicted_keys and the hit rate.",
                value: worst.value.percent, threshold: threshold, impact: strain.impact, certainty: strain.certainty,
                evidence: Array((lines + strain.evidence + breakdown.evidence).prefix(10)),
                offenders: full.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.used) }))
    }
}
