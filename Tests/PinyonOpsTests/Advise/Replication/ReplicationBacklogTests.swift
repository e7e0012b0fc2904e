import PinyonClient
import PinyonOps
import Testing

struct ReplicationBacklogTests {
    /// A primary to which a megabyte is written every second.
    private func primary(backlog: Int, replicas: Int = 1, hasWindow: Bool = true) -> NodeFacts {
        let fields = [
            "role": "master", "connected_slaves": "\(replicas)", "repl_backlog_size": "\(backlog)",
            "master_repl_offset": "20485760",
        ]
        return MadeUp.node(fields, earlier: hasWindow ? ["master_repl_offset": "10000000"] : nil)
    }

    @Test func aBacklogForASecondIsUrgentAndTheSizeForAMinuteIsNamed() throws {
        let finding = try RuleProbe("repl-backlog").finding(primary(backlog: 1_048_576))
        #expect(finding.value == 1)
        #expect(finding.threshold == 60)
        #expect(finding.priority == .high)
        #expect(finding.action.contains("CONFIG SET repl-backlog-size 62914560 (60.0 MB)"))
        #expect(finding.evidence.first?.hasPrefix("127.0.0.1:6379: 1.0 MB written a second over 10.0 s") == true)
    }

    @Test func aBacklogForLessThanAMinuteIsWorthALook() throws {
        #expect(try RuleProbe("repl-backlog").finding(primary(backlog: 59 * 1_048_576)).priority == .medium)
        #expect(try RuleProbe("repl-backlog").isSilent(primary(backlog: 60 * 1_048_576)))
    }

    @Test func withoutReplicasNobodyNeedsIt() throws {
        #expect(try RuleProbe("repl-backlog").isSilent(primary(backlog: 1_048_576, replicas: 0)))
    }

    @Test func withoutAWindowTheRateIsntKnown() throws {
        let absence = try RuleProbe("repl-backlog").absence(primary(backlog: 1_048_576, hasWindow: false))
        #expect(absence?.cause == .unwanted)
    }
}
