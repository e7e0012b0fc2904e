import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct TagSetTests {
    @Test("tags are added, found and removed", arguments: serverKinds)
    func membership(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let tags = TagSet(client, key: "tags")
            let added = [try await tags.add("a"), try await tags.add(["a", "b", "c"])]
            #expect(added == [1, 2])
            let found = try await tags.contains(["c", "x", "a"])
            #expect(found == [true, false, true])
            let nothing = try await tags.contains([String]())
            #expect(nothing.isEmpty)
            #expect(try await tags.contains("b"))
            #expect(try await tags.remove(["b", "x"]) == 1)
            #expect(try await tags.all() == ["a", "c"])
            #expect(try await tags.count() == 2)
            #expect(try await tags.delete())
            #expect(try await tags.all().isEmpty)
        }
    }

    @Test("a large set is walked through in pages", arguments: serverKinds)
    func scanning(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let tags = TagSet(client, key: "tags")
            try await tags.add(Array(0..<5_000))
            var seen: Set<Int> = []
            for try await tag in tags.scan(pageSize: 100, as: Int.self) { seen.insert(tag) }
            #expect(seen == Set(0..<5_000))
        }
    }

    @Test("sets are taken together", arguments: serverKinds)
    func combinations(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let (first, second) = (TagSet(client, key: "first"), TagSet(client, key: "second"))
            try await first.add([1, 2, 3])
            try await second.add([2, 3, 4])
            let missing = TagSet(client, key: "missing")
            let both = try await first.intersection(with: [second], as: Int.self)
            #expect(both == [2, 3])
            let any = try await first.union(with: [second, missing], as: Int.self)
            #expect(any == [1, 2, 3, 4])
            let rest = try await first.subtracting([second, missing], as: Int.self)
            #expect(rest == [1])
            let none = try await first.intersection(with: [missing], as: Int.self)
            #expect(none.isEmpty)
        }
    }
}
