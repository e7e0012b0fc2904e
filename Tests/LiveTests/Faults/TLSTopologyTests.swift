import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Ways to nodes that only servers name: all of them are held to what was configured for the first.
    @Suite struct TLSTopologyTests {
        @Test("row 41: nodes that a cluster names are talked to by TLS, and are refused if they can't be trusted")
        func cluster() async throws {
            let tls = try await LiveServerTLS()
            try await onCluster(.redis70, replicas: 0, options: LiveServerOptions(tls: tls)) { cluster in
                let seed = RedisTopology.cluster(seeds: [cluster.nodes[0].tcpAddress])
                let trusting = try RedisTLS(authorities: tls.authority)
                try await withClient(seed, { $0.tls = trusting }) { client in
                    for number in 0..<100 { try await client.set("key:\(number)", number) }
                    let values = try await client.mget((0..<100).map { "key:\($0)" }, as: Int.self)
                    #expect(values == (0..<100).map(Optional.some))
                    #expect(try await client.command("DBSIZE", as: Int.self) == 100)
                    for node in client.nodes { try await node.command("PING") }
                    let slot = try await client.command("CLUSTER", "KEYSLOT", "key:1", as: Int.self)
                    let owner = try #require(cluster.primary(ofSlot: slot))
                    // A node that doesn't have the slot refers to the one that has: by the port for TLS.
                    let stranger = cluster.nodes[(owner + 1) % 3]
                    try await withClient(.standalone(stranger.tcpAddress), { $0.tls = trusting }) { other in
                        let moved = try await clientError { try await other.command("GET", "key:1") }
                        #expect(moved?.serverError?.message.contains("\(cluster.nodes[owner].port)") == true)
                    }
                }
                let strange = try RedisTLS(authorities: tls.strangeAuthority)
                try await withClient(seed, { $0.tls = strange }) { client in
                    let refusal = try await clientError { try await client.ping() }
                    #expect(refusal != nil)
                }
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
    }
}
