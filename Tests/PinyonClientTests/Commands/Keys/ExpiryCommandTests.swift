import PinyonClient
import Testing

struct ExpiryCommandTests {
    @Test(arguments: LiveTarget.all)
    func keysGoAwayAndStay(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            try await client.mset(["a": 1, "b": 1])
            #expect(try await client.ttl("a") == .unlimited)
            #expect(try await client.pttl("a") == .unlimited)
            #expect(try await client.ttl("x") == .missing)
            #expect(try await client.pttl("x") == .missing)
            #expect(try await client.expire("a", after: .seconds(100)))
            #expect(try await client.ttl("a").isJustBelow(.seconds(100)))
            #expect(try await client.pexpire("a", after: .seconds(200)))
            #expect(try await client.ttl("a").isJustBelow(.seconds(200)))
            #expect(try await client.persist("a"))
            #expect(try await client.persist("a") == false)
            #expect(try await client.expire("x", after: .seconds(1)) == false)
            #expect(try await client.expireat("a", UnixTime(seconds: 4_102_444_800)))
            #expect(try await client.pexpireat("b", UnixTime(milliseconds: 4_102_444_800_123)))
            #expect(try await client.ttl("b").duration ?? .zero > .seconds(1_000_000))
            #expect(try await client.expire("a", after: .zero))
            #expect(try await client.exists("a") == 0)
            #expect(try await client.pexpireat("b", UnixTime(seconds: 1)))
            #expect(try await client.exists("b") == 0)
        }
    }

    @Test(arguments: LiveTarget.since(redis: 7.0))
    func expiriesHaveConditions(_ target: LiveTarget) async throws {
        try await target.withClient { client in
            let time = UnixTime(milliseconds: 4_102_444_800_123)
            try await client.set("a", 1)
            #expect(try await client.expiretime("a") == .never)
            #expect(try await client.pexpiretime("x") == .missing)
            #expect(try await client.pexpireat("a", time, condition: .ifAny) == false)
            #expect(try await client.pexpireat("a", time, condition: .ifNone))
            #expect(try await client.pexpiretime("a") == .at(time))
            #expect(try await client.expiretime("a") == .at(UnixTime(seconds: 4_102_444_800)))
            #expect(try await client.expire("a", after: .seconds(100), condition: .ifLater) == false)
            #expect(try await client.pexpire("a", after: .seconds(100), condition: .ifEarlier))
            #expect(try await client.expireat("a", UnixTime(seconds: 4_102_444_800), condition: .ifLater))
        }
    }
}
