import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct StructureLifetimeTests {
    private static let long = Duration.seconds(1_000)

    /// Every way to write to a structure that has a lifetime, under a key of its own.
    private func writes(
        _ client: RedisClient, _ lifetime: StructureLifetime
    ) -> [String: (String) async throws -> Void] {
        let large = String(repeating: "x", count: 100_000)
        return [
            "board:set": { try await Leaderboard(client, key: $0, lifetime: lifetime).set("a", to: 1) },
            "board:several": { try await Leaderboard(client, key: $0, lifetime: lifetime).set(["a": 1]) },
            "board:add": { try await Leaderboard(client, key: $0, lifetime: lifetime).add(1, to: "a") },
            "board:higher": { try await Leaderboard(client, key: $0, lifetime: lifetime).setIfHigher("a", to: 1) },
            "feed": { try await Feed(client, key: $0, capacity: 1, lifetime: lifetime).push("a") },
            "feed:large": { try await Feed(client, key: $0, capacity: 1, lifetime: lifetime).push([large, large]) },
            "tags": { try await TagSet(client, key: $0, lifetime: lifetime).add("a") },
            "tags:large": { try await TagSet(client, key: $0, lifetime: lifetime).add(large) },
            "unique": { try await UniqueCounter(client, key: $0, lifetime: lifetime).add("a") },
            "unique:merge": {
                let other = UniqueCounter(client, key: "unique:other")
                try await other.add("a")
                try await UniqueCounter(client, key: $0, lifetime: lifetime).merge([other])
            },
            "record": { try await Record(client, key: $0, lifetime: lifetime).update(["a": 1]) },
            "record:types": { try await Record(client, key: $0, lifetime: lifetime).update(("a", 1), ("b", large)) },
            "record:absent": { try await Record(client, key: $0, lifetime: lifetime).setIfAbsent("a", 1) },
            "record:add": { try await Record(client, key: $0, lifetime: lifetime).increment("a") },
            "record:add:float": { try await Record(client, key: $0, lifetime: lifetime).increment("a", by: 0.5) },
        ]
    }

    @Test("a lifetime from creation begins with the first write and isn't prolonged", arguments: serverKinds)
    func fromCreation(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            for (key, write) in writes(client, .fromCreation(Self.long)) {
                try await write(key)
                let first = try #require(try await client.millisecondsLeft(key), "\(key) has no lifetime")
                #expect(first > 900_000 && first <= 1_000_000, "\(key)")
                try await client.pexpire(key, after: .seconds(500))
                try await write(key)
                let second = try #require(try await client.millisecondsLeft(key))
                #expect(second <= 500_000, "\(key)")
            }
        }
    }

    @Test("a lifetime from the last write begins anew with each", arguments: serverKinds)
    func fromLastWrite(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            for (key, write) in writes(client, .fromLastWrite(Self.long)) {
                try await write(key)
                let first = try #require(try await client.millisecondsLeft(key), "\(key) has no lifetime")
                #expect(first > 900_000 && first <= 1_000_000, "\(key)")
                try await client.pexpire(key, after: .seconds(500))
                try await write(key)
                let second = try #require(try await client.millisecondsLeft(key))
                #expect(second > 900_000, "\(key)")
            }
        }
    }

    @Test("a lifetime of no length is refused before anything is written", arguments: serverKinds)
    func refusal(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            for (key, write) in writes(client, .fromLastWrite(.zero)) {
                let error = try await #require(throws: ClientError.self) { try await write(key) }
                #expect(error.code == .invalidArgument, "\(key)")
                let count = try await client.exists(key)
                #expect(count == 0, "\(key)")
            }
        }
    }

    @Test("a write to what is no structure leaves that its lifetime", arguments: serverKinds)
    func wrongType(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            for lifetime in [StructureLifetime.fromCreation(Self.long), .fromLastWrite(Self.long)] {
                for (key, write) in writes(client, lifetime) {
                    for expiry in [Expiry.never, .after(.seconds(500))] {
                        try await client.set(key, "a text", expiry: expiry)
                        let error = try await thrownError { try await write(key) }
                        #expect(error.serverError?.code == "WRONGTYPE", "\(key)")
                        let left = try await client.millisecondsLeft(key)
                        #expect(expiry == .never ? left == nil : (400_000...500_000).contains(left ?? 0), "\(key)")
                    }
                }
            }
        }
    }

    @Test("a write whose lifetime can't be set is an error that says that it was done", arguments: serverKinds)
    func failure(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await server.tell("ACL", "SETUSER", "writer", "on", ">secret", "~*", "+@all", "-pexpire")
            try await withClient(.standalone(server.address)) { configuration in
                configuration.credentials = { RedisCredentials(username: "writer", password: "secret") }
            } _: { client in
                for lifetime in [StructureLifetime.fromCreation(Self.long), .fromLastWrite(Self.long)] {
                    let board = Leaderboard(client, key: "board", lifetime: lifetime)
                    let error = try await #require(throws: ClientError.self) { try await board.add(1, to: "ann") }
                    #expect(error.mayHaveRun)
                    #expect(error.serverError?.code == "NOPERM")
                }
                let score = try await Leaderboard(client, key: "board").score(of: "ann")
                #expect(score == 2)
            }
        }
    }
}
