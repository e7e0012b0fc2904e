internal import PinyonClient

extension Rule {
    /// Data that ends by itself is a cache. Without eviction a full cache refuses writes instead of making room.
    static let policyNoevictCache = Rule(
        "policy-noevict-cache", .memory, threshold: 80, unit: "percent"
    ) { facts, threshold in
        let readings = facts.readings(of: facts.holders) { node in
            LimitUse(node.info).map { (use: $0, ends: KeyEnds(node.info)) }
        }
        guard !readings.isEmpty else { return .skipped(.infoLacks("maxmemory, maxmemory_policy")) }
        let caches = readings.filter { reading in
            let (use, ends) = reading.value
            return use.limit > 0 && use.policy == "noeviction" && ends.keys >= KeyEnds.fewest
                && ends.percent > threshold
        }
        .sorted { $0.value.use.percent > $1.value.use.percent }
        guard let worst = caches.first else { return .passed }
        return .finding(
            Finding(
                """
                \(Figure.percent(worst.value.ends.percent)) of the keys have a TTL, as in a cache, and the policy is \
                noeviction \(facts.place(caches))
                """,
                action: """
                    CONFIG SET maxmemory-policy allkeys-lfu (or allkeys-lru), and in the configuration file. Leave it \
                    if no key may go before its time, such as sessions; watch used_memory then.
                    """,
                value: worst.value.ends.percent, threshold: threshold,
                impact: worst.value.use.percent >= 50 ? 0.8 : 0.6, certainty: 0.8,
                evidence: caches.prefix(10).map { "\($0.name): \($0.value.ends.text), \($0.value.use.text)" },
                offenders: caches.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.use.used) },
                confidence: .inferred))
    }
}
