import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct UniqueCounterTests {
    /// Six times the standard error: a sound count is almost never outside, and the elements are always the same.
    private func isAbout(_ count: Int, _ expected: Int) -> Bool {
        abs(Double(count - expected)) <= Double(expected) * 0.0081 * 6
    }

    @Test("different elements are counted once each, about", arguments: serverKinds)
    func counting(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counter = UniqueCounter(client, key: "unique")
            let changes = [try await counter.add("a"), try await counter.add("a"), try await counter.add(["a", "b"])]
            #expect(changes == [true, false, true])
            let few = try await counter.count()
            #expect(few == 2)
            for _ in 0..<2 {
                for start in stride(from: 0, to: 50_000, by: 1_000) {
                    try await counter.add(Array(start..<start + 1_000))
                }
            }
            let many = try await counter.count()
            #expect(isAbout(many, 50_002))
            #expect(try await counter.reset())
            #expect(try await counter.count() == 0)
        }
    }

    @Test("counters are counted together and merged", arguments: serverKinds)
    func merging(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counters = (0..<3).map { UniqueCounter(client, key: "unique:\($0)") }
            try await counters[0].add(Array(0..<4_000))
            try await counters[1].add(Array(2_000..<6_000))
            let together = try await counters[0].count(with: [counters[1], counters[2]])
            #expect(isAbout(together, 6_000))
            try await counters[2].merge([])
            let nothing = try await client.exists("unique:2")
            #expect(nothing == 0)
            try await counters[2].merge([counters[0], counters[1]])
            let merged = try await counters[2].count()
            #expect(merged == together)
        }
    }
}
