import PinyonClient
import PinyonTesting
import Testing

/// Subscribers that share a connection keep nothing from each other.
@Suite(.timeLimit(.minutes(2))) struct SharedSubscriptionTests {
    private static func asUser(_ configuration: inout RedisConfiguration) {
        configuration.credentials = { RedisCredentials(username: "app", password: "first") }
        configuration.reconnectAtOnce()
    }

    /// So many that leaving them takes a while.
    private static let many: [SubscriptionTarget] =
        [.channel("news")] + (0..<1_000).map { .channel("other:\($0)") }

    @Test("whoever joins a channel while another leaves it gets its messages", arguments: oneServerKind)
    func joinedWhileLeft(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                // Without it the connection would end, and not the subscription on it.
                try await client.withSubscription(to: [.channel("kept")]) { _ in
                    try await withThrowingTaskGroup(of: Void.self) { tasks in
                        tasks.addTask {
                            while !Task.isCancelled { try await client.withSubscription(to: Self.many) { _ in } }
                        }
                        defer { tasks.cancelAll() }
                        for round in 0..<300 { try await Self.join(client, round) }
                    }
                }
            }
        }
    }

    private static func join(_ client: RedisClient, _ round: Int) async throws {
        try await client.withSubscription(to: [.channel("news")]) { events in
            let receivers = try await client.command("PUBLISH", "news", round, as: Int.self)
            try #require(receivers == 1, "in round \(round) the server knew of no subscription")
            let message = try await events.nextMessage()
            #expect(message?.text == "\(round)")
        }
    }

    @Test(
        "row 43: channels that are forbidden from now on end for who has them, and for nobody else",
        arguments: serverKinds)
    func narrowed(kind: LiveServerKind) async throws {
        try await onServer(kind, options: LiveServerOptions(users: ["app on >first ~* &* +@all"])) { server in
            try await withClient(.standalone(server.tcpAddress)) { admin in
                try await withClient(.standalone(server.tcpAddress), Self.asUser) { client in
                    let secrets = (0..<300).map { SubscriptionTarget.channel("secret:\($0)") }
                    let news = (0..<300).map { SubscriptionTarget.channel("news:\($0)") }
                    try await client.withSubscription(to: secrets) { refused in
                        try await client.withSubscription(to: news + [.pattern("w*")]) { kept in
                            // The server ends connections with channels that are forbidden now.
                            try await admin.command(
                                "ACL", "SETUSER", "app", "resetchannels", "&news:*", "&w*", "&late")
                            let error = try #require(try await refused.ending())
                            #expect(error.code == .authentication && error.serverError?.code == "NOPERM", "\(error)")
                            var iterator = kept.makeAsyncIterator()
                            #expect(try await iterator.next() == .gap(.reconnected))
                            try await Self.expectWorking(client, kept)
                        }
                    }
                }
            }
        }
    }

    /// Expects that what is allowed arrives, for who subscribed before and for who comes now.
    private static func expectWorking(_ client: RedisClient, _ kept: Subscription) async throws {
        for channel in ["news:7", "weather"] {
            let receivers = try await client.command("PUBLISH", channel, "to \(channel)", as: Int.self)
            #expect(receivers == 1)
            let message = try await kept.nextMessage()
            #expect(message?.channel == channel && message?.text == "to \(channel)")
        }
        let error = try await clientError { try await client.withSubscription(to: [.channel("secret:1")]) { _ in } }
        #expect(error?.code == .authentication)
        try await client.withSubscription(to: [.channel("late")]) { late in
            try await client.command("PUBLISH", "late", "hello")
            let message = try await late.nextMessage()
            #expect(message?.text == "hello")
        }
    }

    @Test(
        "row 43: a forbidden channel keeps nobody from another that is asked for at the same time",
        arguments: serverKinds)
    func askedTogether(kind: LiveServerKind) async throws {
        let options = LiveServerOptions(users: ["app on >first ~* resetchannels &news +@all"])
        try await onServer(kind, options: options) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                Self.asUser(&configuration)
                configuration.waitLong()
            }
            try await withProxy(to: server, change) { proxy, client in
                _ = try await client.ping()
                // Both come while the connection is made.
                proxy.set(.delay(.milliseconds(100)), on: .toClient)
                async let refusal = clientError {
                    try await client.withSubscription(to: [.channel("secret")]) { _ in }
                }
                let message = try await client.withSubscription(to: [.channel("news")]) { events in
                    try await client.command("PUBLISH", "news", "hello")
                    return try await events.nextMessage()
                }
                #expect(message?.text == "hello")
                let error = try await refusal
                #expect(error?.code == .authentication && error?.serverError?.code == "NOPERM", "\(error as Any)")
            }
        }
    }
}
