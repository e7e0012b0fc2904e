import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct FirstTests {
    @Test(arguments: serverKinds) func valuesComeBack(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                try await client.set("greeting", "hello")
                #expect(try await client.get("greeting") == "hello")
                let (a, b) = try await client.pipeline(.get("greeting"), .incr("n"))
                #expect(a == "hello" && b == 1)
                let (c, d) = try await client.transaction(.incr("n"), .get("greeting"))
                #expect(c == 2 && d == "hello")
                let n = try await client.watching("n") { session in
                    let n = try await session.get("n", as: Int.self) ?? 0
                    _ = try await session.transaction(.set("n", n * 10))
                    return n
                }
                #expect(n == 2)
                #expect(try await client.get("n", as: Int.self) == 20)
            }
        }
    }

    @Test(arguments: serverKinds) func publishedMessagesArrive(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.address)) { client in
                let texts = try await client.withSubscription(to: [.channel("news"), .pattern("we*")]) { events in
                    try await client.command("PUBLISH", "news", "one")
                    try await client.command("PUBLISH", "weather", "two")
                    var texts: [String] = []
                    for try await event in events {
                        if case .message(let message) = event { texts.append(message.text) }
                        if texts.count == 2 { break }
                    }
                    return texts
                }
                #expect(texts == ["one", "two"])
            }
        }
    }

    @Test(arguments: serverKinds) func clustersAreFollowed(kind: LiveServerKind) async throws {
        try await unlessMissing(kind) {
            try await LiveCluster.run(kind) { cluster in
                try await withClient(.cluster(seeds: [cluster.nodes[0].address])) { client in
                    for i in 0..<200 { try await client.set("key:\(i)", i) }
                    for i in 0..<200 { #expect(try await client.get("key:\(i)", as: Int.self) == i) }
                    let keys = (0..<200).map { "key:\($0)" }
                    #expect(try await client.mget(keys, as: Int.self) == (0..<200).map { $0 })
                    #expect(try await client.del(keys) == 200)
                    try await client.withSubscription(
                        to: [.channel("news")] + (kind == .redis62 ? [] : [.shard("s1"), .shard("s2")])
                    ) { events in
                        try await client.command("PUBLISH", "news", "one")
                        if kind != .redis62 { try await client.command("SPUBLISH", "s1", "two") }
                        var count = 0
                        for try await event in events {
                            if case .message = event { count += 1 }
                            if count == (kind == .redis62 ? 1 : 2) { break }
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: serverKinds) func sentinelsAreFollowed(kind: LiveServerKind) async throws {
        try await unlessMissing(kind) {
            try await LiveSentinelGroup.run(kind) { group in
                let topology = SentinelTopology(sentinels: group.sentinels.map(\.address), primaryName: group.name)
                try await withClient(.sentinel(topology)) { client in
                    try await client.set("a", "1")
                    #expect(try await client.get("a") == "1")
                    let start = ContinuousClock.now
                    _ = try await group.failOver()
                    try await client.set("a", "2")
                    print("failover", ContinuousClock.now - start)
                    #expect(try await client.get("a") == "2")
                }
            }
        }
    }
}
