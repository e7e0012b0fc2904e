import NIOCore
import PinyonClient
import Testing

struct KeyCommandTests {
    @Test(arguments: LiveTarget.all)
    func keysAreCountedAndDeleted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["a": 1, "b": 2, "c": 3, "d": 4])
            #expect(try await client.exists("a") == 1)
            #expect(try await client.exists(["a", "a", "x"]) == 2)
            #expect(try await client.touch(["a", "x"]) == 1)
            #expect(try await client.del("a") == 1)
            #expect(try await client.del(["a", "b"]) == 1)
            #expect(try await client.unlink(["c", "d", "x"]) == 2)
            #expect(try await client.exists(["a", "b", "c", "d"]) == 0)
        }
    }

    @Test(arguments: LiveTarget.all)
    func typesAreNamed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("string", 1)
            try await client.rpush("list", 1)
            try await client.sadd("set", 1)
            try await client.zadd("sorted", "m", score: 1)
            try await client.hset("hash", "f", 1)
            #expect(try await client.type("string") == .string)
            #expect(try await client.type("list") == .list)
            #expect(try await client.type("set") == .set)
            #expect(try await client.type("sorted") == .sortedSet)
            #expect(try await client.type("hash") == .hash)
            #expect(try await client.type("none") == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func keysAreRenamedCopiedAndMoved(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["a": 1, "b": 2])
            try await client.rename("a", "c")
            #expect(try await client.renamenx("c", "b") == false)
            #expect(try await client.renamenx("c", "a"))
            #expect(try await client.copy("a", to: "b") == false)
            #expect(try await client.copy("a", to: "b", overwriting: true))
            #expect(try await client.get("b") == "1")
            let other = (client.database ?? 0) + 5_000
            #expect(try await client.copy("a", to: "z", database: other))
            #expect(try await client.move("a", toDatabase: other))
            #expect(try await client.move("a", toDatabase: other) == false)
            #expect(try await client.exists("a") == 0)
            await expectServerError("ERR") { try await client.rename("x", "y") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func keysAreListed(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.randomkey() == nil)
            try await client.set("a*b", 1)
            #expect(try await client.randomkey() == "a*b")
            try await client.mset(["axb": 1, "a[1]": 1, #"a\b"#: 1])
            #expect(try await Set(client.keys(matching: "a*b")) == ["a*b", "axb", #"a\b"#])
            let input = "a*b"
            #expect(try await client.keys(matching: "\(input)") == ["a*b"])
            #expect(try await client.keys(matching: GlobPattern(escaping: "a[1]")) == ["a[1]"])
            #expect(try await client.keys(matching: GlobPattern(escaping: #"a\b"#)) == [#"a\b"#])
            #expect(try await client.keys(matching: "?x?", as: [UInt8].self) == [[97, 120, 98]])
        }
    }

    @Test(arguments: LiveTarget.all)
    func valuesAreDumpedAndRestored(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.dump("a") == nil)
            try await client.hset("a", ["f": "1", "g": "2"])
            let dumped = try #require(try await client.dump("a"))
            try await client.restore("b", dumped)
            #expect(try await client.hgetall("b", as: Int.self) == ["f": 1, "g": 2])
            await expectServerError("BUSYKEY") { try await client.restore("b", dumped) }
            try await client.restore(
                "b", dumped, expiry: .after(.seconds(100)), overwriting: true, idleTime: .seconds(1_000))
            #expect(try await client.ttl("b").isJustBelow(.seconds(100)))
            #expect(try await client.objectIdletime("b") ?? .zero >= .seconds(1_000))
            try await client.restore("c", dumped, expiry: .at(UnixTime(seconds: 4_102_444_800)))
            #expect(try await client.ttl("c").duration ?? .zero > .seconds(1_000_000))
            await expectServerError("ERR") { try await client.restore("d", ByteBuffer(string: "nonsense")) }
        }
    }

    @Test(arguments: LiveTarget.all)
    func valuesHaveAForm(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", 12_345)
            #expect(try await client.objectEncoding("a") == "int")
            #expect(try await client.objectRefcount("a") == 1)
            #expect(try await client.objectIdletime("a") ?? .seconds(9) < .seconds(9))
            #expect(try await client.objectEncoding("x") == nil)
            #expect(try await client.objectIdletime("x") == nil)
            await expectServerError("ERR") { _ = try await client.objectFreq("a") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func replicasAreWaitedFor(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.set("a", 1)
            #expect(try await client.wait(replicas: 1, timeout: .milliseconds(10)) == 0)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.2))
    func disksAreWaitedFor(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let acknowledged = try await client.waitaof(local: false, replicas: 1, timeout: .milliseconds(10))
            #expect(acknowledged.replicas == 0)
            #expect(!acknowledged.local)
        }
    }
}
