internal import PinyonClient

extension Rule {
    /// Keys that are past their time and still there take memory, until the server finds them.
    static let expireLag = Rule("expire-lag", .hitRate, threshold: 10, unit: "percent") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { StaleKeys($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("expired_stale_perc")) }
        let late = readings.filter { $0.value.percent > threshold && $0.value.ending >= KeyEnds.fewest }
        let hurried = readings.filter { $0.value.interruptions > 0 }
        let affected = late.isEmpty ? hurried : late
        guard let worst = affected.max(by: { $0.value.percent < $1.value.percent }) else { return .passed }
        let lines = affected.sorted { $0.value.percent > $1.value.percent }.map { "\($0.name): \($0.value.text)" }
        let stale = "About \(Figure.percent(worst.value.percent)) of the keys with a TTL are past it and still there"
        return .finding(
            Finding(
                "\(late.isEmpty ? "Removing expired keys was broken off" : stale) \(facts.place(affected))",
                action: """
                    CONFIG SET active-expire-effort to more than 1 (at most 10), and hz to more than 10, if the \
                    processor has time; spread TTLs at random so that keys don't end together.
                    """,
                value: worst.value.percent, threshold: threshold,
                impact: late.isEmpty ? 0.2 : Stake.between(0.4, 0.6, at: worst.value.percent / 50),
                evidence: Array(lines.prefix(10)), confidence: late.isEmpty ? .measured : .estimated))
    }
}

/// A server's keys that are past their time.
private struct StaleKeys {
    /// Of the keys with a time, those past it, as the server estimates, in per cent.
    let percent: Double
    /// How many keys have a time.
    let ending: Int
    /// How often removing them was broken off in the window; 0 without one.
    let interruptions: Int

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        guard let percent = node.info.statistics.expiredStalePercent else { return nil }
        let counters = Counters(node)
        self.percent = percent
        ending = KeyEnds(node.info).ending
        interruptions = counters.isWindow ? counters.growth("expired_time_cap_reached_count") ?? 0 : 0
    }

    var text: String {
        let stale = "\(Figure.percent(percent)) of \(Figure.grouped(ending)) keys with a TTL are past it"
        return interruptions > 0 ? "\(stale), removing them was broken off \(interruptions) times" : stale
    }
}
