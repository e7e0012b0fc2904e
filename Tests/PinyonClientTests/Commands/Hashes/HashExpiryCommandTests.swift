import PinyonClient
import Testing

/// Redis has these since 7.4 and 8.0, which are not among the servers here.
struct HashExpiryCommandTests {
    @Test(arguments: LiveTarget.since(redis: 7.4, valkey: 9.0))
    func fieldsGoAwayAndStay(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.hset("a", ["f": 1, "g": 2])
            #expect(try await client.hexpire("a", ["f", "x"], after: .seconds(100)) == [.set, .missing])
            #expect(
                try await client.hpexpire("a", ["f", "g"], after: .seconds(50), condition: .ifNone)
                    == [.conditionFailed, .set])
            #expect(try await client.httl("a", ["f", "g", "x"]).map { $0.duration != nil } == [true, true, false])
            #expect(try await client.httl("a", ["x"]) == [.missing])
            let left = try await client.hpttl("a", ["g"])
            #expect(left.first?.duration ?? .zero > .seconds(25))
            #expect(left.first?.duration ?? .zero <= .seconds(50))
            #expect(try await client.hpersist("a", ["f", "f", "x"]) == [.persisted, .alreadyPersistent, .missing])
            #expect(try await client.httl("a", ["f"]) == [.unlimited])
            #expect(try await client.hpttl("a", ["f"]) == [.unlimited])
            let time = UnixTime(milliseconds: 4_102_444_800_123)
            #expect(try await client.hexpireat("a", ["f"], time) == [.set])
            #expect(try await client.hexpiretime("a", ["f", "x"]) == [.at(UnixTime(seconds: time.seconds)), .missing])
            #expect(try await client.hpexpireat("a", ["f"], time) == [.set])
            #expect(try await client.hpexpiretime("a", ["f"]) == [.at(time)])
            #expect(try await client.hexpire("a", ["f"], after: .zero) == [.deleted])
            #expect(try await client.hlen("a") == 1)
            #expect(try await client.hexpire("none", ["f", "g"], after: .seconds(1)) == [.missing, .missing])
            #expect(try await client.hexpiretime("a", ["x"]) == [.missing])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 8.0, valkey: 9.0))
    func fieldsAreSetAndReadWithExpiries(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            #expect(try await client.hsetex("a", ["f": 1, "g": 2], expiry: .after(.seconds(100))))
            #expect(try await client.httl("a", ["f"]).map { $0.isJustBelow(.seconds(100)) } == [true])
            #expect(try await client.hsetex("a", ["g": 3, "h": 3], condition: .ifAbsent) == false)
            #expect(try await client.hsetex("a", ["g": 3], expiry: .unchanged, condition: .ifPresent))
            #expect(try await client.httl("a", ["g"]).first?.duration != nil)
            #expect(try await client.hsetex("a", ["g": 4]))
            #expect(try await client.httl("a", ["g"]) == [.unlimited])
            let values = try await client.hgetex("a", ["f", "x", "g"], expiry: .after(.seconds(200)), as: Int.self)
            #expect(values == [1, nil, 4])
            #expect(try await client.httl("a", ["f", "g"]).map { $0.isJustBelow(.seconds(200)) } == [true, true])
            #expect(try await client.hgetex("a", ["f"], expiry: .unchanged) == ["1"])
            #expect(try await client.hgetex("a", ["f"], expiry: .never) == ["1"])
            #expect(try await client.httl("a", ["f"]) == [.unlimited])
            #expect(try await client.hgetex("none", ["f", "g"], expiry: .unchanged) == [nil, nil])
        }
    }

    @Test(arguments: LiveTarget.since(redis: 8.0, valkey: 9.1))
    func fieldsAreReadAndDeleted(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.hset("a", ["f": 1, "g": 2])
            #expect(try await client.hgetdel("a", ["f", "x"], as: Int.self) == [1, nil])
            #expect(try await client.hgetdel("a", ["g"]) == ["2"])
            #expect(try await client.exists("a") == 0)
            #expect(try await client.hgetdel("a", ["f", "g"]) == [nil, nil])
        }
    }
}
