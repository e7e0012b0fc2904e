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
                try await withClient(cluster.topology(seeds: [0]), { $0.waitLong() }) { client in
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
                    try await cluster.nodes[1].waitUntil("the client has gone", within: patience) { $0.open == 0 }
                }
            }
        }

        @Test("requirement 12: a node that hangs takes no time from the callers of others")
        func isolated() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in node == 1 && command.name == "GET" ? [.silence] : nil }
                let (alive, hung) = (key(in: 0...8_191), key(in: 8_192...16_383))
                _ = try await client.get(alive)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let ended = Shared(0)
                    for _ in 0..<200 {
                        group.addTask {
                            let error = try await clientError { try await client.get(hung) }
                            ended.withLock { $0 += 1 }
                            #expect(error?.code == .cancelled, "\(error as Any)")
                        }
                    }
                    try await eventually("all wait") { cluster.nodes[1].record.count(of: "GET") == 200 }
                    for _ in 0..<500 {
                        let value = try await client.get(alive)
                        #expect(value == "node 0")
                    }
                    #expect(ended.withLock { $0 } == 0, "the node did not hang for so long")
                    group.cancelAll()
                    try await group.waitForAll()
                }
                try await checkTimeLimit(client, hung)
            }
        }

        /// Callers of a node that hangs are told in time, not earlier and not much later.
        private func checkTimeLimit(_ client: RedisClient, _ hung: String) async throws {
            let start = ContinuousClock.now
            let error = try await thrownError {
                _ = try await client.send(Command.get(hung).timeout(.milliseconds(600)))
            }
            let time = start.duration(to: .now)
            #expect(error.code == .timedOut && time >= .milliseconds(600) && time < .seconds(10), "\(time): \(error)")
        }

        @Test("callers that wait for a dead node are sent to the new one as soon as the client knows it")
        func turnedAway() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.view(cluster.even([0]))
                try await withClient(cluster.topology(seeds: [0, 1]), { $0.waitLong() }) { client in
                    #expect(try await client.get("a") == "node 0")
                    try await cluster.nodes[0].die()
                    async let read = client.get("a")
                    async let count = client.set("a", "1")
                    try await eventually("the node can't be reached") { !client.health.isReady }
                    cluster.view(cluster.even([1], epoch: 2))
                    let changed = ContinuousClock.now
                    #expect(try await read == "node 1")
                    _ = try await count
                    // For a connection they would wait for a minute.
                    #expect(changed.duration(to: .now) < .seconds(10))
                }
            }
        }

        @Test("requirement 10: seeds are kept for ever: when all nodes that were learned are gone they are asked again")
        func seedsKept() async throws {
            try await withMockCluster(nodes: 3) { cluster in
                cluster.view(cluster.even([1]))
                try await withClient(cluster.topology(seeds: [0]), { $0.waitLong() }) { client in
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
                    try await eventually("there are no more looks") {
                        let looks = cluster.looks
                        // What doesn't happen takes time to be seen: more than there is between two looks.
                        try await Task.sleep(for: .milliseconds(800))
                        return cluster.looks == looks
                    }
                }
            }
        }
    }
}
