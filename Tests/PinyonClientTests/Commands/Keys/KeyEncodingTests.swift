import PinyonClient
import Testing

struct KeyEncodingTests {
    @Test func keysAlone() {
        #expect(words(.del("a")) == "DEL a")
        #expect(words(.del(["a", "b"])) == "DEL a b")
        #expect(words(.unlink(["a", "b"])) == "UNLINK a b")
        #expect(words(.exists(["a", "a"])) == "EXISTS a a")
        #expect(words(.touch("a")) == "TOUCH a")
        #expect(words(.type("a")) == "TYPE a")
        #expect(words(.rename("a", "b")) == "RENAME a b")
        #expect(words(.renamenx("a", "b")) == "RENAMENX a b")
        #expect(words(.copy("a", to: "b")) == "COPY a b")
        #expect(words(.copy("a", to: "b", database: 2, overwriting: true)) == "COPY a b DB 2 REPLACE")
        #expect(words(.move("a", toDatabase: 3)) == "MOVE a 3")
        #expect(words(.randomkey()) == "RANDOMKEY")
        #expect(words(.keys(matching: "a*")) == "KEYS a*")
        #expect(words(.dump("a")) == "DUMP a")
        #expect(words(.objectEncoding("a")) == "OBJECT ENCODING a")
        #expect(words(.objectFreq("a")) == "OBJECT FREQ a")
        #expect(words(.objectIdletime("a")) == "OBJECT IDLETIME a")
        #expect(words(.objectRefcount("a")) == "OBJECT REFCOUNT a")
    }

    @Test func expiries() {
        #expect(words(.ttl("a")) == "TTL a")
        #expect(words(.pttl("a")) == "PTTL a")
        #expect(words(.expiretime("a")) == "EXPIRETIME a")
        #expect(words(.pexpiretime("a")) == "PEXPIRETIME a")
        #expect(words(.persist("a")) == "PERSIST a")
        #expect(words(.expire("a", after: .milliseconds(1))) == "EXPIRE a 1")
        #expect(words(.expire("a", after: .zero)) == "EXPIRE a 0")
        #expect(words(.expire("a", after: .seconds(-1))) == "EXPIRE a -1")
        #expect(words(.expire("a", after: .seconds(9), condition: .ifNone)) == "EXPIRE a 9 NX")
        #expect(words(.pexpire("a", after: .seconds(9), condition: .ifAny)) == "PEXPIRE a 9000 XX")
        #expect(words(.expireat("a", UnixTime(milliseconds: 1), condition: .ifLater)) == "EXPIREAT a 1 GT")
        #expect(words(.pexpireat("a", UnixTime(milliseconds: 1), condition: .ifEarlier)) == "PEXPIREAT a 1 LT")
    }

    @Test func moments() {
        #expect(UnixTime(seconds: 2).milliseconds == 2_000)
        #expect(UnixTime(milliseconds: -1_500).seconds == -1)
        #expect(UnixTime(milliseconds: 1_500).seconds == 2)
        #expect(UnixTime(seconds: .max).milliseconds == .max)
        #expect(UnixTime(seconds: .min).milliseconds == .min)
        #expect(UnixTime(seconds: 1) + .microseconds(1) == UnixTime(milliseconds: 1_001))
        #expect(UnixTime(milliseconds: .max) + .seconds(1) == UnixTime(milliseconds: .max))
        #expect(UnixTime(seconds: 1) < UnixTime(seconds: 2))
    }

    @Test func restoring() {
        #expect(words(.restore("a", "x")) == "RESTORE a 0 x")
        #expect(words(.restore("a", "x", expiry: .after(.seconds(1)))) == "RESTORE a 1000 x")
        #expect(words(.restore("a", "x", expiry: .after(.zero))) == "RESTORE a 1 x")
        let full = Command.restore(
            "a", "x", expiry: .at(UnixTime(seconds: 2)), overwriting: true, idleTime: .seconds(3), frequency: 4)
        #expect(words(full) == "RESTORE a 2000 x REPLACE ABSTTL IDLETIME 3 FREQ 4")
    }

    @Test func waiting() {
        #expect(words(.wait(replicas: 2, timeout: .seconds(1))) == "WAIT 2 1000")
        #expect(words(.waitaof(local: true, replicas: 1, timeout: .zero)) == "WAITAOF 1 1 0")
        #expect(words(.waitaof(local: false, replicas: 0, timeout: .zero)) == "WAITAOF 0 0 0")
    }

    @Test func sorting() {
        #expect(words(.sort("a")) == "SORT a")
        let all = "SORT a BY w_* LIMIT 5 10 GET # GET x_* DESC ALPHA"
        #expect(
            words(
                .sort(
                    "a", by: "w_*", limit: PageLimit(offset: 5, count: 10), get: ["#", "x_*"], order: .descending,
                    comparing: .alphabetic)) == all)
        #expect(
            words(
                .sort(
                    "a", storingAt: "b", by: "w_*", limit: PageLimit(offset: 5, count: 10), get: ["#", "x_*"],
                    order: .descending, comparing: .alphabetic)) == all + " STORE b")
        #expect(words(.sortRO("a", limit: PageLimit(count: 3))) == "SORT_RO a LIMIT 0 3")
    }

    @Test func scanning() {
        #expect(words(.scan(cursor: .start)) == "SCAN 0")
        #expect(
            words(.scan(cursor: .start, matching: "a*", type: .sortedSet, count: 100))
                == "SCAN 0 MATCH a* COUNT 100 TYPE zset")
    }
}
