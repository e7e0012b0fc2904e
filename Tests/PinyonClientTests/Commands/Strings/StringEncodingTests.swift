import PinyonClient
import Testing

struct StringEncodingTests {
    @Test func expiriesOfSet() {
        #expect(words(.set("k", "v")) == "SET k v")
        #expect(words(.set("k", "v", expiry: .never)) == "SET k v")
        #expect(words(.set("k", "v", expiry: .unchanged)) == "SET k v KEEPTTL")
        #expect(words(.set("k", "v", expiry: .after(.seconds(3_600)))) == "SET k v EX 3600")
        #expect(words(.set("k", "v", expiry: .after(.milliseconds(1_500)))) == "SET k v PX 1500")
        #expect(words(.set("k", "v", expiry: .after(.nanoseconds(1)))) == "SET k v PX 1")
        #expect(words(.set("k", "v", expiry: .after(.microseconds(2_000_001)))) == "SET k v PX 2001")
        #expect(words(.set("k", "v", expiry: .at(UnixTime(seconds: 99)))) == "SET k v EXAT 99")
        #expect(words(.set("k", "v", expiry: .at(UnixTime(milliseconds: 99_001)))) == "SET k v PXAT 99001")
        #expect(words(.set("k", "v", expiry: .after(.seconds(Int64.max)))) == "SET k v PX 9223372036854775807")
    }

    @Test func conditionsOfSet() {
        #expect(words(.set("k", "v", condition: .ifAbsent)) == "SET k v NX")
        #expect(words(.set("k", "v", expiry: .after(.seconds(1)), condition: .ifPresent)) == "SET k v XX EX 1")
        #expect(words(.set("k", "v", condition: .ifEqual(7))) == "SET k v IFEQ 7")
        #expect(words(.set("k", "v", condition: .ifNotEqual("w"))) == "SET k v IFNE w")
        #expect(words(.set("k", "v", condition: .ifDigestEqual("0f"))) == "SET k v IFDEQ 0f")
        #expect(words(.set("k", "v", condition: .ifDigestNotEqual("0f"))) == "SET k v IFDNE 0f")
        #expect(words(.setGet("k", "v")) == "SET k v GET")
        #expect(words(.setGet("k", "v", expiry: .unchanged, condition: .ifAbsent)) == "SET k v NX KEEPTTL GET")
        #expect(words(.setnx("k", "v")) == "SETNX k v")
        #expect(words(.setex("k", .milliseconds(1_001), "v")) == "SETEX k 2 v")
        #expect(words(.psetex("k", .milliseconds(1_001), "v")) == "PSETEX k 1001 v")
        #expect(words(.getset("k", "v")) == "GETSET k v")
    }

    @Test func readsThatWrite() {
        #expect(words(.getdel("k")) == "GETDEL k")
        #expect(words(.getex("k", expiry: .unchanged)) == "GETEX k")
        #expect(words(.getex("k", expiry: .never)) == "GETEX k PERSIST")
        #expect(words(.getex("k", expiry: .after(.seconds(2)))) == "GETEX k EX 2")
        #expect(words(.getex("k", expiry: .after(.milliseconds(2)))) == "GETEX k PX 2")
        #expect(words(.getex("k", expiry: .at(UnixTime(seconds: 2)))) == "GETEX k EXAT 2")
        #expect(words(.getex("k", expiry: .at(UnixTime(milliseconds: 2)))) == "GETEX k PXAT 2")
        #expect(words(.delifeq("k", "v")) == "DELIFEQ k v")
        #expect(words(.delex("k", condition: .ifEqual("v"))) == "DELEX k IFEQ v")
        #expect(words(.digest("k")) == "DIGEST k")
    }

    @Test func severalStrings() {
        #expect(words(.mget(["a", "b"])) == "MGET a b")
        #expect(words(.mset(["a": 1])) == "MSET a 1")
        #expect(words(.mset(("a", 1), ("b", "x"))) == "MSET a 1 b x")
        #expect(words(.msetnx(["a": 1])) == "MSETNX a 1")
        #expect(words(.msetex(["a": 1])) == "MSETEX 1 a 1")
        let pairs: KeyValuePairs = ["b": 1, "a": 2]
        #expect(words(.mset(pairs)) == "MSET b 1 a 2")
        #expect(
            words(.msetex(pairs, expiry: .after(.seconds(1)), condition: .ifPresent)) == "MSETEX 2 b 1 a 2 XX EX 1")
        #expect(words(.msetex(pairs, expiry: .unchanged, condition: .ifAbsent)) == "MSETEX 2 b 1 a 2 NX KEEPTTL")
    }

    @Test func partsAndNumbers() {
        #expect(words(.append("k", "v")) == "APPEND k v")
        #expect(words(.strlen("k")) == "STRLEN k")
        #expect(words(.getrange("k", from: 0, through: -1)) == "GETRANGE k 0 -1")
        #expect(words(.setrange("k", at: 6, "v")) == "SETRANGE k 6 v")
        #expect(words(.incr("k")) == "INCR k")
        #expect(words(.decr("k")) == "DECR k")
        #expect(words(.incrby("k", -5)) == "INCRBY k -5")
        #expect(words(.decrby("k", 5)) == "DECRBY k 5")
        #expect(words(.incrbyfloat("k", 0.1)) == "INCRBYFLOAT k 0.1")
        #expect(words(.lcs("a", "b")) == "LCS a b")
        #expect(words(.lcsLength("a", "b")) == "LCS a b LEN")
        #expect(words(.lcsMatches("a", "b")) == "LCS a b IDX WITHMATCHLEN")
        #expect(words(.lcsMatches("a", "b", minimumLength: 4)) == "LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN")
    }

    @Test func aListWhereOneValueBelongsIsNotSent() {
        #expect(words(.get(["a", "b"])) == "can't be sent: 2 arguments stand where there has to be one")
        #expect(words(.set("k", [String]())) == "can't be sent: 0 arguments stand where there has to be one")
        #expect(words(.set("k", "v", condition: .ifEqual(["a", "b"]))).hasPrefix("can't be sent"))
        #expect(words(.mget([["a", "b"]])).hasPrefix("can't be sent"))
        #expect(words(.mset(["a": ["b", "c"]])).hasPrefix("can't be sent"))
        #expect(words(.mset(("a", ["b", "c"]))).hasPrefix("can't be sent"))
        #expect(words(.set("k", [UInt8]("v".utf8))) == "SET k v")
    }
}
