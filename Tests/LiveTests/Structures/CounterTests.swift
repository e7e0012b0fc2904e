import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct CounterTests {
    @Test("a counter counts up and down, from 0", arguments: serverKinds)
    func counting(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counter = Counter(client, key: "counter")
            let values = [
                try await counter.value(), try await counter.increment(), try await counter.increment(by: 10),
                try await counter.decrement(), try await counter.decrement(by: 20), try await counter.value(),
            ]
            #expect(values == [0, 1, 11, 10, -10, -10])
            let before = try await counter.reset()
            let after = try await counter.value()
            #expect(before == -10)
            #expect(after == 0)
            #expect(try await counter.timeToLive() == .missing)
        }
    }

    @Test("a window opens with the first increment and isn't prolonged", arguments: serverKinds)
    func window(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counter = Counter(client, key: "counter", expiresAfter: .milliseconds(400))
            #expect(try await counter.increment(by: 3) == 3)
            let start = ContinuousClock.now
            var last = 3
            while last > 1 {
                try #require(start.duration(to: .now) < patience, "the window never ended")
                let left = try await client.millisecondsLeft("counter") ?? 0
                #expect(left <= 400)
                try await Task.sleep(for: .milliseconds(20))
                last = try await counter.increment()
            }
            #expect(try await client.pttl("counter") != .unlimited, "the next window doesn't end")
        }
    }

    @Test("of many at a time, each gets a number of its own, and one window", arguments: serverKinds)
    func concurrency(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counter = Counter(client, key: "counter", expiresAfter: .seconds(60))
            let values = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 { group.addTask { try await counter.increment() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(values.sorted() == Array(1...100))
            #expect(try await counter.timeToLive().duration != nil)
        }
    }

    @Test("no number stays for ever, however often windows end while it is counted", arguments: serverKinds)
    func ends(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let counter = Counter(client, key: "counter", expiresAfter: .milliseconds(1))
            for _ in 0..<2_000 { try await counter.increment() }
            try await eventually("the last window has ended") { try await counter.timeToLive() == .missing }
        }
    }

    @Test("a number that had no lifetime gets one with the next increment", arguments: serverKinds)
    func healing(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            try await client.set("counter", 5)
            let counter = Counter(client, key: "counter", expiresAfter: .seconds(60))
            let value = try await counter.increment()
            let left = try await counter.timeToLive()
            #expect(value == 6)
            #expect(left.duration != nil)
        }
    }

    @Test("a window of no length is refused before anything is counted", arguments: serverKinds)
    func refusal(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let error = try await #require(throws: ClientError.self) {
                try await Counter(client, key: "counter", expiresAfter: .zero).increment()
            }
            #expect(error.code == .invalidArgument)
            let count = try await client.exists("counter")
            #expect(count == 0)
        }
    }

    @Test("what doesn't hold a number isn't counted on, and keeps its lifetime", arguments: serverKinds)
    func wrongType(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            try await client.lpush("counter", "element")
            let error = try await #require(throws: ClientError.self) {
                try await Counter(client, key: "counter", expiresAfter: .seconds(1)).increment()
            }
            #expect(error.serverError?.code == "WRONGTYPE")
            #expect(error.command == "INCRBY")
            let left = try await client.pttl("counter")
            #expect(left == .unlimited)
        }
    }
}
