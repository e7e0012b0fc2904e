import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct FeedTests {
    @Test("the newest elements are kept, the newest first", arguments: serverKinds)
    func order(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let feed = Feed(client, key: "feed", capacity: 3)
            for element in 1...5 { try await feed.push(element) }
            let all = try await feed.all(as: Int.self)
            #expect(all == [5, 4, 3])
            try await feed.push([6, 7])
            let newest = try await feed.newest(2, as: Int.self)
            #expect(newest == [7, 6])
            let older = try await feed.newest(10, offset: 1, as: Int.self)
            #expect(older == [6, 5])
            let beyond = try await feed.newest(.max, offset: .max)
            #expect(beyond.isEmpty)
            let none = try await feed.newest(.min)
            #expect(none.isEmpty)
            #expect(try await feed.count() == 3)
            #expect(try await client.llen("feed") == 3)
            #expect(try await feed.delete())
            #expect(try await feed.all().isEmpty)
        }
    }

    @Test("readers don't see more than the capacity of what others stored", arguments: serverKinds)
    func capacity(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            try await client.lpush("feed", [1, 2, 3, 4])
            let feed = Feed(client, key: "feed", capacity: 2)
            let all = try await feed.newest(10, as: Int.self)
            #expect(all == [4, 3])
            #expect(try await feed.count() == 2)
        }
    }

    @Test("many at a time leave no more than the capacity", arguments: serverKinds)
    func concurrency(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let feed = Feed(client, key: "feed", capacity: 10)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for element in 0..<200 { group.addTask { try await feed.push(element) } }
                try await group.waitForAll()
            }
            let stored = try await client.llen("feed")
            #expect(stored == 10)
        }
    }
}
