import PinyonClient
import Testing

struct StringCommandTests {
    @Test(arguments: LiveTarget.all)
    func valuesAreSetAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.get("a") == nil)
            #expect(try await client.set("a", "1"))
            #expect(try await client.get("a") == "1")
            #expect(try await client.get("a", as: Int.self) == 1)
            #expect(try await client.get("a", as: [UInt8].self) == [49])
            try await client.set("b", [UInt8]([0, 255, 13, 10]))
            #expect(try await client.get("b", as: [UInt8].self) == [0, 255, 13, 10])
            await #expect(throws: ClientError.self) { try await client.get("b") }
            try await client.lpush("list", "x")
            await expectServerError("WRONGTYPE") { _ = try await client.get("list") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func setHasExpiries(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", "1", expiry: .after(.seconds(100)))
            #expect(try await client.ttl("a").isJustBelow(.seconds(100)))
            try await client.set("a", "2", expiry: .unchanged)
            #expect(try await client.ttl("a").duration != nil)
            try await client.set("a", "3")
            #expect(try await client.ttl("a") == .unlimited)
            try await client.set("a", "4", expiry: .after(.milliseconds(99_500)))
            let left = try #require(try await client.pttl("a").duration)
            #expect(left > .seconds(60) && left <= .milliseconds(99_500))
            try await client.setex("b", .seconds(100), "5")
            try await client.psetex("c", .seconds(100), "6")
            #expect(try await client.ttl("b").isJustBelow(.seconds(100)))
            #expect(try await client.ttl("c").isJustBelow(.seconds(100)))
            let far = UnixTime(milliseconds: 4_102_444_800_123)
            try await client.set("d", "7", expiry: .at(far))
            try await client.set("e", "8", expiry: .at(UnixTime(seconds: 4_102_444_800)))
            #expect(try await client.ttl("d").duration ?? .zero > .seconds(1_000_000))
            #expect(try await client.ttl("e").duration ?? .zero > .seconds(1_000_000))
        }
    }

    @Test(arguments: LiveTarget.all)
    func setHasConditions(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.set("a", "1", condition: .ifPresent)
            #expect(first == false)
            #expect(try await client.set("a", "1", condition: .ifAbsent))
            #expect(try await client.set("a", "2", condition: .ifAbsent) == false)
            #expect(try await client.set("a", "2", condition: .ifPresent))
            #expect(try await client.setnx("a", "3") == false)
            #expect(try await client.setnx("b", "3"))
            #expect(try await client.setGet("a", "4") == "2")
            #expect(try await client.setGet("c", "5") == nil)
            #expect(try await client.setGet("c", "6", condition: .ifPresent, as: Int.self) == 5)
            #expect(try await client.getset("c", "7") == "6")
            #expect(try await client.getset("d", "8", as: Int.self) == nil)
            #expect(try await client.mget(["a", "b", "c", "d"]) == ["4", "3", "7", "8"])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func setReturnsThePresentValueIfThereIsOne(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.setGet("a", "1", condition: .ifAbsent)
            #expect(first == nil)
            #expect(try await client.setGet("a", "2", condition: .ifAbsent) == "1")
            #expect(try await client.get("a") == "1")
        }
    }

    /// Redis has this since 8.4, which is not among the servers here.
    @Test(arguments: LiveTarget.since(redis: 8.4, valkey: 8.1))
    func setComparesValues(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.set("a", "2", condition: .ifEqual("1")) == false)
            try await client.set("a", "1")
            #expect(try await client.set("a", "2", condition: .ifEqual("0")) == false)
            #expect(try await client.set("a", "2", expiry: .after(.seconds(9)), condition: .ifEqual("1")))
            #expect(try await client.get("a") == "2")
        }
    }

    @Test(arguments: LiveTarget.since(redis: nil, valkey: 9.0))
    func aKeyIsDeletedIfItHasAValue(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", "1")
            #expect(try await client.delifeq("a", "2") == false)
            #expect(try await client.delifeq("a", "1"))
            #expect(try await client.delifeq("a", "1") == false)
        }
    }

    @Test(arguments: LiveTarget.all)
    func readsWrite(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", "1")
            #expect(try await client.getex("a", expiry: .after(.seconds(100))) == "1")
            #expect(try await client.ttl("a").isJustBelow(.seconds(100)))
            #expect(try await client.getex("a", expiry: .unchanged, as: Int.self) == 1)
            #expect(try await client.ttl("a").duration != nil)
            #expect(try await client.getex("a", expiry: .at(UnixTime(seconds: 4_102_444_800))) == "1")
            #expect(try await client.getex("a", expiry: .never) == "1")
            #expect(try await client.ttl("a") == .unlimited)
            #expect(try await client.getdel("a") == "1")
            #expect(try await client.getdel("a", as: Int.self) == nil)
            #expect(try await client.getex("a", expiry: .never) == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func severalStringsAtOnce(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["a": "1", "b": "2"])
            try await client.mset(("c", 3), ("d", "4"))
            #expect(try await client.mget(["a", "x", "c"]) == ["1", nil, "3"])
            #expect(try await client.mget(["b", "d"], as: Int.self) == [2, 4])
            #expect(try await client.msetnx(["d": 5, "e": 5]) == false)
            #expect(try await client.msetnx(["e": 5, "f": 5]))
            #expect(try await client.mget(["d", "e", "f"], as: Int.self) == [4, 5, 5])
            await expectServerError("ERR") { _ = try await client.mget([String]()) }
        }
    }

    /// Redis has this since 8.4, which is not among the servers here.
    @Test(arguments: LiveTarget.since(redis: 8.4, valkey: 9.1))
    func severalStringsWithOneExpiry(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.msetex(["a": 1, "b": 2], expiry: .after(.seconds(100)), condition: .ifAbsent)
            #expect(first)
            #expect(try await client.msetex(["b": 3, "c": 3], condition: .ifAbsent) == false)
            #expect(try await client.msetex(["b": 4], expiry: .unchanged, condition: .ifPresent))
            #expect(try await client.ttl("b").isJustBelow(.seconds(100)))
            #expect(try await client.msetex(["b": 5]))
            #expect(try await client.ttl("b") == .unlimited)
            #expect(try await client.mget(["a", "b", "c"], as: Int.self) == [1, 5, nil])
        }
    }

    @Test(arguments: LiveTarget.all)
    func partsOfStrings(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let first = try await client.append("a", "Hello")
            #expect(first == 5)
            #expect(try await client.append("a", " World") == 11)
            #expect(try await client.strlen("a") == 11)
            #expect(try await client.strlen("x") == 0)
            #expect(try await client.getrange("a", from: 0, through: 4) == "Hello")
            #expect(try await client.getrange("a", from: -5, through: -1) == "World")
            #expect(try await client.getrange("x", from: 0, through: -1) == "")
            #expect(try await client.setrange("a", at: 6, "Redis") == 11)
            #expect(try await client.get("a") == "Hello Redis")
            #expect(try await client.setrange("b", at: 2, "x") == 3)
            #expect(try await client.get("b", as: [UInt8].self) == [0, 0, 120])
        }
    }

    @Test(arguments: LiveTarget.all)
    func numbers(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.incr("a") == 1)
            #expect(try await client.incrby("a", 10) == 11)
            #expect(try await client.decr("a") == 10)
            #expect(try await client.decrby("a", 30) == -20)
            #expect(try await client.incrbyfloat("b", 0.5) == 0.5)
            #expect(try await client.incrbyfloat("b", 5e3) == 5_000.5)
            try await client.set("c", "x")
            await expectServerError("ERR") { try await client.incr("c") }
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func commonSubsequences(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["a": "ohmytext", "b": "mynewtext"])
            #expect(try await client.lcs("a", "b") == "mytext")
            #expect(try await client.lcsLength("a", "b") == 6)
            let all = try await client.lcsMatches("a", "b")
            #expect(all.length == 6)
            #expect(all.matches.map(\.first) == [4...7, 2...3])
            #expect(all.matches.map(\.second) == [5...8, 0...1])
            #expect(all.matches.map(\.length) == [4, 2])
            #expect(try await client.lcsMatches("a", "b", minimumLength: 4).matches.map(\.length) == [4])
            #expect(try await client.lcsMatches("a", "x").matches == [])
        }
    }
}
