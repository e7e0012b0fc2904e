import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct EventStreamTests {
    @Test("entries are read in order, from either end", arguments: serverKinds)
    func reading(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            let first = try await stream.append(("number", 1), ("name", "first"))
            let second = try await stream.append(["number": 2])
            try await stream.append(["number": 3])
            #expect(first < second)
            let all = try await stream.read()
            #expect(all.map { $0["number"] } == ["1", "2", "3"])
            #expect(all.first?["name"] == "first")
            let page = try await stream.read(from: .excluding(first), count: 1)
            #expect(page.map(\.id) == [second])
            let latest = try await stream.latest(2, as: Int.self)
            #expect(latest.map { $0["number"] } == [3, 2])
            let none = try await stream.latest(-1)
            #expect(none.isEmpty)
            #expect(try await stream.remove(second) == 1)
            #expect(try await stream.count() == 2)
            #expect(try await stream.delete())
        }
    }

    @Test("about as many entries are kept as there is room for", arguments: serverKinds)
    func capacity(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events", keeping: .entries(100))
            for number in 0..<500 { try await stream.append(["number": number]) }
            let count = try await stream.count()
            #expect(count >= 100)
            #expect(count < 300)
            let newest = try await stream.latest(1, as: Int.self)
            #expect(newest.first?["number"] == 499)
            try await stream.trim(keeping: .entries(0))
            #expect(try await stream.count() < 100)
        }
    }

    @Test("a stream is trimmed at once, also if a server drops only a part at a time", arguments: serverKinds)
    func trimmingMuch(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let entry: Command<StreamID> = .xadd("events", ["number": 1])
            for _ in 0..<5 {
                let results = await client.pipelineResults(Array(repeating: entry, count: 5_000))
                for result in results { _ = try result.get() }
            }
            let stream = EventStream(client, key: "events")
            let dropped = try await stream.trim(keeping: .entries(100))
            let count = try await stream.count()
            #expect(count >= 100 && count < 300)
            #expect(dropped == 25_000 - count)
            let again = try await stream.trim(keeping: .entries(100))
            #expect(again == 0)
        }
    }

    @Test("entries that are too old are dropped with later ones", arguments: serverKinds)
    func age(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            for number in UInt64(1)...300 {
                try await client.xadd("events", ["number": "old"], id: .id(StreamID(milliseconds: number)))
            }
            let stream = EventStream(client, key: "events", keeping: .age(.seconds(3_600)))
            for _ in 0..<10 { try await stream.append(["number": "new"]) }
            let entries = try await stream.read()
            #expect(entries.count < 210)
            #expect(entries.count { $0["number"] == "new" } == 10)
        }
    }

    @Test("a follower gets what was there and what comes", arguments: serverKinds)
    func following(kind: LiveServerKind) async throws {
        try await onClient(kind) { client in
            let stream = EventStream(client, key: "events")
            for number in 0..<150 { try await stream.append(["number": number]) }
            var numbers: [Int] = []
            for try await entry in stream.follow(from: .start, as: Int.self) {
                let number = try #require(entry["number"])
                numbers.append(number)
                if numbers.count == 160 { break }
                if number >= 149 { try await stream.append(["number": number + 1]) }
            }
            #expect(numbers == Array(0..<160))
        }
    }

    @Test("a follower from the end gets what comes after it began", arguments: serverKinds)
    func followingFromTheEnd(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                let stream = EventStream(client, key: "events")
                for number in 0..<3 { try await stream.append(["number": number]) }
                let end = try await stream.end()
                async let fromNow = stream.follow(as: Int.self).first { _ in true }
                try await eventually("the follower waits") {
                    try await server.text("INFO", "clients").contains("blocked_clients:1\r\n")
                }
                try await stream.append(["number": 3])
                let waited = try await fromNow
                #expect(waited?["number"] == 3)
                let known = try await stream.follow(from: end, as: Int.self).first { _ in true }
                #expect(known?["number"] == 3)
                try await stream.delete()
                let empty = try await stream.end()
                #expect(empty == .after(.zero))
            }
        }
    }

    @Test("a follower ends when its task is cancelled", arguments: serverKinds)
    func cancellation(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                let stream = EventStream(client, key: "events")
                let follower = Task {
                    for try await _ in stream.follow() {}
                    return Task.isCancelled
                }
                try await eventually("the follower waits") {
                    try await server.text("INFO", "clients").contains("blocked_clients:1\r\n")
                }
                follower.cancel()
                #expect(try await follower.value)
                try await eventually("the server has nobody waiting") {
                    try await server.text("INFO", "clients").contains("blocked_clients:0\r\n")
                }
            }
        }
    }

    @Test("broken connections neither lose nor repeat what a follower gets", arguments: serverKinds)
    func brokenConnections(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                try await withClient(.standalone(.host("127.0.0.1", port: proxy.port))) { client in
                    try await withClient(.standalone(server.address)) { direct in
                        let stream = EventStream(direct, key: "events")
                        try await stream.append(["number": 0])
                        var numbers: [Int] = []
                        let follower = EventStream(client, key: "events").follow(from: .start, as: Int.self)
                        for try await entry in follower {
                            let number = try #require(entry["number"])
                            numbers.append(number)
                            if number == 20 { break }
                            proxy.cutAll(.reset)
                            try await stream.append(["number": number + 1])
                        }
                        #expect(numbers == Array(0...20))
                    }
                }
            }
        }
    }
}
