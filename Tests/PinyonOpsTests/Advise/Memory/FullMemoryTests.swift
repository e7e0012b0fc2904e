import PinyonClient
import PinyonOps
import Testing

/// Rules about servers near their limit, of 1 GB here.
struct FullMemoryTests {
    private let store = ["maxmemory_policy": "noeviction", "used_memory": "1030792151"]

    @Test func aStoreThatIsNearlyFullIsUrgent() throws {
        let rule = try RuleProbe("mem-util-store")
        let finding = try rule.finding(MadeUp.node(store))
        #expect(finding.priority == .high)
        #expect(finding.value > 95 && finding.value < 97)
        #expect(finding.evidence.first?.contains("983.0 MB of 1.0 GB (96.0 %)") == true)
    }

    @Test func aStoreIsWatchedFromFourFifthsOn() throws {
        let rule = try RuleProbe("mem-util-store")
        let full = store.merging(["used_memory": "858993460"]) { $1 }
        let less = store.merging(["used_memory": "858993459"]) { $1 }
        let unlimited = store.merging(["maxmemory": "0"]) { $1 }
        #expect(try rule.finding(MadeUp.node(full)).priority == .medium)
        #expect(try rule.isSilent(MadeUp.node(less)))
        #expect(try rule.isSilent(MadeUp.node(unlimited)))
        #expect(rule.absence(MadeUp.node(["maxmemory": ""]))?.cause == .unsupported)
    }

    @Test func aPolicyThatFindsNothingToEvictMakesAStore() throws {
        let volatile = store.merging([
            "maxmemory_policy": "volatile-lru", "db0": "keys=1000,expires=0,avg_ttl=0",
        ]) { $1 }
        #expect(try !RuleProbe("mem-util-store").isSilent(MadeUp.node(volatile)))
        #expect(try RuleProbe("mem-util-cache").isSilent(MadeUp.node(volatile)))
        let cache = store.merging(["maxmemory_policy": "allkeys-lru"]) { $1 }
        #expect(try RuleProbe("mem-util-store").isSilent(MadeUp.node(cache)))
    }

    @Test func adviceFollowsWhereTheMemoryGoes() throws {
        let rule = try RuleProbe("mem-util-store")
        let buffers = store.merging(["mem_clients_normal": "536870912"]) { $1 }
        #expect(try rule.finding(MadeUp.node(buffers)).action.contains("CLIENT LIST"))
        let endless = store.merging(["db0": "keys=1000,expires=0,avg_ttl=0"]) { $1 }
        let finding = try rule.finding(MadeUp.node(endless))
        #expect(finding.action.contains("TTL"))
        #expect(finding.evidence.contains("1,000 of 1,000 keys have no TTL"))
    }

    @Test func fewLargeKeysAreNamed() throws {
        let rule = try RuleProbe("mem-util-store")
        let sample = MadeUp.sample([MadeUp.key("big:1", .hash, bytes: 419_430_400), MadeUp.key("small:1")])
        let finding = try rule.finding(MadeUp.facts([MadeUp.node(store)], keys: sample))
        #expect(finding.action.contains("split or trim big:1"))
        #expect(finding.evidence.contains { $0.contains("400.0 MB") && $0.contains("big:1") })
    }

    @Test func aFullCacheIsNormal() throws {
        let rule = try RuleProbe("mem-util-cache")
        let finding = try rule.finding(MadeUp.node(["used_memory": "966367642"]))
        #expect(finding.priority == .low)
        #expect(finding.issue.contains("normal"))
        #expect(try rule.isSilent(MadeUp.node(["used_memory": "858993459"])))
        #expect(rule.absence(MadeUp.node(["used_memory": ""]))?.cause == .unsupported)
    }

    @Test(arguments: [(9_000, 1_000, Priority.low), (5_000, 5_000, .medium), (4_000, 6_000, .high)])
    func aFullCacheIsTooSmallIfLookupsMissWhatItEvicts(_ hits: Int, misses: Int, priority: Priority) throws {
        let node = MadeUp.node(
            [
                "used_memory": "1063004405", "evicted_keys": "5000", "keyspace_hits": "\(hits)",
                "keyspace_misses": "\(misses)",
            ], earlier: ["evicted_keys": "0", "keyspace_hits": "0", "keyspace_misses": "0"])
        let finding = try RuleProbe("mem-util-cache").finding(node)
        #expect(finding.priority == priority)
        #expect(finding.evidence.contains("5,000 keys evicted in the window"))
    }

    @Test func aHitRateThatFallsCountsAsWell() throws {
        let node = MadeUp.node(
            [
                "used_memory": "1063004405", "evicted_keys": "5000", "keyspace_hits": "103500",
                "keyspace_misses": "6500",
            ], earlier: ["evicted_keys": "0", "keyspace_hits": "95000", "keyspace_misses": "5000"])
        #expect(try RuleProbe("mem-util-cache").finding(node).priority == .medium)
    }
}
