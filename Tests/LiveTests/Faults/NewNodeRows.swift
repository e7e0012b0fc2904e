import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// What becomes of servers that other servers name for the first time.
    @Suite struct NewNodeRows {
        private static let password = "canary-of-new-nodes"

        private static func change(_ configuration: inout RedisConfiguration, _ recording: Recording) {
            recording.attach(to: &configuration)
            configuration.credentials = { RedisCredentials(username: "app", password: password) }
        }

        @Test("section 7: the nodes that a cluster names are logged once each, with their address and role")
        func cluster() async throws {
            let recording = Recording()
            try await withMockCluster(nodes: 3) { cluster in
                let ports = cluster.nodes.map(\.port)
                var view = cluster.even([0, 1])
                view.rows[0].replicas = [ports[2]]
                cluster.view(view)
                try await withClient(cluster.topology()) { configuration in
                    Self.change(&configuration, recording)
                } _: { client in
                    _ = try await client.get("a")
                    let looks = cluster.looks
                    try await eventually("the client has looked again") { cluster.looks > looks }
                    #expect(
                        recording.namedNodes.sorted()
                            == [
                                "127.0.0.1:\(ports[0]) primary", "127.0.0.1:\(ports[1]) primary",
                                "127.0.0.1:\(ports[2]) replica",
                            ].sorted())
                }
            }
            #expect(!recording.loggedText.contains(Self.password))
        }

        @Test("section 7: the servers and Sentinels that a Sentinel names are logged, with their address and role")
        func sentinels() async throws {
            let recording = Recording()
            try await withMockSentinels(2) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    let ports = servers.nodes.map(\.port)
                    let other = sentinels.nodes[1].port
                    sentinels.name(port: ports[0], replicas: [.init(port: ports[1])], sentinels: [other])
                    let group = SentinelTopology(
                        sentinels: [sentinels.addresses[0]], primaryName: "primary",
                        credentials: { RedisCredentials(password: Self.password) })
                    try await withClient(.sentinel(group)) { configuration in
                        Self.change(&configuration, recording)
                    } _: { client in
                        _ = try await client.get("a")
                        let expected = [
                            "127.0.0.1:\(ports[0]) primary", "127.0.0.1:\(ports[1]) replica",
                            "127.0.0.1:\(other) sentinel",
                        ]
                        try await eventually("all are logged") { recording.namedNodes.count == expected.count }
                        #expect(recording.namedNodes.sorted() == expected.sorted())
                    }
                }
            }
            #expect(!recording.loggedText.contains(Self.password))
        }

        @Test("address trust: a Sentinel that names ever more servers is held to a pace, and known ones may come back")
        func pace() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 1) { servers in
                    let primary = servers.nodes[0].port
                    sentinels.name(port: primary)
                    try await withClient(sentinels.topology) { configuration in
                        configuration.addressTrust = AddressTrust(nodes: 3, newNodesPerMinute: 0)
                    } _: { client in
                        _ = try await client.get("a")
                        try await eventually("it is listened to") { sentinels.isListenedTo }
                        // The primary was the first of three.
                        let rounds = [([20_001], [20_001]), ([20_002], [20_002]), ([20_003, 20_001], [20_001])]
                        for (named, known) in rounds {
                            sentinels.name(port: primary, replicas: named.map { .init(port: $0) })
                            sentinels.announce("+slave", "")
                            let expected = Set(([primary] + known).map { ServerAddress.host("127.0.0.1", port: $0) })
                            try await eventually("\(known) is known") { Set(client.nodes.map(\.address)) == expected }
                        }
                    }
                }
            }
        }
    }
}
