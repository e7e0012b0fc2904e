internal import PinyonClient

extension Rule {
    /// When the table of tracked keys is full, the server tells clients to forget keys that didn't change.
    static let trackingTable = Rule("tracking-table", .memory, threshold: 80, unit: "percent") { facts, threshold in
        let readings = facts.readings { TrackedKeys($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("tracking_total_keys")) }
        let full = readings.filter { $0.value.percent >= threshold && $0.value.limit > 0 }
            .sorted { $0.value.percent > $1.value.percent }
        guard let worst = full.first else { return .passed }
        return .finding(
            Finding(
                """
                The table of tracked keys is full to \(Figure.percent(worst.value.percent)) \(facts.place(full)): when \
                it is full, clients' local copies are dropped without need
                """,
                action: """
                    Raise tracking-table-max-keys (CONFIG SET), or track less: by prefix with BCAST, or only what is \
                    worth a local copy with OPTIN.
                    """,
                value: worst.value.percent, threshold: threshold, impact: worst.value.percent >= 100 ? 0.5 : 0.35,
                evidence: full.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: full.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value.count) },
                confidence: worst.value.isLimitKnown ? .measured : .inferred))
    }
}

/// The keys that a server tracks for its clients.
private struct TrackedKeys {
    private static let usualLimit = 1_000_000

    let count: Int
    /// How many it tracks at most; 0 for any number.
    let limit: Int
    let isLimitKnown: Bool

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts) {
        guard let count = node.info.statistics.trackedKeys else { return nil }
        let setting = node.settings.value?["tracking-table-max-keys"].flatMap { Int($0) }
        self.count = count
        limit = setting ?? Self.usualLimit
        isLimitKnown = setting != nil
    }

    var percent: Double { limit > 0 ? 100 * Double(count) / Double(limit) : 0 }

    var text: String {
        let keys = "\(Figure.grouped(count)) of \(Figure.grouped(limit)) keys"
        return isLimitKnown ? keys : "\(keys), if tracking-table-max-keys is the default"
    }
}
