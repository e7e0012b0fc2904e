import PinyonClient
import PinyonTesting
import Testing

/// Connections that are made and end soon.
@Suite(.timeLimit(.minutes(2))) struct FlappingTests {
    private static func address(_ server: ScriptedServer) -> ServerAddress { .host("127.0.0.1", port: server.port) }

    @Test(
        "row 22: a server that says hello and ends the connection isn't connected to as often as it can",
        arguments: [0, 10])
    func endsAtOnce(milliseconds: Int) async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                // The last command of a handshake.
                guard command.text.prefix(2) == ["CLIENT", "SETINFO"] else { return nil }
                return milliseconds == 0 ? [.ok, .close] : [.ok, .delay(.milliseconds(milliseconds)), .close]
            }
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.backoff = Backoff(base: .milliseconds(100), limit: .milliseconds(200))
                configuration.connectionsPerSecond = 1_000_000
            }
            try await withClient(.standalone(Self.address(server)), change) { _ in
                let start = ContinuousClock.now
                try await server.waitUntil("fifteen connections", within: patience) { $0.accepted >= 15 }
                let time = ContinuousClock.now - start
                #expect(time > .milliseconds(500), "15 connections in \(time)")
            }
        }
    }

    @Test("row 22: a server that confirms subscriptions and ends the connection isn't connected to as often as it can")
    func endsSubscriptions() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                guard command.name == "SUBSCRIBE" else { return nil }
                return [
                    .push([.bulk("subscribe"), .bulk("news"), .integer(1)]), .delay(.milliseconds(10)), .close,
                ]
            }
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.backoff = Backoff(base: .milliseconds(100), limit: .milliseconds(200))
                configuration.connectionsPerSecond = 1_000_000
            }
            try await withClient(.standalone(Self.address(server)), change) { client in
                try await client.withSubscription(to: [.channel("news")]) { events in
                    let start = ContinuousClock.now
                    try await server.waitUntil("fifteen subscriptions", within: .seconds(20)) {
                        $0.count(of: "SUBSCRIBE") >= 15
                    }
                    let time = ContinuousClock.now - start
                    #expect(time > .milliseconds(500), "15 subscriptions in \(time)")
                    var iterator = events.makeAsyncIterator()
                    let event = try await iterator.next()
                    #expect(event == .gap(.reconnected))
                }
            }
        }
    }

    @Test("row 20: in place of a connection that was good for something another is made at once if somebody waits")
    func atOnce() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.null] : nil }
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.waitLong()
                configuration.backoff = Backoff(base: .seconds(60), limit: .seconds(60))
            }
            try await withClient(.standalone(Self.address(server)), change) { client in
                let start = ContinuousClock.now
                for round in 1...5 {
                    let before = try await client.get("a")
                    server.cutAll(.reset)
                    try await server.waitUntil("it is cut") { $0.open == 0 || $0.accepted > round }
                    let after = try await client.get("a")
                    #expect(before == nil && after == nil)
                }
                // With pauses it would be half a minute each.
                let time = ContinuousClock.now - start
                #expect(time < .seconds(10), "five connections took \(time)")
            }
        }
    }

    @Test("row 22: clients that lose a server and whose callers don't wait come back spread out")
    func idleClients() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.null] : nil }
            var configuration = RedisConfiguration(.standalone(Self.address(server)))
            configuration.backoff = Backoff(base: .seconds(2), limit: .seconds(2))
            let clients = (0..<20).map { [configuration] _ in RedisClient(configuration) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in clients { group.addTask { try await client.run() } }
                defer { group.cancelAll() }
                for client in clients { _ = try await client.get("a") }
                let start = ContinuousClock.now
                server.cutAll(.reset)
                try await server.waitUntil("half of them are back", within: patience) { $0.accepted >= 30 }
                let time = ContinuousClock.now - start
                #expect(time > .milliseconds(200), "half of them were back within \(time)")
            }
        }
    }
}
