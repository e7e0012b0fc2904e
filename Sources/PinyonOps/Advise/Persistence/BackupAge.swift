internal import PinyonClient

extension Rule {
    /// What has changed since the last snapshot isn't in any copy of it.
    static let backupAge = Rule("backup-age", .persistence, threshold: 24, unit: "hours") { facts, threshold in
        let readings = facts.readings { SnapshotAge($0, now: facts.now) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("rdb_last_save_time")) }
        let old = readings.filter { reading in
            reading.value.isMeant && reading.value.changes > 0 && reading.value.hours > threshold
                && !hasFreshCopy(reading.node, in: readings, facts, within: threshold)
        }
        .sorted { $0.value.hours > $1.value.hours }
        guard let worst = old.first else { return .passed }
        return .finding(
            Finding(
                """
                The last snapshot is \(Figure.grouped(Int(worst.value.hours))) hours old \(facts.place(old)), and \
                \(Figure.grouped(worst.value.changes)) changes are not in it
                """,
                action: """
                    BGSAVE, on a replica if there is one, and copy the file elsewhere; check the save setting. If the \
                    data can be had again from elsewhere, CONFIG SET save "" ends snapshots that nobody needs.
                    """,
                value: worst.value.hours, threshold: threshold, impact: 0.25,
                certainty: worst.value.isMeantForSure ? 1 : 0.6,
                evidence: old.prefix(10).map { "\($0.name): \($0.value.text)" },
                offenders: old.prefix(10).map { Offender($0.name, node: $0.name, count: $0.value.changes) }))
    }

    /// Whether one of a server's replicas has saved in time.
    private static func hasFreshCopy(
        _ node: NodeFacts, in readings: [NodeReading<SnapshotAge>], _ facts: Facts, within hours: Double
    ) -> Bool {
        guard node.role != .replica else { return false }
        return readings.contains { reading in
            guard reading.node.role == .replica, reading.value.isMeant, reading.value.hours <= hours else {
                return false
            }
            let replication = reading.node.info.replication
            guard facts.primaries.count > 1, let host = replication.primaryHost, let port = replication.primaryPort
            else { return true }
            return node.address == .host(host, port: port)
        }
    }
}

/// How old a server's last snapshot is.
private struct SnapshotAge {
    let hours: Double
    let changes: Int
    /// Whether it is set up to make snapshots, as far as that is known.
    let isMeant: Bool
    /// Whether that is known.
    let isMeantForSure: Bool

    /// nil if the server doesn't tell.
    init?(_ node: NodeFacts, now: UnixTime) {
        let persistence = node.info.persistence
        guard let saved = persistence.lastSave, let changes = persistence.changesSinceSave else { return nil }
        // Both times by the same clock, if the server tells its own.
        let clock = node.info.server.timeMicroseconds.map { $0 / 1_000 } ?? now.milliseconds
        let setting = node.settings.value?["save"]
        hours = Double(max(0, clock - saved.milliseconds)) / 3_600_000
        self.changes = changes
        isMeant = setting != ""
        isMeantForSure = setting != nil
    }

    var text: String {
        "last snapshot \(Figure.rounded(hours)) hours ago, \(Figure.grouped(changes)) changes since"
    }
}
