import PinyonClient
import PinyonTesting
import Testing

/// Subscriptions to what one server says.
@Suite(.timeLimit(.minutes(2))) struct NodeSubscriptionTests {
    @Test("a server's keyspace notifications can be read through its handle", arguments: serverKinds)
    func notifications(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                try await node.command("CONFIG", "SET", "notify-keyspace-events", "KEA")
                let targets: [SubscriptionTarget] = [.channel("__keyspace@0__:a"), .pattern("__keyevent@0__:*")]
                try await node.withSubscription(to: targets) { events in
                    try await client.set("a", "1")
                    var seen: Set<String> = []
                    while seen.count < 2, let message = try await events.nextMessage() {
                        seen.insert("\(message.channel) \(message.text)")
                    }
                    #expect(seen == ["__keyspace@0__:a set", "__keyevent@0__:set a"])
                }
            }
        }
    }

    @Test("a connection to one server that breaks is made again, with a gap", arguments: oneServerKind)
    func broken(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                let node = try #require(client.nodes.first)
                try await node.withSubscription(to: [.channel("news")]) { events in
                    proxy.cutAll(.reset)
                    var iterator = events.makeAsyncIterator()
                    #expect(try await iterator.next() == .gap(.reconnected))
                    try await server.tell("PUBLISH", "news", "hello")
                    let message = try await events.nextMessage()
                    #expect(message?.text == "hello")
                }
            }
        }
    }

    @Test("a subscription to one server ends when the client is shut down", arguments: oneServerKind)
    func shutDown(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                try await node.withSubscription(to: [.channel("news")]) { events in
                    client.shutDown()
                    let error = try await events.ending()
                    #expect(error?.code == .shutDown)
                }
                let error = try await clientError { try await node.withSubscription(to: [.channel("news")]) { _ in } }
                #expect(error?.code == .shutDown)
            }
        }
    }

    @Test("what can't be subscribed to at one server is said", arguments: oneServerKind)
    func wrongTargets(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                for targets in [[], [SubscriptionTarget.shard("a")]] {
                    let error = try await clientError { try await node.withSubscription(to: targets) { _ in } }
                    #expect(error?.code == .invalidArgument)
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct NodeSubscriptions {
        @Test(
            "the handle of a cluster's node brings that node's keyspace notifications and no others",
            arguments: [LiveServerKind.redis70, .valkey91])
        func notifications(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(settings: ["notify-keyspace-events KEA"])
            try await onCluster(kind, primaries: 2, replicas: 0, options: options) { cluster in
                try await withClient(cluster.topology) { client in
                    let keys = (0..<2).map { cluster.key(onPrimary: $0) }
                    for (number, key) in keys.enumerated() {
                        try await client.set(key, "1")
                        let node = try #require(
                            client.nodes.first { $0.slots.contains { $0.contains(slot(of: key)) } })
                        try await node.withSubscription(to: [.pattern("__keyspace@0__:*")]) { events in
                            try await client.set(keys[1 - number], "2")
                            try await client.set(key, "2")
                            let message = try await events.nextMessage()
                            #expect(message?.channel == "__keyspace@0__:\(key)" && message?.text == "set")
                        }
                    }
                }
            }
        }

        @Test("the channels of a Sentinel can be read through its handle")
        func sentinel() async throws {
            try await unlessMissing(.redis70) {
                try await LiveSentinelGroup.run(.redis70) { group in
                    try await withClient(.standalone(group.sentinels[0].address)) { client in
                        let sentinel = try #require(client.nodes.first)
                        try await sentinel.withSubscription(to: [.channel("+switch-master")]) { events in
                            try await group.failOver()
                            let message = try await events.nextMessage()
                            #expect(message?.text.hasPrefix("\(group.name) ") == true)
                        }
                    }
                }
            }
        }
    }
}

extension MockClusters {
    @Suite struct NodeSubscriptions {
        @Test("a subscription to a node that leaves the cluster ends, and says so")
        func left() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in Self.confirm(command) }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    _ = try await client.get("bar")
                    let node = try #require(client.nodes.first { $0.slots.contains { $0.contains(slot(of: "bar")) } })
                    try await node.withSubscription(to: [.channel("news")]) { events in
                        #expect(cluster.nodes[0].record.count(of: "SUBSCRIBE") == 1)
                        cluster.view(cluster.even([1], epoch: 2))
                        cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                            guard command.name == "GET", node == 0 else { return Self.confirm(command) }
                            return [.error("MOVED \(slot(of: "bar")) 127.0.0.1:\(port)")]
                        }
                        // The redirection makes the client look.
                        _ = try await client.get("bar")
                        let error = try await events.ending()
                        #expect(error?.code == .connectionClosed)
                    }
                    let error = try await clientError {
                        try await node.withSubscription(to: [.channel("news")]) { _ in }
                    }
                    #expect(error?.code == .connectionClosed)
                }
            }
        }

        private static func confirm(_ command: ScriptedCommand) -> [ScriptedReply]? {
            guard command.name == "SUBSCRIBE" else { return nil }
            return [.push([.bulk("subscribe"), .bulk(command.text[1]), .integer(1)])]
        }
    }
}
