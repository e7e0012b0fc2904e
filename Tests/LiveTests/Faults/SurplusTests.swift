import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct SurplusTests {
    @Test("row 48: unknown pushes and attributes of replies disturb nobody", arguments: serverKinds)
    func debugProtocol(kind: LiveServerKind) async throws {
        try await onServer(kind, options: LiveServerOptions(allowsDebugging: true)) { server in
            try await withProxy(to: server) { proxy, client in
                try await client.set("a", "1")
                for _ in 0..<20 {
                    async let before = client.get("a")
                    async let push = client.command("DEBUG", "PROTOCOL", "push")
                    async let attributed = client.command("DEBUG", "PROTOCOL", "attrib")
                    async let after = client.get("a")
                    let (pushed, attribute) = try await (push, attributed)
                    let texts = try await [before, after]
                    #expect(texts == ["1", "1"])
                    #expect(try String.decode(pushed).contains("real reply"))
                    guard case .attributed(let value, let attributes) = attribute else {
                        Issue.record("\(attribute) has no attributes")
                        return
                    }
                    #expect(try String.decode(value).contains("real reply") && attributes.count == 1)
                }
                try await client.withSubscription(to: [.channel("news")]) { subscription in
                    try await client.command("PUBLISH", "news", "one")
                    var events = subscription.makeAsyncIterator()
                    guard case .message? = try await events.next() else {
                        Issue.record("no message")
                        return
                    }
                }
                #expect(proxy.statistics.accepted == 2)
                #expect(client.health.ignoredPushes == 20)
            }
        }
    }

    @Test("row 48: what is ignored is logged by its kind if that is a word, and its content never")
    func ignoredPushesAreLogged() async throws {
        let recording = Recording()
        try await withScriptedServer { server in
            let strange = "canary " + String(repeating: "x", count: 100)
            server.script { _, command in
                guard command.name == "GET" else { return nil }
                return [
                    .push([.bulk("MOVING"), .bulk("canary")]), .push([.bulk(strange), .integer(1)]),
                    .push([.integer(7)]), .bulk("value"),
                ]
            }
            try await withClient(
                .standalone(.host("127.0.0.1", port: server.port)), { recording.attach(to: &$0) }
            ) { client in
                let value = try await client.get("a")
                #expect(value == "value")
                #expect(client.health.ignoredPushes == 3)
            }
        }
        #expect(recording.ignoredKinds == ["MOVING", "?", "?"])
        #expect(!recording.loggedText.contains("canary"))
    }

    @Test("row 48: pushes of any kind and shape come between replies, also where nobody subscribed")
    func strangePushes() async throws {
        try await withScriptedServer { server in
            let pushes: [ScriptedReply] = [
                .push([.bulk("unheard-of"), .integer(1)]), .push([.bulk("message"), .bulk("a"), .bulk("b")]),
                .push([.bulk("subscribe"), .bulk("a"), .integer(1)]), .push([.bulk("invalidate"), .null]),
                .push([.bulk("sunsubscribe"), .null, .integer(0)]), .push([.bulk("message"), .integer(3)]),
                .push([.bulk("pmessage")]), .push([.simple("simple"), .array([])]),
                "|1\r\n+ttl\r\n:3\r\n>2\r\n+attributed\r\n:1\r\n",
            ]
            server.script { _, command in
                guard command.name == "GET", let number = Int(command.text[1]) else { return nil }
                return [pushes[number % pushes.count], .bulk(command.text[1]), pushes[(number + 4) % pushes.count]]
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 {
                        group.addTask {
                            let first = try await client.get("\(number)")
                            #expect(first == "\(number)")
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(server.record.accepted == 1)
                // Of the nine, those whose kind means nothing to the client: each stands twice beside a reply.
                let unknown = Set([0, 7, 8])
                let sent = (0..<200).reduce(0) { count, number in
                    count + [number, number + 4].count { unknown.contains($0 % pushes.count) }
                }
                try await eventually("all have come") { client.health.ignoredPushes == sent }
            }
        }
    }
}
