import PinyonClient
import Testing

struct SetCommandTests {
    @Test(arguments: LiveTarget.all)
    func membersAreAddedAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let key = "product:5001:tags"
            #expect(try await client.sadd(key, ["electronics", "sale", "featured"]) == 3)
            #expect(try await client.sadd(key, "sale") == 0)
            #expect(try await client.scard(key) == 3)
            #expect(try await client.sismember(key, "sale"))
            #expect(try await client.sismember(key, "books") == false)
            #expect(try await client.smismember(key, ["sale", "books"]) == [true, false])
            #expect(try await client.smembers(key) == ["electronics", "sale", "featured"])
            #expect(try await client.smembers("none").isEmpty)
            #expect(try await client.srem(key, ["sale", "books"]) == 1)
            #expect(try await client.smove(key, to: "others", "featured"))
            #expect(try await client.smove(key, to: "others", "featured") == false)
            #expect(try await client.smembers("others") == ["featured"])
            try await client.sadd("numbers", [1, 2])
            #expect(try await client.smembers("numbers", as: Int.self) == [1, 2])
        }
    }

    @Test(arguments: LiveTarget.all)
    func someMembers(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.sadd("a", [1, 2, 3])
            #expect(try await ["1", "2", "3"].contains(client.srandmember("a")))
            #expect(try await client.srandmember("none") == nil)
            #expect(try await Set(client.srandmember("a", count: 9, as: Int.self)) == [1, 2, 3])
            #expect(try await client.srandmember("a", count: -9).count == 9)
            #expect(try await client.srandmember("none", count: 2).isEmpty)
            let popped = try #require(try await client.spop("a", as: Int.self))
            #expect(try await client.spop("a", count: 9, as: Int.self) == Set([1, 2, 3]).subtracting([popped]))
            #expect(try await client.spop("a") == nil)
            #expect(try await client.spop("a", count: 1).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all)
    func setsAreCombined(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.sadd("user:1001:interests", ["electronics", "books"])
            try await client.sadd("product:5001:tags", ["electronics", "sale"])
            let keys = ["user:1001:interests", "product:5001:tags"]
            #expect(try await client.sinter(keys) == ["electronics"])
            #expect(try await client.sunion(keys) == ["electronics", "books", "sale"])
            #expect(try await client.sdiff(keys) == ["books"])
            #expect(try await client.sinterstore("d", keys) == 1)
            #expect(try await client.sunionstore("d", keys) == 3)
            #expect(try await client.sdiffstore("d", keys) == 1)
            #expect(try await client.smembers("d") == ["books"])
            #expect(try await client.sinter(["d", "none"]).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func commonMembersAreCounted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.sadd("a", [1, 2, 3])
            try await client.sadd("b", [2, 3, 4])
            #expect(try await client.sintercard(["a", "b"]) == 2)
            #expect(try await client.sintercard(["a", "b"], limit: 1) == 1)
        }
    }

    @Test(arguments: LiveTarget.all)
    func walksReturnEveryMember(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.sadd("a", (0..<1_000).map { "member:\($0)" })
            var seen: Set<String> = []
            for try await member in client.sscan("a", count: 50) { seen.insert(member) }
            #expect(seen.count == 1_000)
            var some: Set<String> = []
            for try await member in client.sscan("a", matching: "member:?") { some.insert(member) }
            #expect(some.count == 10)
        }
    }
}
