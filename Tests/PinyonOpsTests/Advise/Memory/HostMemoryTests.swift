import PinyonOps
import Testing

/// Rules about the memory of the machine, of 8 GB here.
struct HostMemoryTests {
    @Test func aServerThatTakesNearlyAllOfTheMachineIsUrgent() throws {
        let rule = try RuleProbe("mem-vs-host")
        let finding = try rule.finding(MadeUp.node(["used_memory": "7838315315"]))
        #expect(finding.priority == .high)
        #expect(finding.value > 91 && finding.value < 92)
        #expect(finding.confidence == .measured)
        #expect(finding.evidence == ["127.0.0.1: 7.3 GB of 8.0 GB taken by 127.0.0.1:6379"])
        #expect(try rule.isSilent(MadeUp.node(["used_memory": "7730941132"])))
        #expect(rule.absence(MadeUp.node(["total_system_memory": ""]))?.cause == .unsupported)
    }

    @Test func serversOnOneMachineAreAddedUp() throws {
        let rule = try RuleProbe("mem-vs-host")
        let half = ["used_memory": "1048576", "used_memory_rss": "4294967296"]
        let finding = try rule.finding(MadeUp.node(half, port: 1), MadeUp.node(half, port: 2))
        #expect(finding.value == 100)
        #expect(finding.confidence == .inferred)
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:1", "127.0.0.1:2"])
    }

    @Test(arguments: [("536870912", "0.50", Priority.high), ("1020054732", "0.95", .medium)])
    func memoryThatIsMissingWasSwappedOut(_ resident: String, ratio: String, priority: Priority) throws {
        let rule = try RuleProbe("swapping")
        let finding = try rule.finding(
            MadeUp.node([
                "used_memory": "1073741824", "used_memory_rss": resident, "mem_fragmentation_ratio": ratio,
            ]))
        #expect(finding.priority == priority)
        #expect(finding.value == Double(ratio))
    }

    @Test func smallServersAndUntouchedBacklogsAreNotSwapped() throws {
        let rule = try RuleProbe("swapping")
        let small = MadeUp.node(["used_memory_rss": "52428800", "mem_fragmentation_ratio": "0.5"])
        let backlog = MadeUp.node([
            "used_memory": "209715200", "used_memory_rss": "188743680", "repl_backlog_size": "20971520",
            "repl_backlog_histlen": "0",
        ])
        let whole = MadeUp.node(["used_memory": "1073741824", "used_memory_rss": "1073741824"])
        for node in [small, backlog, whole] { #expect(try rule.isSilent(node)) }
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func aSaveNeedsRoomForWhatChangesMeanwhile() throws {
        let rule = try RuleProbe("fork-headroom")
        let fields = [
            "used_memory_rss": "8053063680", "rdb_last_cow_size": "1048576", "aof_last_cow_size": "1073741824",
        ]
        let roomy = fields.merging(["aof_last_cow_size": "536870912"]) { $1 }
        let finding = try rule.finding(MadeUp.node(fields))
        #expect(finding.value == 50)
        #expect(finding.priority == .medium)
        #expect(finding.offenders.first?.bytes == 1_073_741_824)
        #expect(try rule.isSilent(MadeUp.node(roomy)))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func aServerWithMuchDataIsGoodToKnow() throws {
        let rule = try RuleProbe("scale-shard")
        let large = MadeUp.node(["used_memory_dataset": "32212254720"], port: 1)
        let finding = try rule.finding(large, MadeUp.node(port: 2))
        #expect(finding.value == 32_212_254_720)
        #expect(finding.priority == .low)
        #expect(finding.action.contains("25.0 GB"))
        #expect(finding.offenders.map(\.name) == ["127.0.0.1:1"])
        #expect(try rule.isSilent(MadeUp.node(["used_memory_dataset": "26843545600"])))
        #expect(rule.absence(MadeUp.node(["used_memory": ""]))?.cause == .unsupported)
    }

    @Test func replicasAreNoShards() throws {
        let copy = MadeUp.node(["used_memory_dataset": "32212254720"], port: 2, role: .replica)
        #expect(try RuleProbe("scale-shard").isSilent(MadeUp.node(port: 1), copy))
    }
}
