import PinyonClient
import PinyonTesting
import Testing

/// Servers that don't track what they are asked to, or are asked for what none does.
@Suite(.timeLimit(.minutes(2))) struct TrackingRefusalTests {
    private static let options = LiveServerOptions(users: ["app on >secret ~* +get +client|tracking"])

    private static func asUser(_ configuration: inout RedisConfiguration) {
        configuration.credentials = { RedisCredentials(username: "app", password: "secret") }
    }

    @Test(
        "row 47: a read fails with what the server said if the user may not ask for it to be tracked",
        arguments: serverKinds)
    func forbidden(kind: LiveServerKind) async throws {
        try await onServer(kind, options: Self.options) { server in
            try await withClient(.standalone(server.tcpAddress)) { admin in
                try await admin.set("a", "1")
                try await withClient(.standalone(server.tcpAddress), Self.asUser) { client in
                    let isTracked = Shared<[Bool]>([])
                    let tracking = client.tracking { _ in }
                    let error = try await thrownError {
                        _ = try await tracking.read(.get("a")) { reply in
                            isTracked.withLock { $0.append(reply.isTracked) }
                        }
                    }
                    #expect(error.code == .authentication && error.serverError?.code == "NOPERM", "\(error)")
                    #expect(error.command == "GET" && isTracked.withLock { $0 }.isEmpty)
                    let untracked = try await client.get("a")
                    #expect(untracked == "1")

                    try await admin.command("ACL", "SETUSER", "app", "+client|caching")
                    let value = try await tracking.read(.get("a")) { reply in
                        isTracked.withLock { $0.append(reply.isTracked) }
                    }
                    #expect(value == "1" && isTracked.withLock { $0 } == [true])
                }
            }
        }
    }

    @Test("row 47: a read that a busy server answered without tracking it is made again")
    func busy() async throws {
        try await withScriptedServer { server in
            let refusals = Shared(1)
            server.script { _, command in
                if command.text.prefix(2) == ["CLIENT", "CACHING"], refusals.takeOne() {
                    return [.error("BUSY a script is running")]
                }
                return command.name == "GET" ? [.bulk("1")] : nil
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let isTracked = Shared<[Bool]>([])
                let tracking = client.tracking { _ in }
                let value = try await tracking.read(.get("a")) { reply in
                    isTracked.withLock { $0.append(reply.isTracked) }
                }
                #expect(value == "1" && isTracked.withLock { $0 } == [true])
                #expect(server.record.count(of: "GET") == 2)
            }
        }
    }

    @Test("row 47: a server that only speaks RESP2, and would tell of no change, tracks nothing, and that is said")
    func oldProtocol() async throws {
        try await withScriptedServer(handshake: .resp2) { server in
            server.script { _, command in command.name == "GET" ? [.bulk("1")] : nil }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let tracking = client.tracking { _ in }
                let error = try await thrownError { _ = try await tracking.read(.get("a")) }
                #expect(error.code == .configuration && error.message.contains("RESP3"), "\(error)")
                let value = try await client.get("a")
                #expect(value == "1" && client.health.isReady)
                let asked = server.record.connections.flatMap(\.commands).filter { $0.text.contains("TRACKING") }
                #expect(asked.isEmpty, "\(asked)")
            }
        }
    }

    @Test("row 47: reads of a server that refuses to track don't make a connection each")
    func pause() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                if command.text.prefix(2) == ["CLIENT", "TRACKING"] { return [.error("ERR unknown subcommand")] }
                return command.name == "GET" ? [.bulk("1")] : nil
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let tracking = client.tracking { _ in }
                for _ in 0..<20 {
                    let error = try await thrownError { _ = try await tracking.read(.get("a")) }
                    #expect(error.code == .server && error.serverError?.code == "ERR", "\(error)")
                    let value = try await client.get("a")
                    #expect(value == "1")
                }
                #expect(server.record.accepted <= 4, "\(server.record.accepted) connections")
            }
        }
    }

    @Test("row 47: prefixes that overlap are refused where reads are made, logged, and no server is asked")
    func overlapping() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.bulk("1")] : nil }
            let recording = Recording()
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { configuration in
                recording.attach(to: &configuration)
            } _: { client in
                let news = TrackingNews()
                let tracking = client.tracking(.broadcast(prefixes: ["user:1", "user:"])) { news.add($0) }
                let error = try await thrownError { _ = try await tracking.read(.get("user:1")) }
                #expect(error.code == .invalidArgument && error.command == "GET" && !error.mayHaveRun, "\(error)")
                #expect(error.message.contains("“user:” and “user:1”"), "\(error)")
                let value = try await client.get("a")
                #expect(value == "1" && client.health.isReady && news.order.isEmpty)
                let commands = server.record.connections.flatMap(\.commands)
                #expect(!commands.contains { $0.text.contains("TRACKING") })
            }
            #expect(recording.loggedText.contains("prefixes for tracking overlap"))
        }
    }
}

