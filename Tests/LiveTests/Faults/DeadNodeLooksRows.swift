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
            try await withClusterClient(nodes: 3) { configuration in
                configuration.waitLong()
                // Whoever waits for the dead node for so long makes the client look.
                configuration.connectTimeout = .milliseconds(500)
            } _: { cluster, client in
                let keys = [key(in: 0...5_000), key(in: 6_000...10_000), key(in: 11_000...16_383)]
                for key in keys {
                    try await eventually("\(key) is served") { (try? await client.get(key)) != nil }
                }
                try await cluster.nodes[2].die()
                let died = ContinuousClock.now
                let looks = cluster.looks
                // What doesn't happen takes time to be seen: looks that come too often.
                try await Task.sleep(for: .seconds(7))
                let during = cluster.looks - looks
                // Three nodes answer each time. With a gap that doesn't grow, there are seventeen times.
                #expect(during > 3 && during < 42, "\(during)")
                // The next look that nobody needs comes after two fifths of that time at the earliest.
                try await eventually("the client has looked again") { cluster.looks > looks + during }
                let soon = died.duration(to: .now) / 3
                cluster.view(cluster.even([0, 1], epoch: 2))
                let start = ContinuousClock.now
                let value = try await client.get(keys[2])
                #expect(value == "node 1")
                #expect(ContinuousClock.now - start < soon, "a caller needed it")
            }
        }

        @Test("requirement 13: a replica that one view misses stays connected for the next")
        func missedReplica() async throws {
            try await withMockShard { cluster, client in
                try await eventually("a replica answers") { try await client.get("a") == "node 1" }
                let accepted = Self.replicaConnections(cluster)
                cluster.view(cluster.even([0], epoch: 2))
                cluster.nodes[0].cutAll(.reset)
                try await eventually("the primary answers") { try await client.get("a") == "node 0" }
                var view = cluster.oneShard()
                view.epoch = 3
                cluster.view(view)
                cluster.nodes[0].cutAll(.reset)
                try await eventually("the replica answers again") {
                    // Writes go to the primary, and tell the client that the connection has gone.
                    _ = try? await client.set("a", "1")
                    return try await client.get("a") == "node 1"
                }
                #expect(Self.replicaConnections(cluster) == accepted)
            }
        }

        /// How many connections were made to read from node 1.
        private static func replicaConnections(_ cluster: MockCluster) -> Int {
            cluster.nodes[1].record.connections.count { $0.names.contains("READONLY") }
        }
    }
}
