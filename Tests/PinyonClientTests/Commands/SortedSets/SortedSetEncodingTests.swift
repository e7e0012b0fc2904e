import PinyonClient
import Testing

struct SortedSetEncodingTests {
    @Test func adding() {
        #expect(words(.zadd("k", "m", score: 1)) == "ZADD k 1.0 m")
        #expect(words(.zadd("k", ["m": 1_500])) == "ZADD k 1500.0 m")
        let pairs: KeyValuePairs<String, Double> = ["b": 2, "a": -.infinity]
        #expect(words(.zadd("k", pairs, condition: .ifAbsent, counting: .changed)) == "ZADD k NX CH 2.0 b -inf a")
        #expect(words(.zadd("k", "m", score: 1, condition: .ifPresent)) == "ZADD k XX 1.0 m")
        #expect(words(.zadd("k", "m", score: 1, condition: .ifAbsentOrGreater)) == "ZADD k GT 1.0 m")
        #expect(words(.zadd("k", "m", score: 1, condition: .ifAbsentOrLess)) == "ZADD k LT 1.0 m")
        #expect(words(.zadd("k", "m", score: 1, condition: .ifGreater)) == "ZADD k XX GT 1.0 m")
        #expect(words(.zadd("k", "m", score: 1, condition: .ifLess)) == "ZADD k XX LT 1.0 m")
        #expect(words(.zaddIncrementing("k", "m", by: 2, condition: .ifPresent)) == "ZADD k XX INCR 2.0 m")
        #expect(words(.zincrby("k", "m", by: -2.5)) == "ZINCRBY k -2.5 m")
        #expect(words(.zrem("k", ["a", "b"])) == "ZREM k a b")
    }

    @Test func scoresAndPlaces() {
        #expect(words(.zcard("k")) == "ZCARD k")
        #expect(words(.zscore("k", "m")) == "ZSCORE k m")
        #expect(words(.zmscore("k", ["m", "n"])) == "ZMSCORE k m n")
        #expect(words(.zrank("k", "m")) == "ZRANK k m")
        #expect(words(.zrevrank("k", "m")) == "ZREVRANK k m")
        #expect(words(.zrankWithScore("k", "m")) == "ZRANK k m WITHSCORE")
        #expect(words(.zrevrankWithScore("k", "m")) == "ZREVRANK k m WITHSCORE")
    }

    @Test func rangesOfScores() {
        #expect(words(.zcount("k", .all)) == "ZCOUNT k -inf inf")
        #expect(words(.zcount("k", ScoreRange(1...2))) == "ZCOUNT k 1.0 2.0")
        #expect(words(.zcount("k", ScoreRange(1..<2))) == "ZCOUNT k 1.0 (2.0")
        #expect(words(.zcount("k", ScoreRange(1...))) == "ZCOUNT k 1.0 inf")
        #expect(words(.zcount("k", ScoreRange(...2))) == "ZCOUNT k -inf 2.0")
        #expect(words(.zcount("k", ScoreRange(..<2))) == "ZCOUNT k -inf (2.0")
        #expect(words(.zcount("k", ScoreRange(from: .exclusive(1), to: .inclusive(2)))) == "ZCOUNT k (1.0 2.0")
        #expect(words(.zremrangebyscore("k", ScoreRange(1...2))) == "ZREMRANGEBYSCORE k 1.0 2.0")
        #expect(words(.zremrangebyrank("k", from: 0, through: -2)) == "ZREMRANGEBYRANK k 0 -2")
    }

    @Test func rangesOfMembers() {
        #expect(words(.zlexcount("k", .all)) == "ZLEXCOUNT k - +")
        let range = MemberRange(from: .inclusive("a"), to: .exclusive("c"))
        #expect(words(.zlexcount("k", range)) == "ZLEXCOUNT k [a (c")
        #expect(words(.zlexcount("k", MemberRange(prefix: "ab"))) == "ZLEXCOUNT k [ab (ac")
        #expect(words(.zlexcount("k", MemberRange(prefix: ""))) == "ZLEXCOUNT k [ +")
        #expect(words(.zremrangebylex("k", range)) == "ZREMRANGEBYLEX k [a (c")
        let wrong = MemberRange(from: .inclusive(["a", "b"]), to: .last)
        #expect(words(.zlexcount("k", wrong)).hasPrefix("can't be sent"))
    }

