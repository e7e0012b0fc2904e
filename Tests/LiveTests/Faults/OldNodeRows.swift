import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Nodes that leave a cluster, hang, or are gone.
    @Suite struct OldNodeRows {
        @Test("requirement 13: a node that has left is let go of after two looks and 5 s; what it owes it still gives")
        func drained() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { node, _, command in
                    command.name == "GET" && command.text.last == "foo" && node == 1
                        ? [.delay(.milliseconds(1_500)), .bulk("late")] : nil
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    #expect(slot(of: "foo") > 8_191)
                    async let late = client.get("foo")
                    try await eventually("it is on its way") { cluster.nodes[1].record.count(of: "GET") == 1 }
                    cluster.view(cluster.even([0], epoch: 2))
                    let looks = cluster.looks
                    try await eventually("the client has looked thrice") {
                        cluster.nodes[0].cutAll(.reset)
                        _ = try? await client.get("a")
                        try await Task.sleep(for: .milliseconds(50))
                        return cluster.looks > looks + 4
                    }
                    #expect(try await client.get("foo") == "node 0")
                    #expect(try await late == "late")
                    try await cluster.nodes[1].waitUntil("the client has gone", within: .seconds(8)) { $0.open == 0 }
                }
            }
        }

        @Test("requirement 12: a node that hangs takes no time from the callers of others")
        func isolated() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { node, _, command in node == 1 && command.name == "GET" ? [] : nil }
                try await withClient(cluster.topology()) { configuration in
                    configuration.commandTimeout = .milliseconds(600)
                } _: { client in
                    let (alive, hung) = (key(in: 0...8_191), key(in: 8_192...16_383))
                    _ = try await client.get(alive)
                    let load = Load()
                    try await load.run(callers: 200, pause: .zero) { caller, turn in
                        if caller == 0 { _ = try await client.get(alive) } else { _ = try? await client.get(hung) }
                    } during: {
                        try await Task.sleep(for: .milliseconds(1_300))
                    }
                    #expect(load.percentile(0.99) { $0.caller == 0 } < .milliseconds(150))
                    #expect(load.errors.isEmpty)
                    // Callers of the hung node are told in time, not earlier and not much later.
                    let told = load.percentile(0.5) { $0.caller > 0 }
                    #expect(told > .milliseconds(500) && told < .milliseconds(1_200), "\(told)")
                }
            }
        }

        @Test("callers that wait for a dead node are sent to the new one as soon as the client knows it")
        func turnedAway() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.view(cluster.even([0]))
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    #expect(try await client.get("a") == "node 0")
                    try await cluster.nodes[0].die()
                    async let read = client.get("a")
                    async let count = client.set("a", "1")
                    try await Task.sleep(for: .milliseconds(100))
                    cluster.view(cluster.even([1], epoch: 2))
                    let changed = ContinuousClock.now
                    #expect(try await read == "node 1")
                    _ = try await count
                    #expect(changed.duration(to: .now) < .seconds(1))
                }
            }
        }

        @Test("requirement 10: seeds are kept for ever: when all nodes that were learned are gone they are asked again")
        func seedsKept() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.view(cluster.even([1]))
                try await withClient(cluster.topology(seeds: [0])) { client in
                    let first = try await client.get("a")
                    #expect(first == "node 1")
                    try await cluster.nodes[1].die()
                    cluster.view(cluster.even([2], epoch: 2), on: [0])
                    let next = try await client.get("a")
                    #expect(next == "node 2")
                }
            }
        }

        @Test("requirement 11: looks spread over the nodes, and stop when nothing is wrong")
        func looks() async throws {
            try await withMockCluster(nodes: 6) { cluster in
                try await withClient(cluster.topology(seeds: [0])) { client in
                    for _ in 0..<5 {
                        for number in 0..<30 { _ = try await client.get("key:\(number)") }
                        let looks = cluster.looks
                        cluster.nodes[5].cutAll(.reset)
                        try await eventually("the client looks") { cluster.looks >= looks + 3 }
                    }
                    let asked = cluster.nodes.filter { node in
                        node.record.connections.contains { $0.commands.contains { $0.name == "CLUSTER" } }
                    }
                    #expect(asked.count >= 4)
                    try await Task.sleep(for: .milliseconds(600))
                    let looks = cluster.looks
                    try await Task.sleep(for: .milliseconds(600))
                    #expect(cluster.looks == looks)
                }
            }
        }
    }
}
