import PinyonOps
import Testing

/// Rules about memory that the process has and the data doesn't need.
struct ExcessMemoryTests {
    private let fragmented = [
        "mem_allocator": "jemalloc-5.3.0", "allocator_frag_ratio": "1.5", "allocator_frag_bytes": "157286400",
    ]

    @Test func memoryKeptSinceAPeakIsGoodToKnow() throws {
        let rule = try RuleProbe("peak")
        let node = MadeUp.node([
            "used_memory": "52428800", "used_memory_peak": "209715200", "used_memory_rss": "157286400",
        ])
        let finding = try rule.finding(node)
        #expect(finding.value == 4)
        #expect(finding.priority == .low)
        #expect(finding.evidence == ["127.0.0.1:6379: peak 200.0 MB, used 50.0 MB, kept 100.0 MB"])
        #expect(finding.offenders.first?.bytes == 104_857_600)
    }

    @Test(arguments: [("78643200", "78643200"), ("209715200", "57671680")])
    func aLowPeakAndMemoryThatWasGivenBackAreFine(_ peak: String, resident: String) throws {
        let rule = try RuleProbe("peak")
        let node = MadeUp.node([
            "used_memory": "52428800", "used_memory_peak": peak, "used_memory_rss": resident,
        ])
        #expect(try rule.isSilent(node))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func aProcessThatTakesMuchMoreThanItsDataIsToldWithTheReason() throws {
        let rule = try RuleProbe("high-rss")
        let node = MadeUp.node([
            "mem_fragmentation_ratio": "2.5", "mem_fragmentation_bytes": "157286400", "used_memory_rss": "262144000",
            "allocator_frag_bytes": "10485760", "allocator_rss_bytes": "146800640", "rss_overhead_bytes": "0",
        ])
        let finding = try rule.finding(node)
        #expect(finding.value == 2.5)
        #expect(finding.priority == .medium)
        #expect(finding.action.contains("MEMORY PURGE"))
        #expect(finding.evidence.count == 2)
        #expect(finding.evidence.last?.contains("free pages 140.0 MB") == true)
    }

    @Test func smallServersAndSmallDifferencesSayNothing() throws {
        let rule = try RuleProbe("high-rss")
        let empty = MadeUp.node([
            "used_memory": "1048576", "mem_fragmentation_ratio": "7.57", "mem_fragmentation_bytes": "20971520",
        ])
        let atLimit = MadeUp.node(["mem_fragmentation_ratio": "1.4", "mem_fragmentation_bytes": "41943040"])
        let few = MadeUp.node(["mem_fragmentation_ratio": "1.5", "mem_fragmentation_bytes": "10485760"])
        for node in [empty, atLimit, few] { #expect(try rule.isSilent(node)) }
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }

    @Test func fragmentationIsCuredByMovingValuesWhereTheBuildCan() throws {
        let rule = try RuleProbe("alloc-frag")
        var node = MadeUp.node(fragmented)
        node.allocatorQuantum = .value(8)
        let finding = try rule.finding(node)
        #expect(finding.value == 1.5)
        #expect(finding.priority == .medium)
        #expect(finding.action.hasPrefix("CONFIG SET activedefrag yes"))
        node.settings = .value(["activedefrag": "yes"])
        #expect(try rule.finding(node).action.contains("active-defrag-cycle-max"))
    }

    @Test func buildsWithTheSystemsAllocatorAreToldToRestart() throws {
        let rule = try RuleProbe("alloc-frag")
        var node = MadeUp.node(fragmented)
        #expect(try rule.finding(node).action.contains("refuse it"))
        node.allocatorQuantum = .value(16)
        let finding = try rule.finding(node)
        #expect(!finding.action.contains("CONFIG SET activedefrag"))
        #expect(finding.action.contains("restart"))
    }

    @Test func otherAllocatorsDoNotTellOfFragmentation() throws {
        let rule = try RuleProbe("alloc-frag")
        let node = MadeUp.node(fragmented.merging(["mem_allocator": "libc"]) { $1 })
        #expect(rule.absence(node)?.cause == .unsupported)
    }

    @Test(arguments: [
        ("alloc-frag", "allocator_frag_ratio", "allocator_frag_bytes"),
        ("alloc-rss", "allocator_rss_ratio", "allocator_rss_bytes"),
        ("proc-rss", "rss_overhead_ratio", "rss_overhead_bytes"),
    ])
    func partsOfTheProcessSpeakFromATenthAndTenMegabytesOn(_ id: String, ratio: String, bytes: String) throws {
        let rule = try RuleProbe(id)
        let finding = try rule.finding(MadeUp.node([ratio: "1.11", bytes: "11534336"]))
        #expect(finding.value == 1.11)
        #expect(finding.threshold == 1.1)
        #expect(finding.priority == .low)
        #expect(finding.offenders.first?.bytes == 11_534_336)
        #expect(try rule.isSilent(MadeUp.node([ratio: "1.1", bytes: "11534336"])))
        #expect(try rule.isSilent(MadeUp.node([ratio: "1.5", bytes: "10485760"])))
        #expect(rule.absence(MadeUp.node())?.cause == .unsupported)
    }
}
