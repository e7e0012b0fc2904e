import PinyonOps
import Testing

/// Rules about keys past their time, and about caches that are hardly read.
struct CacheUseTests {
    @Test func keysPastTheirTimeAreToldWithTheirShare() throws {
        let rule = try RuleProbe("expire-lag")
        let finding = try rule.finding(
            MadeUp.node(["expired_stale_perc": "25.00", "db0": "keys=1000,expires=900,avg_ttl=1"]))
        #expect(finding.value == 25)
        #expect(finding.priority == .medium)
        #expect(finding.action.contains("active-expire-effort"))
    }

    @Test func removingKeysThatTookTooLongIsGoodToKnow() throws {
        let rule = try RuleProbe("expire-lag")
        let fields = ["expired_stale_perc": "1.00", "expired_time_cap_reached_count": "7"]
        let node = MadeUp.node(fields, earlier: ["expired_time_cap_reached_count": "4"])
        let finding = try rule.finding(node)
        #expect(finding.priority == .low)
        #expect(finding.evidence.first?.contains("broken off 3 times") == true)
        #expect(try rule.isSilent(MadeUp.node(fields)))
    }

    @Test func expiryThatKeepsUpIsFine() throws {
        let rule = try RuleProbe("expire-lag")
        let keys = "keys=1000,expires=900,avg_ttl=1"
        #expect(try rule.isSilent(MadeUp.node(["expired_stale_perc": "10.00", "db0": keys])))
        #expect(try rule.isSilent(MadeUp.node(["expired_stale_perc": "90.00", "db0": "keys=9,expires=9,avg_ttl=1"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    private func node(reads: Int, writes: Int, _ more: [String: String] = [:]) -> NodeFacts {
        let calls = [
            "cmdstat_get": "calls=\(reads),usec=1,usec_per_call=1.00",
            "cmdstat_set": "calls=\(writes),usec=1,usec_per_call=1.00",
        ]
        return MadeUp.node(calls.merging(more) { $1 })
    }

    @Test func aCacheThatIsWrittenMoreThanReadIsGoodToKnow() throws {
        let finding = try RuleProbe("write-heavy-cache").finding(node(reads: 500, writes: 1_000))
        #expect(finding.value == 0.5)
        #expect(finding.priority == .low)
        #expect(finding.offenders == [Offender("set", count: 1_000)])
        #expect(finding.evidence.first?.contains("since the servers began counting") == true)
    }

    @Test func replicasRepeatWritesAndServeReads() throws {
        let primary = node(reads: 0, writes: 1_000)
        var replica = node(reads: 1_000, writes: 1_000)
        replica.role = .replica
        #expect(try RuleProbe("write-heavy-cache").isSilent(primary, replica))
    }

    @Test func readCachesAndFewCallsAndStoresAreFine() throws {
        let rule = try RuleProbe("write-heavy-cache")
        #expect(try rule.isSilent(node(reads: 1_000, writes: 1_000)))
        #expect(try rule.isSilent(node(reads: 0, writes: 999)))
        #expect(try rule.isSilent(node(reads: 0, writes: 5_000, ["maxmemory_policy": "noeviction"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }
}
