import PinyonClient
import Testing

struct HashCommandTests {
    @Test(arguments: LiveTarget.all)
    func fieldsAreSetAndRead(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let added = try await client.hset("product:5001", ("name", "Widget"), ("price", 29.99), ("stock", 150))
            #expect(added == 3)
            #expect(try await client.hget("product:5001", "price") == "29.99")
            #expect(try await client.hget("product:5001", "price", as: Double.self) == 29.99)
            #expect(try await client.hincrby("product:5001", "stock", -1) == 149)
            #expect(try await client.hincrbyfloat("product:5001", "price", 0.01) == 30)
            #expect(try await client.hset("product:5001", "stock", 9) == 0)
            #expect(try await client.hset("product:5001", ["stock": 8, "sold": 1]) == 1)
            #expect(try await client.hsetnx("product:5001", "sold", 2) == false)
            #expect(try await client.hsetnx("product:5001", "returned", 2))
            #expect(try await client.hmget("product:5001", ["stock", "x", "sold"], as: Int.self) == [8, nil, 1])
            #expect(try await client.hlen("product:5001") == 5)
            #expect(try await client.hstrlen("product:5001", "name") == 6)
            #expect(try await client.hexists("product:5001", "name"))
            #expect(try await client.hexists("product:5001", "x") == false)
            #expect(try await client.hdel("product:5001", "name") == 1)
            #expect(try await client.hdel("product:5001", ["price", "returned", "x"]) == 2)
            #expect(try await client.hgetall("product:5001") == ["stock": "8", "sold": "1"])
            #expect(try await client.hget("product:5001", "x") == nil)
        }
    }

    @Test(arguments: LiveTarget.all)
    func wholeHashes(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.hset("a", [1: 10, 2: 20])
            #expect(try await client.hgetall("a", fieldsAs: Int.self, as: Double.self) == [1: 10, 2: 20])
            #expect(try await client.hgetall("a", fieldsAs: Int.self) == [1: "10", 2: "20"])
            #expect(try await client.hgetall("a", as: Int.self) == ["1": 10, "2": 20])
            #expect(try await Set(client.hkeys("a", as: Int.self)) == [1, 2])
            #expect(try await Set(client.hvals("a")) == ["10", "20"])
            #expect(try await client.hgetall("x").isEmpty)
            #expect(try await client.hkeys("x").isEmpty)
            try await client.set("s", 1)
            await expectServerError("WRONGTYPE") { _ = try await client.hgetall("s") }
        }
    }

    @Test(arguments: LiveTarget.all)
    func someFields(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.hset("a", ["f": 1, "g": 2])
            #expect(try await ["f", "g"].contains(client.hrandfield("a")))
            #expect(try await client.hrandfield("x") == nil)
            #expect(try await Set(client.hrandfield("a", count: 5)) == ["f", "g"])
            #expect(try await client.hrandfield("a", count: -5).count == 5)
            let entries = try await client.hrandfieldWithValues("a", count: 5, as: Int.self)
            #expect(Set(entries) == [HashEntry(field: "f", value: 1), HashEntry(field: "g", value: 2)])
            #expect(try await client.hrandfieldWithValues("x", count: 5).isEmpty)
        }
    }

    @Test(arguments: LiveTarget.all)
    func walksReturnEveryField(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let fields = Dictionary(uniqueKeysWithValues: (0..<1_000).map { ("field:\($0)", $0) })
            try await client.hset("a", fields)
            var seen: [String: Int] = [:]
            for try await entry in client.hscan("a", count: 50, as: Int.self) { seen[entry.field] = entry.value }
            #expect(seen == fields)
            var some: Set<String> = []
            for try await entry in client.hscan("a", matching: "field:*7") { some.insert(entry.field) }
            #expect(some.count == 100)
            let page = try await client.hscan("x", cursor: .start)
            #expect(page.cursor.isAtEnd && page.elements.isEmpty)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.4, valkey: 8.0))
    func walksReturnEveryFieldWithoutValues(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.hset("a", Dictionary(uniqueKeysWithValues: (0..<1_000).map { ($0, $0) }))
            var seen: Set<Int> = []
            for try await field in client.hscanNoValues("a", as: Int.self) { seen.insert(field) }
            #expect(seen == Set(0..<1_000))
        }
    }
}
