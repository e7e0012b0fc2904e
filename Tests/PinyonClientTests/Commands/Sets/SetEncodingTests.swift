import PinyonClient
import Testing

struct SetEncodingTests {
    @Test func members() {
        #expect(words(.sadd("k", "a")) == "SADD k a")
        #expect(words(.sadd("k", [1, 2])) == "SADD k 1 2")
        #expect(words(.srem("k", [1, 2])) == "SREM k 1 2")
        #expect(words(.scard("k")) == "SCARD k")
        #expect(words(.sismember("k", "a")) == "SISMEMBER k a")
        #expect(words(.smismember("k", ["a", "b"])) == "SMISMEMBER k a b")
        #expect(words(.smembers("k")) == "SMEMBERS k")
        #expect(words(.srandmember("k")) == "SRANDMEMBER k")
        #expect(words(.srandmember("k", count: -3)) == "SRANDMEMBER k -3")
        #expect(words(.spop("k")) == "SPOP k")
        #expect(words(.spop("k", count: 3)) == "SPOP k 3")
        #expect(words(.smove("a", to: "b", "m")) == "SMOVE a b m")
        #expect(words(.sscan("k", cursor: .start, matching: "a?", count: 3)) == "SSCAN k 0 MATCH a? COUNT 3")
    }

    @Test func combinations() {
        #expect(words(.sinter(["a", "b"])) == "SINTER a b")
        #expect(words(.sunion(["a", "b"])) == "SUNION a b")
        #expect(words(.sdiff(["a", "b"])) == "SDIFF a b")
        #expect(words(.sintercard(["a", "b"])) == "SINTERCARD 2 a b")
        #expect(words(.sintercard(["a", "b"], limit: 5)) == "SINTERCARD 2 a b LIMIT 5")
        #expect(words(.sinterstore("d", ["a", "b"])) == "SINTERSTORE d a b")
        #expect(words(.sunionstore("d", ["a", "b"])) == "SUNIONSTORE d a b")
        #expect(words(.sdiffstore("d", ["a", "b"])) == "SDIFFSTORE d a b")
    }
}
