import PinyonClient
import Testing

/// The commands that are usually shown for each structure, as they go over the wire and as servers answer them.
struct StructureExampleTests {
    private static let profile = #"{"name":"John","email":"john@example.com"}"#
    private static let order = #"{"type":"order","id":"ord-123"}"#

    @Test func theyAreSentWordByWord() {
        #expect(
            words(.set("user:1001:profile", Self.profile, expiry: .after(.seconds(3600))))
                == "SET user:1001:profile \(Self.profile) EX 3600")
        #expect(words(.hget("product:5001", "price")) == "HGET product:5001 price")
        #expect(words(.hincrby("product:5001", "stock", -1)) == "HINCRBY product:5001 stock -1")
        #expect(
            words(.zrevrangeWithScores("leaderboard", from: 0, through: 9)) == "ZREVRANGE leaderboard 0 9 WITHSCORES")
        #expect(words(.ltrim("notifications:user:1001", from: 0, through: 99)) == "LTRIM notifications:user:1001 0 99")
        #expect(
            words(.sinter(["user:1001:interests", "product:5001:tags"]))
                == "SINTER user:1001:interests product:5001:tags")
        #expect(
            words(.xadd("orders", ("action", "created"), ("order_id", "ord-123"), ("total", "99.99")))
                == "XADD orders * action created order_id ord-123 total 99.99")
        #expect(words(.xread("orders", from: .start, count: 10)) == "XREAD COUNT 10 STREAMS orders 0")
        #expect(
            words(.xgroupCreate("orders", "order-processors", from: .end, makingStream: true))
                == "XGROUP CREATE orders order-processors $ MKSTREAM")
        #expect(
            words(.xreadgroup("order-processors", "worker-1", "orders", count: 10))
                == "XREADGROUP GROUP order-processors worker-1 COUNT 10 STREAMS orders >")
    }

    @Test(arguments: LiveTarget.all)
    func stringsAndHashes(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("user:1001:profile", Self.profile, expiry: .after(.seconds(3600)))
            #expect(try await client.get("user:1001:profile") == Self.profile)
            #expect(try await client.ttl("user:1001:profile").isJustBelow(.seconds(3600)))
            try await client.setex("session:abc123", .seconds(1800), "data")
            #expect(try await client.ttl("session:abc123").isJustBelow(.seconds(1800)))
            let fields = [(key: "name", value: "Widget"), (key: "price", value: "29.99"), (key: "stock", value: "150")]
            #expect(try await client.hset("product:5001", fields) == 3)
            #expect(try await client.hget("product:5001", "price", as: Double.self) == 29.99)
            #expect(try await client.hincrby("product:5001", "stock", -1) == 149)
        }
    }

    @Test(arguments: LiveTarget.all)
    func sortedSetsListsAndSets(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let scores = ["player:1": 1500.0, "player:2": 2200, "player:3": 1800]
            #expect(try await client.zadd("leaderboard", scores) == 3)
            let top = try await client.zrevrangeWithScores("leaderboard", from: 0, through: 9)
            #expect(top.map(\.member) == ["player:2", "player:3", "player:1"])
            #expect(top.map(\.score) == [2200, 1800, 1500])
            #expect(try await client.zrank("leaderboard", "player:1") == 0)
            #expect(try await client.lpush("notifications:user:1001", Self.order) == 1)
            #expect(try await client.lrange("notifications:user:1001", from: 0, through: 19) == [Self.order])
            try await client.ltrim("notifications:user:1001", from: 0, through: 99)
            #expect(try await client.sadd("product:5001:tags", ["electronics", "sale", "featured"]) == 3)
            #expect(try await client.sadd("user:1001:interests", ["sale", "books"]) == 2)
            #expect(try await client.sinter(["user:1001:interests", "product:5001:tags"]) == ["sale"])
            #expect(try await client.pfadd("daily:visitors:20260124", ["user:1001", "user:1002", "guest:abc"]))
            #expect(try await client.pfcount("daily:visitors:20260124") == 3)
        }
    }

    @Test(arguments: LiveTarget.all)
    func streams(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let old = try await client.xadd(
                "orders", ("action", "created"), ("order_id", "ord-123"), ("total", "99.99"))
            let entries = try await client.xread("orders", from: .start, count: 10)
            #expect(entries.map(\.id) == [old] && entries.first?["total"] == "99.99")
            try await client.xgroupCreate("orders", "order-processors", from: .end, makingStream: true)
            #expect(try await client.xreadgroup("order-processors", "worker-1", "orders", count: 10) == [])
            let new = try await client.xadd("orders", ("action", "paid"))
            let mine = try await client.xreadgroup("order-processors", "worker-1", "orders", count: 10)
            #expect(mine.map(\.id) == [new])
        }
    }

    @Test(arguments: LiveTarget.all)
    func invalidationByPatternByTagAndByVersion(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["user:7": 1, "user:7:profile": 2, "user:7:a": 3, "user:7:b": 4, "user:70:a": 5])
            #expect(try await client.del("user:7") == 1)
            #expect(try await client.del("user:7:profile") == 1)
            let keys = try await client.keys(matching: "user:7:*")
            #expect(Set(keys) == ["user:7:a", "user:7:b"])
            #expect(try await client.del(keys) == 2)
            #expect(try await client.keys(matching: "*") == ["user:70:a"])
            try await client.setex("tagged", .seconds(60), "x")
            #expect(try await client.sadd("tag:news", "tagged") == 1)
            let tagged = try await client.smembers("tag:news")
            #expect(try await client.del(Array(tagged)) == 1)
            #expect(try await client.del("tag:news") == 1)
            #expect(try await client.get("version") == nil)
            #expect(try await client.incr("version") == 1)
            #expect(try await client.incr("version") == 2)
            #expect(try await client.get("version") == "2")
        }
    }
}
