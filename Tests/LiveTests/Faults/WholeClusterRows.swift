import PinyonClient
import PinyonTesting
import Testing

extension MockCluster {
    /// The view of two nodes, of which the second, with the upper half of the slots, is missing.
    fileprivate func half(epoch: Int) -> View {
        var view = even(epoch: epoch)
        view.rows.removeLast()
        return view
    }
}

/// Runs a client of a cluster of which nobody serves the upper half of the slots, and which the client knows.
///
/// - Parameters:
///   - limit: The client's time limits.
///   - body: Gets the servers and the client.
private func withHalfACluster<Result>(
    giveUpAfter limit: Duration, _ body: (MockCluster, RedisClient) async throws -> Result
) async throws -> Result {
    try await withMockCluster(nodes: 2) { cluster in
        cluster.view(cluster.half(epoch: 1))
        cluster.answer { node, _, command in
            switch command.name {
            case "DBSIZE": [.integer(node + 1)]
            case "FLUSHALL", "CONFIG", "SCRIPT": [.ok]
            case "KEYS": [.array([.bulk("key of \(node)")])]
            case "SCAN": [.array([.bulk("0"), .array([.bulk("key of \(node)")])])]
            default: nil
            }
        }
        return try await withClient(cluster.topology()) { configuration in
            configuration.commandTimeout = limit
            configuration.connectTimeout = limit
        } _: { client in
            try await eventually("the client knows the cluster") {
                (try? await client.get(key(in: 0...8_191))) == "node 0"
            }
            return try await body(cluster, client)
        }
    }
}

extension MockClusters {
    /// What concerns a whole cluster, of which a part is missing.
    @Suite struct WholeClusterRows {
        private static let served = key(in: 0...8_191)

