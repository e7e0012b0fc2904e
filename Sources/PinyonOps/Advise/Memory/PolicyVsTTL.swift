internal import PinyonClient

extension Rule {
    /// Policies that choose among keys with an end can't free what has none: without such keys they refuse writes.
    static let policyVsTTL = Rule("policy-vs-ttl", .memory, threshold: 50, unit: "percent") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { EvictableKeys($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("maxmemory, maxmemory_policy")) }
        let few = readings.filter { $0.value.isVolatile && $0.value.ends.percent < threshold }
            .sorted { $0.value.ends.percent < $1.value.ends.percent }
        guard let worst = few.first else { return .passed }
        let ends = worst.value.ends
        return .finding(
            Finding(
                """
                \(worst.value.use.policy) can evict only \(Figure.percent(ends.percent)) of the keys \
                \(facts.place(few))\(ends.ending == 0 ? ": it behaves as noeviction and will refuse writes" : "")
                """,
                action: """
                    CONFIG SET maxmemory-policy \(substitute(for: worst.value.use.policy)) if all of it is a cache; \
                    otherwise set a TTL on what may go, and move what must stay to a server of its own.
                    """,
                value: ends.percent, threshold: threshold, impact: impact(worst.value),
                evidence: few.prefix(10).map { "\($0.name): \($0.value.ends.text), \($0.value.use.text)" },
                offenders: few.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value.ends.endless) }))
    }

    /// The policy that chooses in the same way among all keys.
    private static func substitute(for policy: String) -> String {
        switch policy {
        case "volatile-lfu": "allkeys-lfu"
        case "volatile-lrm": "allkeys-lrm"
        case "volatile-random": "allkeys-random"
        default: "allkeys-lru"
        }
    }

    /// As long as the limit is far away, nothing has to be evicted.
    private static func impact(_ keys: EvictableKeys) -> Double {
        guard keys.use.percent >= 10 else { return 0.5 }
        return keys.ends.ending == 0 ? 0.85 : 0.65
    }
}

/// A server's keys, and which of them may be evicted.
private struct EvictableKeys {
    let use: LimitUse
    let ends: KeyEnds

    init?(_ info: ServerInfo) {
        guard let use = LimitUse(info) else { return nil }
        self.use = use
        ends = KeyEnds(info)
    }

    /// Whether only keys with an end may be evicted, and there are enough keys to tell how many that are.
    var isVolatile: Bool { use.limit > 0 && use.policy.hasPrefix("volatile-") && ends.keys >= KeyEnds.fewest }
}
