import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Nodes that don't agree.
    @Suite struct PartitionRows {
        @Test("row 38: of several views the newest wins, even against many")
        func newestWins() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.view(cluster.even([0], epoch: 5), on: [0, 1])
                cluster.view(cluster.even([2], epoch: 6), on: [2])
                try await withClient(cluster.topology(seeds: [2])) { client in
                    #expect(try await client.get("a") == "node 2")
                    // Whoever it asks later: an older view isn't taken.
                    cluster.view(cluster.even([0, 1, 2], epoch: 7), on: [2])
                    cluster.nodes[2].cutAll(.reset)
                    try await eventually("the newer view is used") {
                        _ = try? await client.get("a")
                        return (try? await client.get(key(in: 0...5_000))) == "node 0"
                    }
                    var kept = 0
                    for _ in 0..<3 {
                        for number in 0..<30 { _ = try? await client.get("key:\(number)") }
                        let looks = cluster.looks
                        // It answers last, because it has to be connected to.
                        cluster.nodes[2].cutAll(.reset)
                        try await eventually("the client has looked again") { cluster.looks > looks + 2 }
                        if try await client.get(key(in: 12_000...16_383)) == "node 2" { kept += 1 }
                    }
                    // On a slow machine the others may not wait for it, but not each time.
                    #expect(kept >= 2)
                }
            }
        }

        @Test("row 38: of views with the same number, that of the node that brought it about wins")
        func ownEpochWins() async throws {
            try await withMockCluster(nodes: 4) { cluster in
                var fresh = cluster.even([3, 1, 2], epoch: 8)
                fresh.ownEpoch = 8
                cluster.view(cluster.even([0, 1, 2], epoch: 8), on: [0, 1, 2])
                cluster.view(fresh, on: [3])
                // With so few nodes all are asked: a seed, and those that are known.
                try await withClient(cluster.topology(seeds: [3])) { client in
                    var kept = 0
                    for _ in 0..<5 {
                        if try await client.get(key(in: 0...5_000)) == "node 3" { kept += 1 }
                        let looks = cluster.looks
                        // It answers last, because it has to be connected to.
                        cluster.nodes[3].cutAll(.reset)
                        try await eventually("the client has looked again") { cluster.looks > looks + 2 }
                    }
                    // On a slow machine the others may not wait for it, but not each time.
                    #expect(kept >= 3)
                }
            }
        }
    }
}
