import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// How often a client looks while the cluster goes on listing a node that is dead.
    @Suite struct DeadNodeLooksRows {
        @Test(
            "requirement 11: a dead node that nobody replaces is looked after less and less, and its successor is found"
        )
        func deadNode() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                try await withClient(cluster.topology(seeds: [0])) { client in
                    let keys = [key(in: 0...5_000), key(in: 6_000...10_000), key(in: 11_000...16_383)]
                    for key in keys { _ = try await client.get(key) }
                    try await cluster.nodes[2].die()
                    let looks = cluster.looks
                    try await Task.sleep(for: .seconds(8))
                    let during = cluster.looks - looks
                    // Three nodes answer each time. With a gap that doesn't grow, there are twenty times.
                    #expect(during > 3 && during < 42, "\(during)")
                    // Nobody has looked for a while, but a caller needs it now.
                    cluster.view(cluster.even([0, 1], epoch: 2))
                    let start = ContinuousClock.now
                    let value = try await client.get(keys[2])
                    #expect(value == "node 1")
                    #expect(ContinuousClock.now - start < .milliseconds(1_500))
                }
            }
        }

        @Test("requirement 13: a replica that one view misses stays connected for the next")
        func missedReplica() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even([0])
                view.rows[0].replicas = [cluster.nodes[1].port]
                cluster.view(view)
                try await withClient(cluster.topology()) { configuration in
                    configuration.readPreference = .preferReplica
                } _: { client in
                    try await eventually("a replica answers") { try await client.get("a") == "node 1" }
                    let accepted = cluster.nodes[1].record.connections.count { $0.names.contains("READONLY") }
                    cluster.view(cluster.even([0], epoch: 2))
                    cluster.nodes[0].cutAll(.reset)
                    try await eventually("the primary answers") { try await client.get("a") == "node 0" }
                    view.epoch = 3
                    cluster.view(view)
                    cluster.nodes[0].cutAll(.reset)
                    try await eventually("the replica answers again") {
                        // Writes go to the primary, and tell the client that the connection has gone.
                        _ = try? await client.set("a", "1")
                        return try await client.get("a") == "node 1"
                    }
                    let acceptedLater = cluster.nodes[1].record.connections.count { $0.names.contains("READONLY") }
                    #expect(acceptedLater == accepted)
                }
            }
        }
    }
}
