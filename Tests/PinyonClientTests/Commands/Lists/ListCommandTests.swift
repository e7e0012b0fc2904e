import PinyonClient
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ListCommandTests {
    @Test(arguments: LiveTarget.all)
    func elementsAreAddedAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.lpushx("a", "x") == 0)
            #expect(try await client.rpushx("a", "x") == 0)
            #expect(try await client.lpush("a", ["2", "1"]) == 2)
            #expect(try await client.rpush("a", [3, 4]) == 4)
            #expect(try await client.lpushx("a", 0) == 5)
            #expect(try await client.rpushx("a", 5) == 6)
            #expect(try await client.llen("a") == 6)
            #expect(try await client.lrange("a", from: 0, through: -1, as: Int.self) == [0, 1, 2, 3, 4, 5])
            #expect(try await client.lrange("a", from: 0, through: 1) == ["0", "1"])
            #expect(try await client.lrange("x", from: 0, through: 1).isEmpty)
            #expect(try await client.lindex("a", -1) == "5")
            #expect(try await client.lindex("a", 99, as: Int.self) == nil)
            try await client.ltrim("a", from: 1, through: 3)
            #expect(try await client.lrange("a", from: 0, through: -1, as: Int.self) == [1, 2, 3])
        }
    }

    @Test(arguments: LiveTarget.all)
    func elementsAreChanged(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.rpush("a", ["x", "y", "x", "z", "x"])
            try await client.lset("a", 1, "w")
            await expectServerError("ERR") { try await client.lset("a", 9, "w") }
            #expect(try await client.linsert("a", .before, "w", "v") == 6)
            #expect(try await client.linsert("a", .after, "none", "v") == -1)
            #expect(try await client.linsert("none", .after, "w", "v") == 0)
            #expect(try await client.lrange("a", from: 0, through: -1) == ["x", "v", "w", "x", "z", "x"])
            #expect(try await client.lpos("a", "x") == 0)
            #expect(try await client.lpos("a", "none") == nil)
            #expect(try await client.lpos("a", "x", rank: -1) == 5)
            #expect(try await client.lpos("a", "z", comparingAtMost: 2) == nil)
            #expect(try await client.lpos("a", "x", count: 0) == [0, 3, 5])
            #expect(try await client.lpos("a", "x", count: 2, rank: -1) == [5, 3])
            #expect(try await client.lpos("a", "none", count: 0) == [])
            #expect(try await client.lrem("a", count: -1, "x") == 1)
            #expect(try await client.lrem("a", count: 0, "x") == 2)
            #expect(try await client.lrange("a", from: 0, through: -1) == ["v", "w", "z"])
        }
    }

    @Test(arguments: LiveTarget.all)
    func elementsAreTaken(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.rpush("a", Array(1...8))
            #expect(try await client.lpop("a") == "1")
            #expect(try await client.rpop("a", as: Int.self) == 8)
            #expect(try await client.lpop("a", count: 2) == ["2", "3"])
            #expect(try await client.rpop("a", count: 2, as: Int.self) == [7, 6])
            #expect(try await client.lmove("a", to: "b", from: .left, to: .right) == "4")
            #expect(try await client.rpoplpush("a", "b", as: Int.self) == 5)
            #expect(try await client.lrange("b", from: 0, through: -1) == ["5", "4"])
            #expect(try await client.lpop("a") == nil)
            #expect(try await client.rpop("a") == nil)
            #expect(try await client.lpop("a", count: 1) == nil)
            #expect(try await client.rpop("a", count: 1) == nil)
            #expect(try await client.lmove("a", to: "b", from: .left, to: .left) == nil)
            #expect(try await client.rpoplpush("a", "b") == nil)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func elementsAreTakenFromTheFirstListWithAny(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.rpush("b", [1, 2, 3])
            let first = try #require(try await client.lmpop(["a", "b"], from: .right, count: 2, as: Int.self))
            #expect(first.key == "b")
            #expect(first.elements == [3, 2])
            #expect(
                try await client.blmpop(["a", "b"], from: .left, timeout: .seconds(1))
                    == PoppedElements(key: "b", elements: ["1"]))
            #expect(try await client.lmpop(["a", "b"], from: .left) == nil)
            #expect(try await client.blmpop(["a"], from: .left, timeout: .milliseconds(1)) == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func elementsAreWaitedFor(_ target: LiveTarget) async throws {
        try await target.withClients(2) { clients in
            let (client, other) = (clients[0], clients[1])
            try await client.rpush("b", [1, 2, 3, 4])
            let head = try await client.blpop(["a", "b"], timeout: .seconds(1), as: Int.self)
            #expect(head == PoppedElement(key: "b", element: 1))
            let tail = try await client.brpop(["b"], timeout: .seconds(1), keysAs: [UInt8].self)
            #expect(tail == PoppedElement(key: [98], element: "4"))
            #expect(try await client.blmove("b", to: "c", from: .left, to: .left, timeout: .seconds(1)) == "2")
            #expect(try await client.brpoplpush("b", "c", timeout: .seconds(1), as: Int.self) == 3)
            #expect(try await client.blpop(["a"], timeout: .milliseconds(1)) == nil)
            #expect(try await client.brpop(["a"], timeout: .milliseconds(1)) == nil)
            #expect(try await client.blmove("a", to: "c", from: .left, to: .left, timeout: .milliseconds(1)) == nil)
            #expect(try await client.brpoplpush("a", "c", timeout: .milliseconds(1)) == nil)

            let id = try await client.clientID()
            async let waited = client.blpop(["late"], timeout: .seconds(20))
            try await other.waitUntilBlocked(id)
            try await other.rpush("late", "x")
            #expect(try await waited == PoppedElement(key: "late", element: "x"))
        }
    }

    @Test(arguments: LiveTarget.all)
    func queuesAndFeeds(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let key = "notifications:user:1001"
            for number in 1...120 { try await client.lpush(key, #"{"type":"order","id":"ord-\#(number)"}"#) }
            #expect(try await client.lrange(key, from: 0, through: 19).count == 20)
            try await client.ltrim(key, from: 0, through: 99)
            #expect(try await client.llen(key) == 100)
            #expect(try await client.lindex(key, 0) == #"{"type":"order","id":"ord-120"}"#)
        }
    }
}