    @Test func ranges() {
        #expect(words(.zrange("k", .all)) == "ZRANGE k 0 -1")
        #expect(words(.zrange("k", .ranks(from: 0, through: 9), order: .descending)) == "ZRANGE k 0 9 REV")
        #expect(words(.zrangeWithScores("k", .all)) == "ZRANGE k 0 -1 WITHSCORES")
        let scores = SortedSetRange.scores(ScoreRange(1..<2))
        #expect(words(.zrange("k", scores)) == "ZRANGE k 1.0 (2.0 BYSCORE")
        #expect(
            words(.zrangeWithScores("k", scores, order: .descending, limit: PageLimit(offset: 3, count: 4)))
                == "ZRANGE k (2.0 1.0 BYSCORE REV LIMIT 3 4 WITHSCORES")
        let members = SortedSetRange.members(MemberRange(from: .first, to: .inclusive("c")))
        #expect(words(.zrange("k", members, limit: PageLimit(count: 4))) == "ZRANGE k - [c BYLEX LIMIT 0 4")
        #expect(words(.zrange("k", members, order: .descending)) == "ZRANGE k [c - BYLEX REV")
        #expect(
            words(.zrangestore("d", from: "s", scores, order: .descending, limit: PageLimit(count: 1)))
                == "ZRANGESTORE d s (2.0 1.0 BYSCORE REV LIMIT 0 1")
    }

    @Test func olderRanges() {
        let limit = PageLimit(offset: 1, count: 2)
        let scores = ScoreRange(1...2)
        let members = MemberRange(from: .inclusive("a"), to: .last)
        #expect(words(.zrevrange("k", from: 0, through: 9)) == "ZREVRANGE k 0 9")
        #expect(words(.zrevrangeWithScores("k", from: 0, through: 9)) == "ZREVRANGE k 0 9 WITHSCORES")
        #expect(words(.zrangebyscore("k", scores, limit: limit)) == "ZRANGEBYSCORE k 1.0 2.0 LIMIT 1 2")
        #expect(words(.zrangebyscoreWithScores("k", scores)) == "ZRANGEBYSCORE k 1.0 2.0 WITHSCORES")
        #expect(words(.zrevrangebyscore("k", scores, limit: limit)) == "ZREVRANGEBYSCORE k 2.0 1.0 LIMIT 1 2")
        #expect(
            words(.zrevrangebyscoreWithScores("k", scores, limit: limit))
                == "ZREVRANGEBYSCORE k 2.0 1.0 WITHSCORES LIMIT 1 2")
        #expect(words(.zrangebylex("k", members, limit: limit)) == "ZRANGEBYLEX k [a + LIMIT 1 2")
        #expect(words(.zrevrangebylex("k", members)) == "ZREVRANGEBYLEX k + [a")
    }

    @Test func taking() {
        #expect(words(.zpopmin("k")) == "ZPOPMIN k")
        #expect(words(.zpopmin("k", count: 2)) == "ZPOPMIN k 2")
        #expect(words(.zpopmax("k")) == "ZPOPMAX k")
        #expect(words(.zpopmax("k", count: 2)) == "ZPOPMAX k 2")
        #expect(words(.zmpop(["a", "b"], from: .minimum)) == "ZMPOP 2 a b MIN")
        #expect(words(.zmpop(["a"], from: .maximum, count: 2)) == "ZMPOP 1 a MAX COUNT 2")
        #expect(words(.bzpopmin(["a", "b"], timeout: .seconds(1))) == "BZPOPMIN a b 1.0")
        #expect(words(.bzpopmax(["a"], timeout: .zero)) == "BZPOPMAX a 0.0")
        #expect(words(.bzmpop(["a"], from: .minimum, count: 2, timeout: .seconds(1))) == "BZMPOP 1.0 1 a MIN COUNT 2")
        #expect(words(.zrandmember("k")) == "ZRANDMEMBER k")
        #expect(words(.zrandmember("k", count: -2)) == "ZRANDMEMBER k -2")
        #expect(words(.zrandmemberWithScores("k", count: 2)) == "ZRANDMEMBER k 2 WITHSCORES")
        #expect(words(.zscan("k", cursor: .start, matching: "m*", count: 2)) == "ZSCAN k 0 MATCH m* COUNT 2")
    }

    @Test func combinations() {
        let keys = ["a", "b"]
        #expect(words(.zunion(keys)) == "ZUNION 2 a b")
        #expect(
            words(.zunionWithScores(keys, weights: [1, 0.5], aggregate: .maximum))
                == "ZUNION 2 a b WEIGHTS 1.0 0.5 AGGREGATE MAX WITHSCORES")
        #expect(words(.zinter(keys, aggregate: .minimum)) == "ZINTER 2 a b AGGREGATE MIN")
        #expect(words(.zinterWithScores(keys)) == "ZINTER 2 a b WITHSCORES")
        #expect(words(.zdiff(keys)) == "ZDIFF 2 a b")
        #expect(words(.zdiffWithScores(keys)) == "ZDIFF 2 a b WITHSCORES")
        #expect(words(.zintercard(keys)) == "ZINTERCARD 2 a b")
        #expect(words(.zintercard(keys, limit: 3)) == "ZINTERCARD 2 a b LIMIT 3")
        #expect(
            words(.zunionstore("d", keys, weights: [2, 3], aggregate: .sum))
                == "ZUNIONSTORE d 2 a b WEIGHTS 2.0 3.0 AGGREGATE SUM")
        #expect(words(.zinterstore("d", keys)) == "ZINTERSTORE d 2 a b")
        #expect(words(.zdiffstore("d", keys)) == "ZDIFFSTORE d 2 a b")
        #expect(words(.zunion(keys, weights: [1])) == "can't be sent: 1 weights stand for 2 keys")
    }
}
