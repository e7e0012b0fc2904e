import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct RecordTests {
    @Test("an update leaves other fields as they are", arguments: serverKinds)
    func updates(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let record = Record(client, key: "user:7")
            let new = [
                try await record.update(("name", "Ann"), ("visits", 1), ("score", 1.5)),
                try await record.update(["name": "Bea", "city": "Ulm"]), try await record.update([String: String]()),
            ]
            #expect(new == [3, 1, 0])
            let all = try await record.all()
            #expect(all == ["name": "Bea", "visits": "1", "score": "1.5", "city": "Ulm"])
            #expect(try await record.count() == 4)
        }
    }

    @Test("fields are read one by one, several and all, as types", arguments: serverKinds)
    func reading(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let record = Record(client, key: "stock")
            try await record.update(["a": 1, "b": 2])
            let one = try await record.value(of: "a", as: Int.self)
            #expect(one == 1)
            let missing = try await record.value(of: "x", as: Int.self)
            #expect(missing == nil)
            let some = try await record.values(of: ["b", "x", "a"], as: Int.self)
            #expect(some == ["a": 1, "b": 2])
            let none = try await record.values(of: [])
            #expect(none.isEmpty)
            let all = try await record.all(as: Int.self)
            #expect(all == ["a": 1, "b": 2])
        }
    }

    @Test("numbers are added to, and fields set once", arguments: serverKinds)
    func numbers(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let record = Record(client, key: "record")
            let sums = [try await record.increment("n"), try await record.increment("n", by: -3)]
            #expect(sums == [1, -2])
            let sum = try await record.increment("f", by: 0.25)
            #expect(sum == 0.25)
            let set = [try await record.setIfAbsent("s", "a"), try await record.setIfAbsent("s", "b")]
            #expect(set == [true, false])
            let value = try await record.value(of: "s")
            #expect(value == "a")
        }
    }

    @Test("a record goes with its last field, or as a whole", arguments: serverKinds)
    func removal(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let record = Record(client, key: "record")
            try await record.update(["a": 1, "b": 2])
            let removed = [try await record.remove("a", "x"), try await record.remove(), try await record.remove("b")]
            #expect(removed == [1, 0, 1])
            #expect(try await !record.exists())
            try await record.update(["a": 1])
            #expect(try await record.exists())
            #expect(try await record.timeToLive() == .unlimited)
            #expect(try await record.delete())
            #expect(try await record.timeToLive() == .missing)
        }
    }
}
