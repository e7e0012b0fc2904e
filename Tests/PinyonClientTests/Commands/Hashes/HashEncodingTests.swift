import PinyonClient
import Testing

struct HashEncodingTests {
    @Test func fields() {
        #expect(words(.hset("k", "f", 1)) == "HSET k f 1")
        #expect(words(.hset("k", ["f": 1])) == "HSET k f 1")
        #expect(words(.hset("k", ("f", 1), (2, "v"), ("g", 2.5))) == "HSET k f 1 2 v g 2.5")
        #expect(words(.hsetnx("k", "f", 1)) == "HSETNX k f 1")
        #expect(words(.hget("k", "f")) == "HGET k f")
        #expect(words(.hmget("k", ["f", "g"])) == "HMGET k f g")
        #expect(words(.hgetall("k")) == "HGETALL k")
        #expect(words(.hkeys("k")) == "HKEYS k")
        #expect(words(.hvals("k")) == "HVALS k")
        #expect(words(.hlen("k")) == "HLEN k")
        #expect(words(.hstrlen("k", "f")) == "HSTRLEN k f")
        #expect(words(.hexists("k", "f")) == "HEXISTS k f")
        #expect(words(.hdel("k", "f")) == "HDEL k f")
        #expect(words(.hdel("k", ["f", "g"])) == "HDEL k f g")
        #expect(words(.hincrby("k", "f", -1)) == "HINCRBY k f -1")
        #expect(words(.hincrbyfloat("k", "f", 1.5)) == "HINCRBYFLOAT k f 1.5")
        #expect(words(.hset(["a", "b"], "f", 1)).hasPrefix("can't be sent"))
        #expect(words(.hset("k", ["f": [1, 2]])).hasPrefix("can't be sent"))
    }

    @Test func samplesAndScans() {
        #expect(words(.hrandfield("k")) == "HRANDFIELD k")
        #expect(words(.hrandfield("k", count: -2)) == "HRANDFIELD k -2")
        #expect(words(.hrandfieldWithValues("k", count: 2)) == "HRANDFIELD k 2 WITHVALUES")
        #expect(words(.hscan("k", cursor: .start)) == "HSCAN k 0")
        #expect(words(.hscan("k", cursor: .start, matching: "f*", count: 5)) == "HSCAN k 0 MATCH f* COUNT 5")
        #expect(words(.hscanNoValues("k", cursor: .start, count: 5)) == "HSCAN k 0 COUNT 5 NOVALUES")
    }

    @Test func expiries() {
        let fields = ["f", "g"]
        #expect(words(.hexpire("k", fields, after: .seconds(9))) == "HEXPIRE k 9 FIELDS 2 f g")
        #expect(
            words(.hpexpire("k", fields, after: .seconds(9), condition: .ifLater)) == "HPEXPIRE k 9000 GT FIELDS 2 f g")
        let time = UnixTime(milliseconds: 8_001)
        #expect(words(.hexpireat("k", fields, time, condition: .ifNone)) == "HEXPIREAT k 9 NX FIELDS 2 f g")
        #expect(words(.hpexpireat("k", fields, time, condition: .ifAny)) == "HPEXPIREAT k 8001 XX FIELDS 2 f g")
        #expect(words(.httl("k", fields)) == "HTTL k FIELDS 2 f g")
        #expect(words(.hpttl("k", fields)) == "HPTTL k FIELDS 2 f g")
        #expect(words(.hexpiretime("k", fields)) == "HEXPIRETIME k FIELDS 2 f g")
        #expect(words(.hpexpiretime("k", fields)) == "HPEXPIRETIME k FIELDS 2 f g")
        #expect(words(.hpersist("k", fields)) == "HPERSIST k FIELDS 2 f g")
        #expect(words(.httl("k", [String]())) == "can't be sent: a list is empty that has to have an element")
    }

    @Test func readsAndWritesWithExpiries() {
        #expect(words(.hgetex("k", ["f"], expiry: .unchanged)) == "HGETEX k FIELDS 1 f")
        #expect(words(.hgetex("k", ["f"], expiry: .never)) == "HGETEX k PERSIST FIELDS 1 f")
        #expect(words(.hgetex("k", ["f"], expiry: .after(.seconds(1)))) == "HGETEX k EX 1 FIELDS 1 f")
        #expect(words(.hgetdel("k", ["f", "g"])) == "HGETDEL k FIELDS 2 f g")
        #expect(words(.hsetex("k", ["f": 1])) == "HSETEX k FIELDS 1 f 1")
        #expect(
            words(.hsetex("k", ["f": 1], expiry: .unchanged, condition: .ifAbsent))
                == "HSETEX k FNX KEEPTTL FIELDS 1 f 1")
        #expect(
            words(.hsetex("k", ["f": 1], expiry: .at(UnixTime(milliseconds: 1)), condition: .ifPresent))
                == "HSETEX k FXX PXAT 1 FIELDS 1 f 1")
    }
}
