import PinyonOps
import Testing

/// Rules about what is kept on disk. It is 1,700,000,000 seconds after 1970.
struct PersistenceRuleTests {
    private let saved = [
        "rdb_last_bgsave_status": "ok", "aof_last_write_status": "ok", "aof_last_bgrewrite_status": "ok",
    ]

    @Test(arguments: ["rdb_last_bgsave_status", "aof_last_write_status", "aof_last_bgrewrite_status"])
    func aSaveThatFailedIsUrgent(_ field: String) throws {
        let failed = MadeUp.node(saved.merging([field: "err"]) { $1 }, port: 1)
        let finding = try RuleProbe("persist").finding(failed, MadeUp.node(saved, port: 2))
        #expect(finding.value == 1)
        #expect(finding.priority == .high)
        #expect(finding.evidence == ["127.0.0.1:1: \(field) is not ok"])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:1"])
    }

    @Test func refusedWritesAreToldWithIt() throws {
        let fields = saved.merging(["rdb_last_bgsave_status": "err"]) { $1 }
        let stops = MadeUp.node(fields, settings: ["stop-writes-on-bgsave-error": "yes", "save": "3600 1"])
        #expect(try RuleProbe("persist").finding(stops).issue.contains("MISCONF"))
        let goesOn = MadeUp.node(fields, settings: ["stop-writes-on-bgsave-error": "no", "save": "3600 1"])
        #expect(try !RuleProbe("persist").finding(goesOn).issue.contains("MISCONF"))
    }

    @Test func savesThatSucceedAreFine() throws {
        let rule = try RuleProbe("persist")
        #expect(try rule.isSilent(MadeUp.node(saved)))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    private func node(
        saved: Int, changes: Int = 10, save: String? = "3600 1", port: Int = 6_379, role: NodeFacts.Role = .primary
    ) -> NodeFacts {
        MadeUp.node(
            ["rdb_last_save_time": "\(saved)", "rdb_changes_since_last_save": "\(changes)"], port: port, role: role,
            settings: save.map { ["save": $0] })
    }

    @Test func anOldSnapshotIsGoodToKnow() throws {
        let finding = try RuleProbe("backup-age").finding(node(saved: 1_699_910_000))
        #expect(finding.value == 25)
        #expect(finding.priority == .low)
        #expect(finding.certainty == 1)
        #expect(finding.evidence == ["127.0.0.1:6379: last snapshot 25.0 hours ago, 10 changes since"])
        #expect(try RuleProbe("backup-age").finding(node(saved: 1_699_910_000, save: nil)).certainty == 0.6)
    }

    @Test func freshSnapshotsAndServersThatMakeNoneAreFine() throws {
        let rule = try RuleProbe("backup-age")
        #expect(try rule.isSilent(node(saved: 1_699_913_600)))
        #expect(try rule.isSilent(node(saved: 1_699_910_000, changes: 0)))
        #expect(try rule.isSilent(node(saved: 1_699_910_000, save: "")))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func aReplicaMaySaveForItsPrimary() throws {
        let rule = try RuleProbe("backup-age")
        let primary = node(saved: 1_699_000_000, port: 1)
        #expect(try rule.isSilent(primary, node(saved: 1_699_999_000, port: 2, role: .replica)))
        #expect(try !rule.isSilent(primary, node(saved: 1_699_999_000, save: "", port: 2, role: .replica)))
    }
}
