import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Ways to nodes that only servers name: all of them are held to what was configured for the first.
    @Suite struct TLSTopologyTests {
        @Test("row 41: nodes that a cluster names are talked to by TLS, and are refused if they can't be trusted")
        func cluster() async throws {
            let tls = try await LiveServerTLS()
            try await onProxiedCluster(
                .redis70, primaries: 3, options: LiveServerOptions(tls: tls), recordsBytes: true
            ) { cluster, proxies in
                let trusting = try RedisTLS(authorities: tls.authority)
                try await Self.expectTrusted(cluster, proxies, trusting)
                try await Self.expectStrange(proxies, try RedisTLS(authorities: tls.strangeAuthority))
                try await Self.expectImpostorRefused(cluster, proxies, tls)
                for (number, proxy) in proxies.enumerated() {
                    let plaintext = proxy.plaintextConnections
                    #expect(plaintext.isEmpty, "connections \(plaintext) to node \(number) began in plaintext")
                }
            }
        }

        /// Uses all nodes of a cluster, of which only the first is configured.
        private static func expectTrusted(
            _ cluster: LiveCluster, _ proxies: [FaultProxy], _ trusting: RedisTLS
        ) async throws {
            try await withClient(.cluster(seeds: [proxies[0].address])) { configuration in
                configuration.tls = trusting
            } _: { client in
                for number in 0..<100 { try await client.set("key:\(number)", number) }
                let values = try await client.mget((0..<100).map { "key:\($0)" }, as: Int.self)
                #expect(values == (0..<100).map(Optional.some))
                let size = try await client.command("DBSIZE", as: Int.self)
                #expect(size == 100)
                for node in client.nodes { try await node.command("PING") }
                let slot = try await client.command("CLUSTER", "KEYSLOT", "key:1", as: Int.self)
                let owner = try #require(cluster.primary(ofSlot: slot))
                // A node that doesn't have the slot refers to the one that has: by the port for TLS.
                let stranger = proxies[(owner + 1) % 3].address
                try await withClient(.standalone(stranger), { $0.tls = trusting }) { other in
                    let moved = try await clientError { try await other.command("GET", "key:1") }
                    #expect(moved?.serverError?.message.contains("\(proxies[owner].port)") == true)
                }
            }
            #expect(proxies.allSatisfy { $0.statistics.accepted > 0 }, "not all nodes were talked to")
        }

        /// Trusts an authority that signed nothing: no node is talked to, and it is said why.
        private static func expectStrange(_ proxies: [FaultProxy], _ strange: RedisTLS) async throws {
            try await withClient(.cluster(seeds: proxies.map(\.address))) { configuration in
                configuration.tls = strange
            } _: { client in
                var refusal: ClientError?
                try await eventually("the client is told why") {
                    refusal = try await clientError { try await client.ping() }
                    return refusal?.message.contains("authority") == true
                }
                #expect(refusal?.code == .unknownTopology && refusal?.mayHaveRun == false, "\(refusal as Any)")
            }
        }

        /// Where the cluster says that its second node is, somebody answers whose certificate is for another host.
        private static func expectImpostorRefused(
            _ cluster: LiveCluster, _ proxies: [FaultProxy], _ tls: LiveServerTLS
        ) async throws {
            var other = tls
            other.identity = .wrongHost
            try await LiveServer.run(.redis70, options: LiveServerOptions(tls: other)) { impostor in
                proxies[1].retarget(to: .hostPort("127.0.0.1", impostor.port))
                let trusting = try RedisTLS(authorities: tls.authority)
                let change: (inout RedisConfiguration) -> Void = { configuration in
                    configuration.waitLong()
                    configuration.tls = trusting
                }
                try await withClient(.cluster(seeds: [proxies[0].address]), change) { client in
                    let (good, bad) = (cluster.key(onPrimary: 0), cluster.key(onPrimary: 1))
                    try await client.set(good, "1")
                    var refusal: ClientError?
                    try await eventually("the client is told why") {
                        let write = Command.set(bad, "1").timeout(.seconds(1))
                        refusal = try await clientError { try await client.send(write) }
                        return refusal?.message.contains("another name") == true
                    }
                    #expect(refusal?.code == .connectionFailed && refusal?.mayHaveRun == false, "\(refusal as Any)")
                    let value = try await client.get(good)
                    #expect(value == "1")
                }
                let keys = try await impostor.tell("DBSIZE")
                #expect(keys == .integer(0))
            }
        }

        @Test("row 41: a primary that Sentinels name is talked to by TLS")
        func sentinels() async throws {
            let tls = try await LiveServerTLS()
            try await unlessMissing(.redis70) {
                try await LiveSentinelGroup.run(.redis70, options: LiveServerOptions(tls: tls)) { group in
                    let topology = SentinelTopology(
                        sentinels: group.sentinels.map(\.tcpAddress), primaryName: group.name)
                    let trusting = try RedisTLS(authorities: tls.authority)
                    try await withClient(.sentinel(topology), { $0.tls = trusting }) { client in
                        try await client.set("a", "1")
                        try await eventually("the replicas are read from") {
                            try await client.send(.get("a").reading(from: .preferReplica)) == "1"
                        }
                        for node in client.nodes { try await node.command("PING") }
                    }
                }
            }
        }

        @Test("section 3, 1: Sentinels with TLS and a password of their own stand before servers without")
        func secureSentinels() async throws {
            let tls = try await LiveServerTLS()
            try await onServer(.redis70) { server in
                // The last line is about its own connections to the servers.
                let settings = ["sentinel monitor primary 127.0.0.1 \(server.port) 1", "tls-replication no"]
                let options = LiveServerOptions(
                    settings: settings, arguments: ["--sentinel"], password: "watch", tls: tls)
                try await LiveServer.run(.redis70, options: options) { sentinel in
                    var group = SentinelTopology(
                        sentinels: [sentinel.tcpAddress], primaryName: "primary",
                        credentials: { RedisCredentials(password: "watch") },
                        encryption: .tls(try RedisTLS(authorities: tls.authority)))
                    try await withClient(.sentinel(group)) { client in
                        try await client.set("a", "1")
                        let value = try await client.get("a")
                        #expect(value == "1")
                    }
                    group.encryption = .tls(try RedisTLS(authorities: tls.strangeAuthority))
                    let refusal = try await Self.failure(group)
                    #expect(refusal?.message.contains("authority") == true, "\(refusal as Any)")
                    group.encryption = .likeServers
                    let plain = try await Self.failure(group)
                    #expect(plain?.message.contains("TLS") == true, "\(plain as Any)")
                }
            }
        }

        @Test("section 3, 1: Sentinels without TLS stand before servers with it")
        func plainSentinels() async throws {
            let tls = try await LiveServerTLS()
            try await onServer(.redis70, options: LiveServerOptions(tls: tls)) { server in
                try await withMockSentinels(1) { sentinels in
                    sentinels.name(port: server.port)
                    let group = SentinelTopology(
                        sentinels: sentinels.addresses, primaryName: "primary", encryption: .plaintext)
                    let trusting = try RedisTLS(authorities: tls.authority)
                    try await withClient(.sentinel(group), { $0.tls = trusting }) { client in
                        try await client.set("a", "1")
                        let value = try await client.get("a")
                        #expect(value == "1")
                    }
                    #expect(sentinels.nodes[0].record.connections.allSatisfy { !$0.isMalformed })
                }
            }
        }

        /// Why a group can't be used; nil if it can.
        private static func failure(_ group: SentinelTopology) async throws -> ClientError? {
            let change: (inout RedisConfiguration) -> Void = { $0.connectTimeout = .seconds(1) }
            return try await withClient(.sentinel(group), change) { client in
                try await clientError { try await client.ping() }
            }
        }
    }
}
