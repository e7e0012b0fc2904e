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
                    for _ in 0..<3 {
                        for number in 0..<30 { _ = try? await client.get("key:\(number)") }
                        let looks = cluster.looks
                        // It answers last, because it has to be connected to.
                        cluster.nodes[2].cutAll(.reset)
                        try await eventually("the client has looked again") { cluster.looks > looks + 2 }
                        let value = try await client.get(key(in: 12_000...16_383))
                        #expect(value == "node 2")
                    }
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

        @Test("row 38: an older view isn't taken although those that know better are slow to say so")
        func cutOffMinority() async throws {
            try await withMockCluster(nodes: 5) { cluster in
                cluster.view(cluster.even(epoch: 7))
                let (first, last) = (key(in: 3_300...6_500), key(in: 13_200...16_383))
                try await withClient(cluster.topology(seeds: [0]), { $0.waitLong() }) { client in
                    let before = try await client.get(last)
                    #expect(before == "node 4")
                    cluster.view(cluster.even([0, 1], epoch: 6), on: [0, 1])
                    for number in 2...4 { Self.tellLate(cluster.even(epoch: 7), cluster.nodes[number], number) }
                    for _ in 0..<3 {
                        let looks = cluster.looks
                        // One look makes them tell seven times or so.
                        try await eventually("the client has looked again") {
                            cluster.nodes[1].cutAll(.reset)
                            _ = try? await client.get(first)
                            try await Task.sleep(for: .milliseconds(100))
                            return cluster.looks > looks + 8
                        }
                        let value = try await client.get(last)
                        #expect(value == "node 4")
                    }
                }
            }
        }

        /// Makes a node tell a view later than a look waits for the slow when others have answered.
        private static func tellLate(_ view: MockCluster.View, _ node: ScriptedServer, _ number: Int) {
            node.script { _, command in
                switch (command.name, command.text.dropFirst().first?.uppercased()) {
                case ("CLUSTER", "INFO"):
                    return [.delay(.milliseconds(300)), .bulk("cluster_current_epoch:\(view.epoch)\r\n")]
                case ("CLUSTER", "SLOTS"): return [.array(view.rows.map(\.reply))]
                case ("GET", _): return [.bulk("node \(number)")]
                default: return nil
                }
            }
        }

        @Test("row 38: a cluster that was set up anew is followed, although its numbers begin again")
        func rebuilt() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.view(cluster.even([0, 1, 2], epoch: 7))
                try await withClient(cluster.topology(seeds: [0]), { $0.waitLong() }) { client in
                    let before = try await client.get(key(in: 0...5_000))
                    #expect(before == "node 0")
                    cluster.view(cluster.even([2, 1, 0], epoch: 2))
                    cluster.nodes[0].cutAll(.reset)
                    try await eventually("the new one is used") {
                        try await client.get(key(in: 0...5_000)) == "node 2"
                    }
                    let last = try await client.get(key(in: 12_000...16_383))
                    #expect(last == "node 0")
                }
            }
        }

        @Test("row 38: an older view is used when no primary of the newer one can be reached any more")
        func replaced() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.view(cluster.even([1], epoch: 7))
                try await withClient(cluster.topology(seeds: [0]), { $0.waitLong() }) { client in
                    let before = try await client.get("a")
                    #expect(before == "node 1")
                    cluster.view(cluster.even([2], epoch: 2), on: [0, 2])
                    try await cluster.nodes[1].die()
                    let after = try await client.get("a")
                    #expect(after == "node 2")
                }
            }
        }
    }
}