extension MockClusters {
    /// Clusters with a node that doesn't track what it is asked to.
    @Suite struct TrackingRefusalRows {
        /// How many connections a node was asked to switch tracking on for.
        private static func attempts(_ node: ScriptedServer) -> Int {
            node.record.connections.count { connection in
                connection.commands.contains { $0.text.prefix(2) == ["CLIENT", "TRACKING"] }
            }
        }

        private static func refuse(_ cluster: MockCluster, _ line: String?) {
            cluster.answer { node, _, command in
                if command.name == "ECHO" { return [.bulk("x")] }
                guard let line, node == 1, command.text.prefix(2) == ["CLIENT", "TRACKING"] else { return nil }
                return [.error(line)]
            }
        }

        @Test(
            "row 47: a node of a cluster that refuses to track serves everything else as ever",
            arguments: ["ERR Prefix 'ab' overlaps with another provided prefix 'a'", "NOPERM no", "BUSY no"])
        func refused(line: String) async throws {
            try await withClusterClient(nodes: 2, seeds: [0, 1]) { configuration in
                configuration.waitLong()
                configuration.reconnectAtOnce()
            } _: { cluster, client in
                Self.refuse(cluster, line)
                let (lower, upper) = (key(in: 0...8_191), key(in: 8_192...16_383))
                for key in [lower, upper] { _ = try await client.get(key) }
                let addresses = cluster.nodes.map { ServerAddress.host("127.0.0.1", port: $0.port) }
                let news = TrackingNews()
                let tracking = client.tracking(.broadcast(prefixes: ["a"])) { news.add($0) }
                try await eventually("it is refused over and over") {
                    #expect(client.health.isReady)
                    return Self.attempts(cluster.nodes[1]) >= 3
                }
                try await eventually("the other node tells") { news.connections == [addresses[0]] }
                // Commands for any node pass over one that could not be connected to just now.
                for _ in 0..<4 { try await client.command("ECHO", "x") }
                let echoes = cluster.nodes.map { $0.record.count(of: "ECHO") }
                #expect(echoes == [2, 2])
                let value = try await client.get(upper)
                #expect(value == "node 1" && client.health.isReady)
                try await Self.expectReads(tracking, lower: lower, upper: upper, refusal: line)

                Self.refuse(cluster, nil)
                try await eventually("both tell") { Set(news.connections) == Set(addresses) }
            }
        }

        /// Expects that reads of the node that refuses fail at once, if that stays so, and others don't.
        private static func expectReads(
            _ tracking: Tracking, lower: String, upper: String, refusal line: String
        ) async throws {
            let value = try await tracking.read(.get(lower))
            #expect(value == "node 0")
            guard !line.hasPrefix("BUSY") else { return }
            let error = try await thrownError { _ = try await tracking.read(.get(upper)) }
            #expect(error.code == (line.hasPrefix("ERR") ? .server : .authentication), "\(error)")
            #expect(error.message.hasPrefix("the connection could not be prepared") && error.serverError != nil)
        }
    }
}
