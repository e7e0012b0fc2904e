internal import PinyonClient

extension Rule {
    /// A server with much data takes long to save, to copy and to start.
    static let scaleShard = Rule("scale-shard", .memory, threshold: 26_843_545_600, unit: "bytes") { facts, threshold in
        let readings = facts.readings(of: facts.holders) { $0.info.memory.dataset ?? $0.info.memory.used }
        guard !readings.isEmpty else { return .skipped(.infoLacks("used_memory_dataset")) }
        let large = readings.filter { Double($0.value) > threshold }.sorted { $0.value > $1.value }
        guard let worst = large.first else { return .passed }
        let factor = Double(worst.value) / max(1, threshold)
        let limit = Figure.bytes(Int(min(threshold, 1e18)))
        return .finding(
            Finding(
                "One server holds \(Figure.bytes(worst.value)) of data \(facts.place(large))",
                action: """
                    Spread the data over more servers, with a cluster or by key in the client, so that each holds less \
                    than \(limit): saves, failovers and restarts take time in proportion.
                    """,
                value: Double(worst.value), threshold: threshold,
                impact: Stake.between(0.2, 0.45, at: factor / 8),
                evidence: large.prefix(10).map { "\($0.name): \(Figure.bytes($0.value))" },
                offenders: large.prefix(10).map { Offender($0.name, node: $0.name, bytes: $0.value) },
                confidence: .inferred))
    }
}
