import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Whether a client says that it is ready.
    @Suite struct HealthRows {
        /// Longer than a node that failed is passed over for others.
        private static let window = Duration.milliseconds(1_500)

        private func staysUnready(_ client: RedisClient) async throws {
            let end = ContinuousClock.now + Self.window
            while ContinuousClock.now < end {
                #expect(!client.health.isReady)
                try await Task.sleep(for: .milliseconds(20))
            }
        }

        @Test("health: a client of one server is ready while its connection stands")
        func standalone() async throws {
            try await withScriptedServer { server in
                try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                    try await eventually("it is ready") { client.health.isReady }
                    #expect(client.health.nodes.map(\.isConnected) == [true])
                    try await server.die()
                    try await eventually("it isn't") { !client.health.isReady }
                    try await staysUnready(client)
                    try await server.acceptConnections()
                    try await eventually("it is again") { client.health.isReady }
                }
            }
        }

        @Test("health: a client of a group is ready while a connection to the primary stands")
        func sentinels() async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 2) { servers in
                    let ports = servers.nodes.map(\.port)
                    sentinels.name(port: ports[0], replicas: [.init(port: ports[1])])
                    try await withClient(sentinels.topology) { client in
                        try await eventually("it is ready") { client.health.isReady }
                        try await servers.nodes[1].die()
                        #expect(client.health.isReady)
                        try await servers.nodes[0].die()
                        try await eventually("it isn't") { !client.health.isReady }
                        try await servers.nodes[0].acceptConnections()
                        try await eventually("it is again") { client.health.isReady }
                    }
                }
            }
        }

        @Test(
            "health: a client of a cluster isn't ready while a node with slots is down, and is again without being used",
            arguments: [[0, 1], [1]])
        func cluster(dead: [Int]) async throws {
            try await withClusterClient(nodes: 2, seeds: [0, 1]) { cluster, client in
                try await eventually("it is ready") { client.health.isReady }
                _ = try await client.get(key(in: 0...8_191))
                _ = try await client.get(key(in: 8_192...16_383))
                for number in dead { try await cluster.nodes[number].die() }
                try await eventually("it isn't") { !client.health.isReady }
                try await staysUnready(client)
                for number in dead { try await cluster.nodes[number].acceptConnections() }
                try await eventually("it is again") { client.health.isReady }
            }
        }

        @Test("health: a cluster with slots that nobody has isn't ready, and one that lost a replica is")
        func coverage() async throws {
            try await withMockShard { cluster, client in
                try await eventually("a replica answers") { try await client.get("a") == "node 1" }
                try await cluster.nodes[1].die()
                let value = try await client.get("a")
                #expect(value == "node 0" && client.health.isReady)
                var view = cluster.oneShard()
                view.epoch = 2
                view.rows[0].slots = 0...8_191
                cluster.view(view)
                cluster.nodes[0].cutAll(.reset)
                try await eventually("it isn't ready") { !client.health.isReady }
            }
        }
    }
}
