import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Sentinels have credentials of their own.
    @Suite struct SentinelCredentialRows {
        @Test("section 3, 1: Sentinels have credentials of their own, which may change, and never get the servers'")
        func rotation() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    sentinels.name(port: servers.nodes[0].port)
                    let password = Shared("watch-1")
                    let group = SentinelTopology(
                        sentinels: sentinels.addresses, primaryName: "primary",
                        credentials: { RedisCredentials(username: "watcher", password: password.withLock { $0 }) })
                    try await withClient(.sentinel(group)) { configuration in
                        configuration.credentials = { RedisCredentials(username: "app", password: "serve") }
                        configuration.reconnectAtOnce()
                    } _: { client in
                        let first = try await client.get("a")
                        #expect(first == "node 0")
                        #expect(sentinels.words.isSuperset(of: ["watcher", "watch-1"]))
                        password.withLock { $0 = "watch-2" }
                        sentinels.nodes[0].cutAll(.reset)
                        try await eventually("the new password is used") { sentinels.words.contains("watch-2") }
                        let second = try await client.get("a")
                        #expect(second == "node 0")
                    }
                    #expect(sentinels.words.isDisjoint(with: ["app", "serve"]))
                    let words = Set(servers.nodes[0].record.connections.flatMap { $0.commands.flatMap(\.text) })
                    #expect(words.isSuperset(of: ["app", "serve"]))
                    #expect(words.isDisjoint(with: ["watcher", "watch-1", "watch-2"]))
                }
            }
        }

        @Test("section 3, 1: a Sentinel that refuses its credentials is named, and they aren't shown")
        func refused() async throws {
            try await withMockSentinels(2) { sentinels in
                sentinels.answer { _, command in
                    command.name == "HELLO" ? [.error("WRONGPASS invalid username-password pair")] : nil
                }
                let group = SentinelTopology(
                    sentinels: sentinels.addresses, primaryName: "primary",
                    credentials: { RedisCredentials(username: "watcher", password: "watch-1") })
                try await withClient(.sentinel(group)) { client in
                    let error = try await thrownError { _ = try await client.get("a") }
                    let ports = sentinels.nodes.map { "127.0.0.1:\($0.port)" }
                    #expect(error.code == .authentication && ports.contains(error.node ?? ""), "\(error)")
                    #expect(!"\(error)".contains("watch-1"))
                }
            }
        }
    }
}