        @Test(
            "row 37: a command for the whole cluster fails when nobody serves a part of it, and nothing is sent",
            arguments: [
                "DBSIZE", "KEYS *", "FLUSHALL", "CONFIG SET maxmemory 0", "SCRIPT LOAD source", "SCRIPT EXISTS digest",
            ])
        func missingSlots(text: String) async throws {
            try await withHalfACluster(giveUpAfter: .seconds(1)) { cluster, client in
                let words = text.split(separator: " ").map(String.init)
                let command = Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst()))
                let error = try await thrownError { _ = try await client.send(command) }
                #expect(error.code == .unknownTopology && !error.mayHaveRun)
                #expect(error.command?.hasPrefix(words[0]) == true)
                #expect(error.message.contains("8192 of its 16384 slots (8192-16383)"), "\(error)")
                #expect(cluster.count(of: words[0]) == 0)
                let value = try await client.get(Self.served)
                #expect(value == "node 0", "what is there is served")
            }
        }

        @Test("row 37: a command for the whole cluster waits until somebody serves all of it")
        func coverageComes() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(60)) { cluster, client in
                let looks = cluster.looks
                async let size = client.dbsize()
                try await eventually("the client looks for it") { cluster.looks > looks }
                cluster.view(cluster.even(epoch: 2))
                let sum = try await size
                #expect(sum == 3)
            }
        }

        @Test("row 37: a primary that is lost without a successor while a command runs everywhere makes it fail")
        func lostMeanwhile() async throws {
            try await withClusterClient(nodes: 2) { configuration in
                configuration.commandTimeout = .seconds(3)
                configuration.connectTimeout = .milliseconds(500)
            } _: { cluster, client in
                cluster.answer { _, _, command in command.name == "FLUSHALL" ? [.ok] : nil }
                let value = try await client.get(key(in: 8_192...16_383))
                #expect(value == "node 1")
                try await cluster.nodes[1].die()
                async let failure = thrownError { try await client.flushall() }
                try await eventually("one node has done it") { cluster.nodes[0].record.count(of: "FLUSHALL") == 1 }
                cluster.view(cluster.half(epoch: 2))
                let error = try await failure
                #expect(error.code == .unknownTopology && error.mayHaveRun, "\(error)")
                #expect(error.message.contains("8192 of its 16384 slots"))
                #expect(error.message.contains("on 1 of 2 nodes"))
                #expect(cluster.nodes[0].record.count(of: "FLUSHALL") == 1)
            }
        }

        @Test("requirement 17: a walk through all keys doesn't end as if it were whole when slots have nobody")
        func walkOfAPart() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(1)) { _, client in
                var found: [String] = []
                let error = try await thrownError {
                    for try await key in client.scanKeys() { found.append(key) }
                }
                #expect(error.code == .unknownTopology && error.message.contains("(8192-16383)"), "\(error)")
                #expect(found == ["key of 0"])
            }
        }

        @Test("requirement 17: a walk through all keys goes on where slots get a primary in time")
        func walkGoesOn() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(60)) { cluster, client in
                var walk = client.scanKeys().makeAsyncIterator()
                let first = try await walk.next()
                #expect(first == "key of 0")
                cluster.view(cluster.even(epoch: 2))
                let second = try await walk.next()
                #expect(second == "key of 1")
                let end = try await walk.next()
                #expect(end == nil)
            }
        }

        @Test("row 37: in a pipeline only the command for the whole cluster fails")
        func pipeline() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(1)) { cluster, client in
                let (flushed, isSet) = await client.pipelineResults(.flushall(), .set(Self.served, "1"))
                let error = #expect(throws: ClientError.self) { try flushed.get() }
                #expect(error?.code == .unknownTopology && error?.command == "FLUSHALL")
                let wasSet = try isSet.get()
                #expect(wasSet)
                #expect(cluster.count(of: "FLUSHALL") == 0)
            }
        }

        @Test("row 37: what only ends something is told to the nodes that are there")
        func kill() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(1)) { cluster, client in
                try await client.scriptKill()
                _ = try await client.pipeline(.scriptKill(), .set(Self.served, "1"))
                #expect(cluster.nodes[0].record.count(of: "SCRIPT") == 2)
            }
        }

        @Test("row 37: single nodes can be asked though others are missing")
        func nodeByNode() async throws {
            try await withHalfACluster(giveUpAfter: .seconds(1)) { _, client in
                for node in client.nodes {
                    let size = try await node.dbsize()
                    #expect(size == 1)
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct WholeClusterRows {
        @Test(
            "row 37: a cluster that has lost a shard for good isn't taken for whole, and serves what it has",
            arguments: serverKinds)
        func lostShard(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(
                settings: ["cluster-node-timeout 1000", "cluster-require-full-coverage no"])
            try await onCluster(kind, primaries: 3, replicas: 0, options: options) { cluster in
                try await withClient(cluster.topology) { configuration in
                    configuration.commandTimeout = .seconds(1)
                    configuration.connectTimeout = .milliseconds(500)
                } _: { client in
                    let kept = cluster.key(onPrimary: 0)
                    for number in 0..<3 { try await client.set(cluster.key(onPrimary: number), number) }
                    try await cluster.nodes[2].kill()
                    try await eventually("the others know", within: .seconds(30)) {
                        try await cluster.nodes[0].text("CLUSTER", "NODES").contains("master,fail ")
                    }
                    // Older servers go on naming the node that is gone.
                    let isDropped = kind == .valkey91
                    if isDropped { try await eventually("the client knows") { client.nodes.count == 2 } }
                    for attempt in Self.attempts(client) {
                        let error = try await thrownError { try await attempt() }
                        let codes: [ClientError.Code] =
                            isDropped ? [.unknownTopology] : [.connectionFailed, .timedOut, .unknownTopology]
                        #expect(codes.contains(error.code), "\(error)")
                    }
                    let value = try await client.get(kept, as: Int.self)
                    #expect(value == 0)
                    try await client.set(kept, 7)
                }
            }
        }

        private static func attempts(_ client: RedisClient) -> [() async throws -> Void] {
            [
                { _ = try await client.dbsize() },
                { _ = try await client.keys(matching: "*") },
                { for try await _ in client.scanKeys() {} },
                { _ = try await client.scriptLoad("return 1") },
            ]
        }
    }
}
