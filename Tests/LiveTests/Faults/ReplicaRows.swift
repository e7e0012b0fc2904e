import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Replicas that can't answer.
    @Suite struct ReplicaRows {
        /// A cluster of one shard: node 0 is its primary, the others are its replicas.
        private func withShard(replicas: Int = 1, _ body: (MockCluster) async throws -> Void) async throws {
            try await withMockCluster(nodes: 1 + replicas) { cluster in
                var view = cluster.even([0])
                view.rows[0].replicas = cluster.nodes.dropFirst().map(\.port)
                cluster.view(view)
                try await body(cluster)
            }
        }

        private func withReader(
            _ cluster: MockCluster, _ preference: ReadPreference = .preferReplica,
            _ body: (RedisClient) async throws -> Void
        ) async throws {
            try await withClient(cluster.topology()) { configuration in
                configuration.readPreference = preference
            } _: { client in
                try await body(client)
            }
        }

        @Test("requirement 14: READONLY is said on each connection to a replica, and before any read")
        func readonly() async throws {
            try await withShard { cluster in
                try await withReader(cluster) { client in
                    for round in 1...3 {
                        try await eventually("a replica answers") { try await client.get("a") == "node 1" }
                        #expect(cluster.nodes[1].record.count(of: "READONLY") == round)
                        cluster.nodes[1].cutAll(.reset)
                        try await eventually("the connection is gone") {
                            cluster.nodes[1].record.open == 0 || cluster.nodes[1].record.accepted > round
                        }
                    }
                    for connection in cluster.nodes[1].record.connections where connection.names.contains("GET") {
                        let readonly = try #require(connection.names.firstIndex(of: "READONLY"))
                        #expect(readonly < connection.names.firstIndex(of: "GET") ?? 0)
                    }
                    #expect(cluster.nodes[0].record.count(of: "READONLY") == 0)
                    try await client.set("a", "1")
                    #expect(cluster.nodes[0].record.count(of: "SET") == 1)
                }
            }
        }

        @Test(
            "rows 26, 27: a replica that is stale, loading, busy or says MOVED is passed over for the primary, at once",
            arguments: [
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "LOADING Redis is loading the dataset in memory", "BUSY Redis is busy running a script", "MOVED",
            ])
        func fallback(text: String) async throws {
            try await withShard { cluster in
                cluster.answer { [port = cluster.nodes[0].port] node, _, command in
                    guard node == 1, command.name == "GET" else { return nil }
                    return [.error(text == "MOVED" ? "MOVED \(slot(of: "a")) 127.0.0.1:\(port)" : text)]
                }
                try await withReader(cluster) { client in
                    let start = ContinuousClock.now
                    for _ in 0..<20 {
                        let first = try await client.get("a")
                        #expect(first == "node 0")
                    }
                    #expect(ContinuousClock.now - start < .seconds(1))
                }
            }
        }

        @Test("row 27: replica and primary loading at a time are asked with pauses, and not as often as can be")
        func everybodyLoads() async throws {
            try await withShard { cluster in
                cluster.answer { _, _, command in command.name == "GET" ? [.error("LOADING it takes time")] : nil }
                try await withReader(cluster) { client in
                    let error = try await thrownError {
                        _ = try await client.send(Command.get("a").timeout(.milliseconds(500)))
                    }
                    #expect(error.serverError?.code == "LOADING")
                    #expect(cluster.count(of: "GET") < 30)
                }
            }
        }

        @Test(
            "requirement 14: a replica that can't be reached is passed over for others, then for the primary, at once")
        func unreachable() async throws {
            try await withShard(replicas: 2) { cluster in
                try await withReader(cluster) { client in
                    try await eventually("both replicas are used") {
                        _ = try await client.get("a")
                        return cluster.nodes[1].record.count(of: "GET") > 0
                            && cluster.nodes[2].record.count(of: "GET") > 0
                    }
                    try await cluster.nodes[1].die()
                    try await readQuickly(client, answers: ["node 0", "node 2"])
                    try await cluster.nodes[2].die()
                    try await readQuickly(client, answers: ["node 0"])
                    try await cluster.nodes[2].acceptConnections()
                    try await eventually("the replica is used again") { try await client.get("a") == "node 2" }
                }
            }
        }

        private func readQuickly(_ client: RedisClient, answers: Set<String>) async throws {
            let start = ContinuousClock.now
            for _ in 0..<30 { #expect(try await answers.contains(client.get("a") ?? "")) }
            #expect(ContinuousClock.now - start < .seconds(1))
        }

        @Test("requirement 14: reads go where the preference says, and writes to the primary")
        func preferences() async throws {
            try await withShard(replicas: 2) { cluster in
                try await withReader(cluster, .any) { client in
                    var answers: Set<String> = []
                    for _ in 0..<12 { answers.insert(try await client.get("a") ?? "") }
                    #expect(answers == ["node 0", "node 1", "node 2"])
                }
                try await withReader(cluster, .primary) { client in
                    for _ in 0..<6 {
                        let first = try await client.get("a")
                        #expect(first == "node 0")
                    }
                    let first = try await client.send(.get("a").reading(from: .preferReplica))
                    #expect(first != "node 0")
                }
            }
        }

        @Test(
            "a cluster without replicas answers reads by its primaries whatever the preference",
            arguments: [
                ReadPreference.preferReplica, .any, .nearest,
            ])
        func noReplicas(preference: ReadPreference) async throws {
            try await withMockCluster(nodes: 1) { cluster in
                try await withReader(cluster, preference) { client in
                    let first = try await client.get("a")
                    #expect(first == "node 0")
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct ReplicaRows {
        @Test(
            "row 26: a real replica cut off from its primary, which serves nothing stale, is passed over",
            arguments: serverKinds)
        func masterDown(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(settings: ["replica-serve-stale-data no"])
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                let key = cluster.key(onPrimary: 0)
                let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                try await withClient(cluster.topology) { configuration in
                    configuration.readPreference = .preferReplica
                } _: { client in
                    try await client.set(key, "1")
                    try await eventually("the replica answers") {
                        _ = try await client.get(key)
                        return try await replica.text("INFO", "commandstats").contains("cmdstat_get:")
                    }
                    // The replica may not follow any more.
                    try await cluster.nodes[0].tell("ACL", "SETUSER", "default", "-psync", "-sync", "-replconf")
                    try await cluster.nodes[0].tell("CLIENT", "KILL", "TYPE", "replica")
                    try await eventually("the replica is cut off") {
                        try await replica.text("INFO", "replication").contains("master_link_status:down")
                    }
                    let start = ContinuousClock.now
                    for _ in 0..<20 {
                        let first = try await client.get(key)
                        #expect(first == "1")
                    }
                    #expect(ContinuousClock.now - start < .seconds(2))
                    #expect(try await replica.text("INFO", "errorstats").contains("errorstat_MASTERDOWN"))
                }
            }
        }

        @Test(
            "row 27: reads go on while a real replica loads, and come back to it",
            arguments: [LiveServerKind.redis70, .valkey91])
        func loading(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(settings: [
                "loading-process-events-interval-bytes 1024", "key-load-delay 300",
            ])
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                let key = cluster.key(onPrimary: 0)
                let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                try await withClient(cluster.topology) { configuration in
                    configuration.readPreference = .preferReplica
                } _: { client in
                    try await client.set(key, "1")
                    let tag = "{\(key)}"
                    for start in stride(from: 0, to: 3_000, by: 500) {
                        _ = await client.pipelineResults((start..<(start + 500)).map { .set("\(tag):\($0)", "x") })
                    }
                    #expect(try await client.get(key) == "1")
                    // The replica has to load everything anew.
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { try await replica.restart() }
                        let end = ContinuousClock.now + .seconds(2)
                        while ContinuousClock.now < end { #expect(try await client.get(key) == "1") }
                        try await group.waitForAll()
                    }
                }
            }
        }
    }
}
