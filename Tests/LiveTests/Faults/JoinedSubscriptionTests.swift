import PinyonClient
import PinyonTesting
import Testing

/// Subscriptions that come at the moment at which the connection ends that they share with others.
@Suite(.timeLimit(.minutes(2))) struct JoinedSubscriptionTests {
    /// Confirms subscriptions, but ends the connection as often as it is told to when a target is asked for.
    private static func confirm(on server: ScriptedServer, ending count: Int, at target: SubscriptionTarget) {
        let endings = Shared(count)
        server.script { _, command in
            guard command.name.hasSuffix("SUBSCRIBE") else { return nil }
            let isAsked = ["SUBSCRIBE", "PSUBSCRIBE"].contains(command.name) && command.text.contains(target.name)
            if isAsked, endings.takeOne() { return [.reset] }
            return command.text.dropFirst().map { .push([.bulk(command.name.lowercased()), .bulk($0), .integer(1)]) }
        }
    }

    private static func subscribe(
        _ client: RedisClient, to target: SubscriptionTarget, onNode isOnNode: Bool,
        _ body: (Subscription) async throws -> Void
    ) async throws {
        if isOnNode {
            let node = try #require(client.nodes.first)
            try await node.withSubscription(to: [target], body)
        } else {
            try await client.withSubscription(to: [target], body)
        }
    }

    /// Sends a message for a target over the connection that it is subscribed to on.
    private static func publish(_ text: String, to target: SubscriptionTarget, of server: ScriptedServer) throws {
        let connection = try #require(
            server.record.connections.last { connection in
                connection.isOpen && connection.commands.contains { $0.text.contains(target.name) }
            })
        let words =
            target.kind == .pattern ? ["pmessage", target.name, "channel", text] : ["message", target.name, text]
        let strings = words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }
        server.push(">\(words.count)\r\n\(strings.joined())", to: connection.number)
    }

    @Test(
        "a subscription whose connection ends before it is confirmed is made on the next one",
        arguments: [SubscriptionTarget.channel("late"), .pattern("late*")], [false, true])
    func joined(target: SubscriptionTarget, isOnNode: Bool) async throws {
        try await withScriptedServer { server in
            Self.confirm(on: server, ending: 1, at: target)
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.waitLong()
                configuration.reconnectAtOnce()
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port)), change) { client in
                try await Self.subscribe(client, to: .channel("early"), onNode: isOnNode) { early in
                    try await Self.subscribe(client, to: target, onNode: isOnNode) { late in
                        try Self.publish("hello", to: target, of: server)
                        let message = try await late.nextMessage()
                        #expect(message?.text == "hello")
                        var events = early.makeAsyncIterator()
                        let event = try await events.next()
                        #expect(event == .gap(.reconnected))
                    }
                }
            }
        }
    }

    @Test("a subscription that ends each connection fails when its time is over, and the others go on")
    func givenUp() async throws {
        try await withScriptedServer { server in
            let target = SubscriptionTarget.channel("late")
            Self.confirm(on: server, ending: .max, at: target)
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.reconnectAtOnce() }) { client in
                try await client.withSubscription(to: [.channel("early")]) { early in
                    let error = try await thrownError { try await client.withSubscription(to: [target]) { _ in } }
                    let codes: [ClientError.Code] = [.connectionClosed, .connectionFailed, .timedOut, .notRunning]
                    #expect(codes.contains(error.code), "\(error)")
                    var events = early.makeAsyncIterator()
                    let event = try await events.next()
                    #expect(event == .gap(.reconnected))
                }
            }
        }
    }
}
