import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Reads that stay in the client's availability zone.
    @Suite struct ZoneRows {
        /// The client's zone, and who may answer if the nodes are in the zones a, b and c.
        static let zones: [(String?, Set<String>)] = [
            ("a", ["node 0"]), ("b", ["node 1"]), ("c", ["node 2"]), ("d", ["node 0", "node 1", "node 2"]),
            (nil, ["node 0", "node 1", "node 2"]),
        ]

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
            arguments: ZoneRows.zones)
        func nearest(zone: String?, expected: Set<String>) async throws {
            try await withShard(zone: zone) { cluster, client in
                let answers = try await answers(client)
                #expect(answers == expected)
            }
        }

        /// What a server says of itself that is in a zone.
        private static func hello(zone: String) -> ScriptedReply {
            let fields = ["server", "valkey", "version", "9.1.0", "availability_zone", zone]
            let words = fields.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
            return .text("%4\r\n\(words)$5\r\nproto\r\n:3\r\n")
        }

        @Test(
            "section 3: the nearest server is one that says it is in the client's zone, and any if none does",
            arguments: ZoneRows.zones)
        func sentinels(zone: String?, expected: Set<String>) async throws {
            try await withMockSentinels(1) { sentinels in
                try await withMockCluster(nodes: 3) { servers in
                    servers.answer { node, _, command in
                        command.name == "HELLO" ? [Self.hello(zone: ["a", "b", "c"][node])] : nil
                    }
                    let ports = servers.nodes.map(\.port)
                    sentinels.name(port: ports[0], replicas: ports.dropFirst().map { .init(port: $0) })
                    try await withClient(sentinels.topology) { configuration in
                        configuration.readPreference = .nearest
                        configuration.availabilityZone = zone
                    } _: { client in
                        try await eventually("all are known") { client.nodes.count == 3 }
                        // A server's zone is known when it was connected to.
                        try await eventually("reads go there") { try await answers(client) == expected }
                        let settled = try await answers(client)
                        #expect(settled == expected)
                    }
                }
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
