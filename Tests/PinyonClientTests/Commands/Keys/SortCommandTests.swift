import PinyonClient
import Testing

struct SortCommandTests {
    @Test(arguments: LiveTarget.all)
    func listsAreSorted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.rpush("a", [3, 1, 10, 2])
            #expect(try await client.sort("a") == ["1", "2", "3", "10"])
            #expect(try await client.sort("a", order: .descending, as: Int.self) == [10, 3, 2, 1])
            #expect(try await client.sort("a", comparing: .alphabetic) == ["1", "10", "2", "3"])
            #expect(try await client.sort("a", limit: PageLimit(offset: 1, count: 2)) == ["2", "3"])
            try await client.mset(["w_1": 9, "w_2": 8, "w_3": 7, "w_10": 6, "v_1": 11])
            #expect(try await client.sort("a", by: "w_*") == ["10", "3", "2", "1"])
            #expect(try await client.sort("a", by: "none") == ["3", "1", "10", "2"])
            let pairs = try await client.sort("a", get: ["#", "v_*"], as: Int?.self)
            #expect(pairs == [1, 11, 2, nil, 3, nil, 10, nil])
            #expect(try await client.sort("a", storingAt: "b", order: .descending) == 4)
            #expect(try await client.lrange("b", from: 0, through: -1) == ["10", "3", "2", "1"])
            try await client.rpush("t", "x")
            await expectServerError("ERR") { _ = try await client.sort("t") }
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func sortingOnlyReads(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.sadd("a", [3, 1, 2])
            #expect(try await client.sortRO("a", as: Int.self) == [1, 2, 3])
            #expect(try await client.sortRO("a", limit: PageLimit(count: 1), order: .descending) == ["3"])
        }
    }
}
