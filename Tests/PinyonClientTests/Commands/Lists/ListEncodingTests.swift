import PinyonClient
import Testing

struct ListEncodingTests {
    @Test func elements() {
        #expect(words(.lpush("k", "a")) == "LPUSH k a")
        #expect(words(.lpush("k", ["a", "b"])) == "LPUSH k a b")
        #expect(words(.lpushx("k", "a")) == "LPUSHX k a")
        #expect(words(.rpush("k", ["a", "b"])) == "RPUSH k a b")
        #expect(words(.rpushx("k", "a")) == "RPUSHX k a")
        #expect(words(.llen("k")) == "LLEN k")
        #expect(words(.lrange("k", from: 0, through: -1)) == "LRANGE k 0 -1")
        #expect(words(.ltrim("k", from: 0, through: 99)) == "LTRIM k 0 99")
        #expect(words(.lindex("k", -1)) == "LINDEX k -1")
        #expect(words(.lset("k", 3, "a")) == "LSET k 3 a")
        #expect(words(.linsert("k", .before, "a", "b")) == "LINSERT k BEFORE a b")
        #expect(words(.linsert("k", .after, "a", "b")) == "LINSERT k AFTER a b")
        #expect(words(.lrem("k", count: -2, "a")) == "LREM k -2 a")
        #expect(words(.lpos("k", "a")) == "LPOS k a")
        #expect(words(.lpos("k", "a", rank: -1, comparingAtMost: 9)) == "LPOS k a RANK -1 MAXLEN 9")
        #expect(
            words(.lpos("k", "a", count: 0, rank: 2, comparingAtMost: 9)) == "LPOS k a RANK 2 COUNT 0 MAXLEN 9")
    }

    @Test func taking() {
        #expect(words(.lpop("k")) == "LPOP k")
        #expect(words(.lpop("k", count: 2)) == "LPOP k 2")
        #expect(words(.rpop("k")) == "RPOP k")
        #expect(words(.rpop("k", count: 2)) == "RPOP k 2")
        #expect(words(.lmpop(["a", "b"], from: .left)) == "LMPOP 2 a b LEFT")
        #expect(words(.lmpop(["a"], from: .right, count: 3)) == "LMPOP 1 a RIGHT COUNT 3")
        #expect(words(.lmove("a", to: "b", from: .left, to: .right)) == "LMOVE a b LEFT RIGHT")
        #expect(words(.rpoplpush("a", "b")) == "RPOPLPUSH a b")
    }

    @Test func waiting() {
        #expect(words(.blpop(["a", "b"], timeout: .zero)) == "BLPOP a b 0.0")
        #expect(words(.blpop(["a"], timeout: .milliseconds(1_500))) == "BLPOP a 1.5")
        #expect(words(.brpop(["a"], timeout: .milliseconds(2))) == "BRPOP a 0.002")
        #expect(words(.blmpop(["a"], from: .left, count: 2, timeout: .seconds(1))) == "BLMPOP 1.0 1 a LEFT COUNT 2")
        #expect(
            words(.blmove("a", to: "b", from: .right, to: .left, timeout: .seconds(2))) == "BLMOVE a b RIGHT LEFT 2.0")
        #expect(words(.brpoplpush("a", "b", timeout: .seconds(2))) == "BRPOPLPUSH a b 2.0")
    }

    /// Redis 6.2 takes 0.001 for nothing, which means for ever.
    @Test(arguments: [Duration.nanoseconds(1), .microseconds(999), .milliseconds(1)])
    func theShortestTimeIsNotTakenForEver(_ time: Duration) {
        #expect(words(.brpop(["a"], timeout: time)) == "BRPOP a 0.0011")
    }
}
