import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Reads that stay in the client's availability zone.
    @Suite struct ZoneRows {
        /// A shard with node 0, its primary, in zone a, and its replicas in the zones b and c.
        private func withShard(
            zone: String?, _ body: (MockCluster, RedisClient) async throws -> Void
        ) async throws {
            try await withMockCluster(nodes: 3) { cluster in
                let ports = cluster.nodes.map(\.port)
                var view = cluster.even([0])
                view.rows[0].replicas = Array(ports.dropFirst())
                view.rows[0].zones = [ports[0]: "a", ports[1]: "b", ports[2]: "c"]
                cluster.view(view)
                try await withClient(cluster.topology()) { configuration in
                    configuration.readPreference = .nearest
                    configuration.availabilityZone = zone
                } _: { client in
                    try await body(cluster, client)
                }
            }
        }

        private func answers(_ client: RedisClient) async throws -> Set<String> {
            var answers: Set<String> = []
            for _ in 0..<12 { answers.insert(try await client.get("a") ?? "") }
            return answers
        }

        @Test(
            "requirement 14: the nearest node is one in the client's zone, the primary included, and any if there is none",
            arguments: [
                ("a", ["node 0"]), ("b", ["node 1"]), ("c", ["node 2"]), ("d", ["node 0", "node 1", "node 2"]),
                (nil, ["node 0", "node 1", "node 2"]),
            ] as [(String?, Set<String>)])
        func nearest(zone: String?, expected: Set<String>) async throws {
            try await withShard(zone: zone) { cluster, client in
                let answers = try await answers(client)
                #expect(answers == expected)
            }
        }

        @Test("requirement 14: without a node in the zone that can be reached the primary answers")
        func deadZone() async throws {
            try await withShard(zone: "b") { cluster, client in
                let first = try await answers(client)
                #expect(first == ["node 1"])
                try await cluster.nodes[1].die()
                let next = try await answers(client)
                #expect(next == ["node 0"])
            }
        }
    }
}
