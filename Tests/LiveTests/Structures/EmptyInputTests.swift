import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct EmptyInputTests {
    @Test("without elements nothing is done, and nothing is wrong", arguments: serverKinds)
    func nothing(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let lifetime = StructureLifetime.fromLastWrite(.seconds(60))
            let none: [String] = []
            let tags = TagSet(client, key: "tags", lifetime: lifetime)
            let board = Leaderboard(client, key: "board", lifetime: lifetime)
            let unique = UniqueCounter(client, key: "unique", lifetime: lifetime)
            let added = try await tags.add(none)
            let removed = [try await tags.remove(none), try await board.remove(none)]
            #expect(added == 0 && removed == [0, 0])
            let hasChanged = try await unique.add(none)
            #expect(!hasChanged)
            try await Feed(client, key: "feed", capacity: 3, lifetime: lifetime).push(none)
            let count = try await client.exists(["tags", "board", "unique", "feed"])
            #expect(count == 0)
        }
    }

    @Test("no bytes are an element", arguments: serverKinds)
    func bytes(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let tags = TagSet(client, key: "tags")
            let added = try await tags.add([UInt8]())
            let all = try await tags.all()
            #expect(added == 1 && all == [""])
            let removed = try await tags.remove("")
            #expect(removed == 1)
        }
    }

    @Test("what can't be sent isn't taken for nothing", arguments: serverKinds)
    func unsendable(kind: LiveServerKind) async throws {
        struct Broken: CommandArgument {
            func append(to arguments: inout CommandArguments) { arguments.fail("it is broken") }
        }
        try await onClient(kind) { client in
            let error = try await thrownError { try await TagSet(client, key: "tags").add(Broken()) }
            #expect(error.code == .invalidArgument && error.message.contains("it is broken"))
        }
    }
}
