import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Replicas that can't answer.
    @Suite struct ReplicaRows {
        @Test("requirement 14: READONLY is said on each connection to a replica, and before any read")
        func readonly() async throws {
            try await withMockShard { cluster, client in
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

        @Test(
            "rows 26, 27: a replica that is stale, loading, busy or says MOVED is passed over for the primary, at once",
            arguments: [
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "LOADING Redis is loading the dataset in memory", "BUSY Redis is busy running a script", "MOVED",
            ])
        func fallback(text: String) async throws {
            try await withMockShard { cluster, client in
                cluster.answer { [port = cluster.nodes[0].port] node, _, command in
                    guard node == 1, command.name == "GET" else { return nil }
                    return [.error(text == "MOVED" ? "MOVED \(slot(of: "a")) 127.0.0.1:\(port)" : text)]
                }
                let start = ContinuousClock.now
                for _ in 0..<100 {
                    let first = try await client.get("a")
                    #expect(first == "node 0")
                }
                // With a look before each answer it would be forty seconds.
                let duration = ContinuousClock.now - start
                #expect(duration < .seconds(10))
                // It is tried again once a second. Where the slot is, it knows as well as before.
                let most = text == "MOVED" ? 100 : 2 + Int(duration.components.seconds)
                #expect(cluster.nodes[1].record.count(of: "GET") <= most)
            }
        }

        @Test(
            "rows 26, 27: of two replicas the one that can't answer yet is passed over for the other",
            arguments: ["MASTERDOWN Link with MASTER is down", "LOADING Redis is loading the dataset in memory"])
        func otherReplica(text: String) async throws {
            try await withMockShard(replicas: 2) { cluster, client in
                cluster.answer { node, _, command in
                    node == 1 && command.name == "GET" ? [.error(text)] : nil
                }
                let start = ContinuousClock.now
                for _ in 0..<100 {
                    let first = try await client.get("a")
                    #expect(first == "node 2")
                }
                let seconds = Int((ContinuousClock.now - start).components.seconds)
                #expect(cluster.nodes[1].record.count(of: "GET") <= 2 + seconds)
                cluster.answer { _, _, _ in nil }
                try await eventually("it is used again") { try await client.get("a") == "node 1" }
            }
        }

        @Test("row 27: replica and primary loading at a time are asked with pauses, and not as often as can be")
        func everybodyLoads() async throws {
            try await withMockShard { cluster, client in
                cluster.answer { _, _, command in command.name == "GET" ? [.error("LOADING it takes time")] : nil }
                var calls = 0
                let error = try await settledError {
                    calls += 1
                    _ = try await client.send(Command.get("a").timeout(.milliseconds(500)))
                }
                #expect(error.serverError?.code == "LOADING")
                #expect(cluster.count(of: "GET") < 30 * calls)
                // A pause of 10 ms at least lies between each two askings of the primary.
                let asked = cluster.nodes[0].record.count(of: "GET")
                for _ in 0..<10 {
                    let error = try await clientError {
                        _ = try await client.send(Command.get("a").timeout(.milliseconds(8)))
                    }
                    #expect(error != nil)
                }
                #expect(cluster.nodes[0].record.count(of: "GET") <= asked + 10)
            }
        }

        @Test(
            "requirement 14: a replica that can't be reached is passed over for others, then for the primary, at once")
        func unreachable() async throws {
            try await withMockShard(replicas: 2) { cluster, client in
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

        private func readQuickly(_ client: RedisClient, answers: Set<String>) async throws {
            let start = ContinuousClock.now
            for _ in 0..<30 { #expect(try await answers.contains(client.get("a") ?? "")) }
            // Connecting may take a minute.
            #expect(ContinuousClock.now - start < .seconds(10))
        }

        @Test("requirement 14: reads go where the preference says, and writes to the primary")
        func preferences() async throws {
            try await withMockShard(replicas: 2, reading: .any) { _, client in
                var answers: Set<String> = []
                for _ in 0..<12 { answers.insert(try await client.get("a") ?? "") }
                #expect(answers == ["node 0", "node 1", "node 2"])
            }
            try await withMockShard(replicas: 2, reading: .primary) { _, client in
                for _ in 0..<6 {
                    let first = try await client.get("a")
                    #expect(first == "node 0")
                }
                let first = try await client.send(.get("a").reading(from: .preferReplica))
                #expect(first != "node 0")
            }
        }

        @Test(
            "a cluster without replicas answers reads by its primaries whatever the preference",
            arguments: [
                ReadPreference.preferReplica, .any, .nearest,
            ])
        func noReplicas(preference: ReadPreference) async throws {
            try await withMockShard(replicas: 0, reading: preference) { _, client in
                let first = try await client.get("a")
                #expect(first == "node 0")
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
                    configuration.waitLong()
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
                    // Asking again and again goes on for a minute.
                    #expect(ContinuousClock.now - start < .seconds(10))
                    #expect(try await replica.text("INFO", "errorstats").contains("errorstat_MASTERDOWN"))
                }
            }
        }

        @Test(
            "row 27: reads go on while a real replica loads, and come back to it",
            arguments: [LiveServerKind.redis70, .valkey91])
        func loading(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(
                settings: ["loading-process-events-interval-bytes 1024", "key-load-delay 300"], allowsDebugging: true)
            try await onCluster(kind, primaries: 3, replicas: 1, options: options) { cluster in
                let key = cluster.key(onPrimary: 0)
                let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                try await withClient(cluster.topology) { configuration in
                    configuration.readPreference = .preferReplica
                    configuration.waitLong()
                } _: { client in
                    try await fill(client, tag: key, 3_000)
                    try await client.set(key, "1")
                    try await eventually("the replica has it") { try await replica.holdsAll(of: cluster.nodes[0]) }
                    try await expectReads(of: key, client, by: replica)
                    try await load(replica) {
                        let value = try await client.get(key)
                        #expect(value == "1")
                    }
                    try await expectReads(of: key, client, by: replica)
                }
            }
        }

        /// Has a replica load all its data anew.
        ///
        /// - Parameters:
        ///   - replica: The replica.
        ///   - read: A read of the client's. It is repeated until the replica has refused one because it loads.
        private func load(_ replica: LiveServer, while read: () async throws -> Void) async throws {
            try await withClient(.standalone(replica.address)) { configuration in
                configuration.waitLong()
            } _: { other in
                let refused = try await replica.count("rejected_calls", of: "get")
                async let reload = clientError { try await other.command("DEBUG", "RELOAD") }
                try await eventually("the replica refuses a read") {
                    try await read()
                    return try await replica.count("rejected_calls", of: "get") > refused
                }
                let failure = try await reload
                #expect(failure == nil, "\(failure as Any)")
            }
            let errors = try await replica.text("INFO", "errorstats")
            #expect(errors.contains("errorstat_LOADING"))
        }

        /// Writes many small values into one slot.
        private func fill(_ client: RedisClient, tag: String, _ count: Int) async throws {
            for start in stride(from: 0, to: count, by: 500) {
                let writes = (start..<(start + 500)).map { Command.set("{\(tag)}:\($0)", "x") }
                for result in await client.pipelineResults(writes) { _ = try result.get() }
            }
        }

        /// Checks that reads are answered by a replica, sooner or later.
        private func expectReads(of key: String, _ client: RedisClient, by replica: LiveServer) async throws {
            let before = try await replica.count("calls", of: "get")
            try await eventually("the replica answers") {
                let value = try await client.get(key)
                #expect(value == "1")
                return try await replica.count("calls", of: "get") > before
            }
        }
    }
}

extension LiveServer {
    /// Whether a replica has as many keys as its primary.
    fileprivate func holdsAll(of primary: LiveServer) async throws -> Bool {
        let (own, others) = (try await tell("DBSIZE"), try await primary.tell("DBSIZE"))
        return own == others
    }
}
