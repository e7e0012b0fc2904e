import PinyonClient
import PinyonOps
import Testing

struct ReplicationLinkTests {
    /// A primary with a replica at port 2.
    private func primary(
        _ replica: String, _ fields: [String: String] = [:], earlier: [String: String]? = nil
    ) -> NodeFacts {
        let usual = ["role": "master", "connected_slaves": "1", "slave0": "ip=127.0.0.1,port=2,\(replica)"]
        return MadeUp.node(usual.merging(fields) { $1 }, earlier: earlier, port: 1)
    }

    private func replica(_ fields: [String: String]) -> NodeFacts {
        let usual = ["role": "slave", "master_host": "10.0.0.1", "master_port": "1", "master_link_status": "up"]
        return MadeUp.node(usual.merging(fields) { $1 }, port: 2, role: .replica)
    }

    @Test func aReplicaWithoutItsPrimaryIsUrgentAndCountedOnce() throws {
        let down = replica(["master_link_status": "down", "master_link_down_since_seconds": "30"])
        let finding = try RuleProbe("repl").finding(primary("state=wait_bgsave,offset=0,lag=0"), down)
        #expect(finding.priority == .high)
        #expect(finding.value == 30)
        #expect(finding.threshold == 10)
        #expect(finding.evidence == ["127.0.0.1:2 has had no connection to its primary 10.0.0.1:1 for 30 s"])
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:2"])
    }

    @Test func aReplicaThatIsFilledAnewIsLessUrgent() throws {
        let rule = try RuleProbe("repl")
        let own = try rule.finding(replica(["master_link_status": "down", "master_sync_in_progress": "1"]))
        #expect(own.priority == .medium)
        #expect(own.evidence == ["127.0.0.1:2 is receiving everything anew from 10.0.0.1:1"])
        let told = try rule.finding(primary("state=send_bulk,offset=0,lag=0"))
        #expect(told.priority == .medium)
        #expect(told.evidence == ["127.0.0.1:2, a replica of 127.0.0.1:1, is still being sent everything"])
    }

    @Test func aReplicaThatDoesntAnswerIsUrgent() throws {
        let rule = try RuleProbe("repl")
        let finding = try rule.finding(primary("state=online,offset=1,lag=11"))
        #expect(finding.priority == .high)
        #expect(finding.value == 11)
        #expect(try rule.isSilent(primary("state=online,offset=1,lag=10")))
    }

    @Test func aReplicaThatIsManySecondsOfWritesBehindIsUrgent() throws {
        let rule = try RuleProbe("repl")
        let fields = ["master_repl_offset": "200000000"]
        let earlier = ["master_repl_offset": "100000000"]
        let finding = try rule.finding(primary("state=online,offset=50000000,lag=0", fields, earlier: earlier))
        #expect(finding.value == 15)
        #expect(finding.priority == .high)
        #expect(finding.issue.hasSuffix("is 143.1 MB behind, 15 s of writes"))
        #expect(try rule.isSilent(primary("state=online,offset=150000000,lag=0", fields, earlier: earlier)))
    }

    @Test func withoutAWindowAReplicaMustNotBeBehindMoreThanTheBacklogHolds() throws {
        let rule = try RuleProbe("repl")
        let fields = ["master_repl_offset": "9000000", "repl_backlog_size": "1048576"]
        let finding = try rule.finding(primary("state=online,offset=7000000,lag=0", fields))
        #expect(finding.issue.contains("more than the backlog of 1.0 MB holds"))
        #expect(try rule.isSilent(primary("state=online,offset=8000000,lag=0", fields)))
    }

    @Test func fullSynchronisationsWithinAWindowAreCounted() throws {
        let finding = try RuleProbe("repl").finding(
            primary("state=online,offset=1,lag=0", ["sync_full": "5"], earlier: ["sync_full": "3"]))
        #expect(finding.value == 2)
        #expect(finding.priority == .high)
        #expect(finding.issue.contains("2 times within 10 s"))
    }

    @Test func oneNewReplicaWithinAWindowIsLessUrgent() throws {
        let finding = try RuleProbe("repl").finding(
            primary("state=online,offset=1,lag=0", ["sync_full": "4"], earlier: ["sync_full": "3"]))
        #expect(finding.priority == .medium)
    }

    @Test func synchronisationsOfReplicasThatCameOnceAreFine() throws {
        let rule = try RuleProbe("repl")
        let usual = ["sync_full": "3", "sync_partial_err": "3"]
        #expect(try rule.isSilent(primary("state=online,offset=1,lag=0", usual)))
        let often = try rule.finding(primary("state=online,offset=1,lag=0", ["sync_partial_err": "60"]))
        #expect(often.priority == .low)
    }

    @Test func aHealthyPairIsFine() throws {
        #expect(try RuleProbe("repl").isSilent(primary("state=online,offset=1,lag=1"), replica([:])))
    }

    @Test func serversThatDontTellOfReplicationCantBeJudged() throws {
        #expect(try RuleProbe("repl").absence(MadeUp.node())?.cause == .unsupported)
    }
}
