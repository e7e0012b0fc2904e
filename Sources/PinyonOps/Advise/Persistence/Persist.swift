internal import PinyonClient

extension Rule {
    /// A server that can't save loses its data with its process, and refuses writes until it can.
    static let persist = Rule("persist", .persistence, threshold: 0, unit: "servers") { facts, threshold in
        let readings = facts.readings { SaveState($0) }
        guard !readings.isEmpty else { return .skipped(.infoLacks("rdb_last_bgsave_status, aof_last_write_status")) }
        let failed = readings.filter { !$0.value.failures.isEmpty }
            .sorted { ($0.value.refusesWrites ? 1 : 0, $1.name) > ($1.value.refusesWrites ? 1 : 0, $0.name) }
        guard let worst = failed.first, Double(failed.count) > threshold else { return .passed }
        let refusal = worst.value.refusesWrites ? ", and writes are refused with MISCONF" : ""
        return .finding(
            Finding(
                "The last attempt to save failed \(facts.place(failed))\(refusal)",
                action: """
                    Look for the reason in the server's log: a full disk, missing rights on dir, or no memory for the \
                    copy of the process (vm.overcommit_memory 1). Then BGSAVE or BGREWRITEAOF, and look at INFO \
                    persistence again.
                    """,
                value: Double(failed.count), threshold: threshold, impact: worst.value.refusesWrites ? 1 : 0.8,
                evidence: failed.prefix(10).map { "\($0.name): \($0.value.failures.joined(separator: ", "))" },
                offenders: failed.prefix(10).map { Offender($0.name, node: $0.name) }))
    }
}

/// How a server's last attempts to save went.
private struct SaveState {
    /// What failed.
    let failures: [String]
    /// Whether clients are told so instead of being served.
    let refusesWrites: Bool

    /// nil if the server tells nothing of it.
    init?(_ node: NodeFacts) {
        let persistence = node.info.persistence
        let states = [
            ("rdb_last_bgsave_status", persistence.lastSaveSucceeded),
            ("aof_last_write_status", persistence.lastWriteSucceeded),
            ("aof_last_bgrewrite_status", persistence.lastRewriteSucceeded),
        ]
        guard states.contains(where: { $0.1 != nil }) else { return nil }
        failures = states.filter { $0.1 == false }.map { "\($0.0) is not ok" }
        let settings = node.settings.value ?? [:]
        let stopsForSnapshots = settings["stop-writes-on-bgsave-error"] == "yes" && settings["save"] != ""
        refusesWrites =
            persistence.lastWriteSucceeded == false
            || (persistence.lastSaveSucceeded == false && stopsForSnapshots)
    }
}
