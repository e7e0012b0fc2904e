import PinyonOps
import Testing

/// Rules about policies that don't suit the data.
struct PolicyTests {
    private func node(_ policy: String, _ expires: Int, of keys: Int = 1_000, used: String = "644245094") -> NodeFacts {
        MadeUp.node([
            "maxmemory_policy": policy, "db0": "keys=\(keys),expires=\(expires),avg_ttl=0", "used_memory": used,
        ])
    }

    @Test func aVolatilePolicyWithoutKeysThatEndIsUrgent() throws {
        let rule = try RuleProbe("policy-vs-ttl")
        let finding = try rule.finding(node("volatile-lru", 0))
        #expect(finding.priority == .high)
        #expect(finding.value == 0)
        #expect(finding.issue.contains("noeviction"))
        #expect(finding.action.contains("allkeys-lru"))
        #expect(finding.offenders.first?.count == 1_000)
        #expect(try rule.finding(node("volatile-lfu", 499)).action.contains("allkeys-lfu"))
    }

    @Test func farFromTheLimitThereIsTime() throws {
        #expect(try RuleProbe("policy-vs-ttl").finding(node("volatile-lru", 0, used: "1048576")).priority == .medium)
    }

    @Test func policiesThatFindEnoughToEvictAreFine() throws {
        let rule = try RuleProbe("policy-vs-ttl")
        for fine in [node("volatile-lru", 500), node("allkeys-lru", 0), node("volatile-lru", 0, of: 99)] {
            #expect(try rule.isSilent(fine))
        }
        #expect(try rule.isSilent(MadeUp.node(["maxmemory_policy": "volatile-lru"])))
        #expect(rule.absence(MadeUp.node(["maxmemory_policy": ""]))?.cause == .unsupported)
    }

    @Test(arguments: [("644245094", Priority.high), ("104857600", .medium)])
    func aCacheThatDoesNotEvictIsToldBeforeItIsFull(_ used: String, priority: Priority) throws {
        let rule = try RuleProbe("policy-noevict-cache")
        let finding = try rule.finding(node("noeviction", 900, used: used))
        #expect(finding.priority == priority)
        #expect(finding.value == 90)
        #expect(finding.confidence == .inferred)
    }

    @Test func storesAndCachesThatEvictAreFine() throws {
        let rule = try RuleProbe("policy-noevict-cache")
        for fine in [node("noeviction", 800), node("allkeys-lru", 900), node("noeviction", 99, of: 99)] {
            #expect(try rule.isSilent(fine))
        }
        #expect(rule.absence(MadeUp.node(["maxmemory": ""]))?.cause == .unsupported)
    }
}
