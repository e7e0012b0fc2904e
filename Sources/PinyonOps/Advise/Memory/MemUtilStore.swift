internal import PinyonClient

extension Rule {
    /// A server that keeps all that it is given refuses writes when its memory is full.
    static let memUtilStore = Rule("mem-util-store", .memory, threshold: 80, unit: "percent") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { LimitUse($0.info) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_memory, maxmemory and maxmemory_policy")) }
        let full = LimitUse.from(threshold, in: readings, evicting: false)
        guard let worst = full.first else { return .passed }
        let breakdown = MemoryBreakdown(worst.node, in: facts)
        let lines = full.prefix(4).map { "\($0.name): \($0.value.text)" }
        return .finding(
            Finding(
                """
                \(Figure.percent(worst.value.percent)) of maxmemory are in use \(facts.place(full)), and nothing can \
                be evicted: at 100 % writes are refused with OOM
                """,
                action: """
                    Raise maxmemory (CONFIG SET maxmemory) if the host has the memory, or choose a policy that evicts \
                    if the data is a cache. \(breakdown.remedy)
                    """,
                value: worst.value.percent, threshold: threshold, impact: worst.value.percent >= 95 ? 0.85 : 0.5,
                evidence: Array((lines + breakdown.evidence).prefix(10)),
                offenders: full.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value.used) }))
    }
}
