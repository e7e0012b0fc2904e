import PinyonClient
import Testing

struct SortedSetRangeTests {
    private static let scores: [String: Double] = ["a": 1, "b": 2, "c": 3, "d": 4]
    private static let equal: [String: Double] = ["a": 0, "b": 0, "c": 0, "d": 0]

    @Test(arguments: LiveTarget.all)
    func ranks(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("s", Self.scores)
            #expect(try await client.zrange("s", .all) == ["a", "b", "c", "d"])
            #expect(try await client.zrange("s", .ranks(from: 0, through: 1), order: .descending) == ["d", "c"])
            #expect(try await client.zrevrange("s", from: 0, through: 1) == ["d", "c"])
            #expect(
                try await client.zrangeWithScores("s", .ranks(from: -2, through: -1))
                    == [ScoredMember("c", score: 3), ScoredMember("d", score: 4)])
            #expect(try await client.zrange("x", .all).isEmpty)
            #expect(try await client.zrangeWithScores("x", .all).isEmpty)
            #expect(try await client.zremrangebyrank("s", from: 0, through: 1) == 2)
            #expect(try await client.zrange("s", .all, as: [UInt8].self) == [[99], [100]])
        }
    }

    @Test(arguments: LiveTarget.all)
    func scores(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("s", Self.scores)
            let range = ScoreRange(2..<4)
            #expect(try await client.zcount("s", range) == 2)
            #expect(try await client.zcount("s", .all) == 4)
            #expect(try await client.zrange("s", .scores(range)) == ["b", "c"])
            #expect(try await client.zrange("s", .scores(range), order: .descending) == ["c", "b"])
            let page = PageLimit(offset: 1, count: 2)
            #expect(try await client.zrange("s", .scores(.all), limit: page) == ["b", "c"])
            #expect(
                try await client.zrangeWithScores("s", .scores(.all), order: .descending, limit: page)
                    == [ScoredMember("c", score: 3), ScoredMember("b", score: 2)])
            #expect(try await client.zrangebyscore("s", range, limit: PageLimit(count: 1)) == ["b"])
            #expect(try await client.zrangebyscoreWithScores("s", range).map(\.score) == [2, 3])
            #expect(try await client.zrevrangebyscore("s", range) == ["c", "b"])
            let reversed = try await client.zrevrangebyscoreWithScores("s", range, limit: PageLimit(count: 1))
            #expect(reversed == [ScoredMember("c", score: 3)])
            #expect(try await client.zrangestore("d", from: "s", .scores(range), order: .descending) == 2)
            #expect(try await client.zrange("d", .all) == ["b", "c"])
            #expect(try await client.zremrangebyscore("s", ScoreRange(from: .exclusive(1), to: .inclusive(3))) == 2)
            #expect(try await client.zrange("s", .all) == ["a", "d"])
        }
    }

    @Test(arguments: LiveTarget.all)
    func members(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("s", Self.equal)
            let range = MemberRange(from: .inclusive("b"), to: .exclusive("d"))
            #expect(try await client.zlexcount("s", range) == 2)
            #expect(try await client.zlexcount("s", .all) == 4)
            #expect(try await client.zrange("s", .members(range)) == ["b", "c"])
            #expect(try await client.zrange("s", .members(range), order: .descending) == ["c", "b"])
            #expect(try await client.zrangebylex("s", range, limit: PageLimit(offset: 1, count: 5)) == ["c"])
            #expect(try await client.zrevrangebylex("s", range) == ["c", "b"])
            #expect(try await client.zrangestore("d", from: "s", .members(.all), limit: PageLimit(count: 1)) == 1)
            #expect(try await client.zremrangebylex("s", range) == 2)
            try await client.zadd("p", ["a": 0, "ab": 0, "ab\u{ff}": 0, "ac": 0])
            #expect(try await client.zrange("p", .members(MemberRange(prefix: "ab"))) == ["ab", "ab\u{ff}"])
            #expect(try await client.zlexcount("p", MemberRange(prefix: "")) == 4)
        }
    }

    @Test(arguments: LiveTarget.all)
    func combinations(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("a", ["x": 1, "y": 2])
            try await client.zadd("b", ["y": 10, "z": 20])
            let keys = ["a", "b"]
            #expect(try await client.zunion(keys) == ["x", "y", "z"])
            #expect(try await client.zunionWithScores(keys, weights: [2, 1]).map(\.score) == [2, 14, 20])
            #expect(try await client.zinter(keys) == ["y"])
            #expect(try await client.zinterWithScores(keys, aggregate: .maximum) == [ScoredMember("y", score: 10)])
            #expect(try await client.zdiff(keys) == ["x"])
            #expect(try await client.zdiffWithScores(keys) == [ScoredMember("x", score: 1)])
            #expect(try await client.zunionstore("d", keys, aggregate: .minimum) == 3)
            #expect(try await client.zmscore("d", ["x", "y", "z"]) == [1, 2, 20])
            #expect(try await client.zinterstore("d", keys, weights: [1, 0.5]) == 1)
            #expect(try await client.zscore("d", "y") == 7)
            #expect(try await client.zdiffstore("d", keys) == 1)
            #expect(try await client.zinterWithScores(["a", "none"]).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func commonMembersAreCounted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.zadd("a", ["x": 1, "y": 2])
            try await client.zadd("b", ["x": 10, "y": 20])
            #expect(try await client.zintercard(["a", "b"]) == 2)
            #expect(try await client.zintercard(["a", "b"], limit: 1) == 1)
        }
    }
}
