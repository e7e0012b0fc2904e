internal import PinyonClient

extension Rule {
    /// Each lookup that finds nothing costs a trip to what stands behind the cache.
    static let hitRate = Rule("hit-rate", .hitRate, threshold: 80, unit: "percent") { facts, threshold in
        guard let all = LookupTally.best(of: facts.nodes) else {
            return .skipped(.infoLacks("keyspace_hits, keyspace_misses"))
        }
        let settled = LookupTally.best(of: facts.nodes.filter { !isNew($0) }).flatMap { $0.percent == nil ? nil : $0 }
        let tally = settled ?? all
        guard let percent = tally.percent, percent < threshold else { return .passed }
        let flushes = tally.calls(["flushall", "flushdb"])
        let isCold = settled == nil || (tally.isWindow && flushes > 0)
        let causes = MissCauses(tally, facts, isCold: isCold)
        var lines = ["hit rate \(tally.text)"] + causes.evidence
        if flushes > 0 { lines.append("FLUSHALL and FLUSHDB: \(flushes) calls \(CacheStrain.span(tally.isWindow))") }
        lines += nodes(facts)
        return .finding(
            Finding(
                """
                \(Figure.percent(percent)) of the lookups find their key\
                \(isCold ? ", shortly after the servers were started or emptied: the cache is cold" : "")
                """,
                action: causes.remedy, value: percent, threshold: threshold,
                impact: isCold ? 0.2 : impact(percent, threshold), certainty: tally.isWindow ? 1 : 0.8,
                evidence: Array(lines.prefix(10))))
    }

    /// Whether a server was started less than half an hour ago.
    private static func isNew(_ node: NodeFacts) -> Bool {
        node.info.server.uptime.map { $0 < .seconds(1_800) } ?? false
    }

    private static func impact(_ percent: Double, _ threshold: Double) -> Double {
        percent < 50 ? 0.85 : Stake.between(0.4, 0.55, at: (threshold - percent) / 30)
    }

    /// The rates of servers where there are several, those that miss most first.
    private static func nodes(_ facts: Facts) -> [String] {
        guard facts.nodes.count > 1 else { return [] }
        return facts.readings { LookupTally.best(of: [$0]) }.sorted { $0.value.misses > $1.value.misses }
            .map { "\($0.name): \($0.value.text)" }
    }
}
