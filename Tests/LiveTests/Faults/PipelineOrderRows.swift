import PinyonClient
import PinyonTesting
import Testing

extension MockCluster {
    /// The commands of some names that came to a node, in order.
    fileprivate func names(_ wanted: [String], at node: Int) -> [String] {
        nodes[node].record.connections.flatMap(\.names).filter { wanted.contains($0) }
    }
}

extension MockClusters {
    /// What keeps its place in a pipeline over several nodes.
    @Suite struct PipelineOrderRows {
        /// A key of node 0.
        private static let first = key(in: 0...8_191)
        /// A key of node 1.
        private static let second = key(in: 8_192...16_383)

        @Test("requirement 15: the parts of a command that is split keep its place in a pipeline")
        func split() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in command.name == "DEL" ? [.integer(command.text.count - 1)] : nil }
                let (deleted, isSet) = try await client.pipeline(
                    .del([Self.first, Self.second]), .set(Self.first, "new"))
                #expect(deleted == 2 && isSet)
                #expect(cluster.names(["DEL", "SET"], at: 0) == ["DEL", "SET"])
                #expect(cluster.names(["DEL", "SET"], at: 1) == ["DEL"])
            }
        }

        @Test("requirement 15: in a pipeline, too, elements come in the order of the keys, and numbers are added")
        func merged() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in
                    switch command.name {
                    case "MGET": [.array(command.text.dropFirst().map { .bulk($0) })]
                    case "EXISTS": [.integer(command.text.count - 1)]
                    default: nil
                    }
                }
                let keys = (0..<50).map { "key:\($0)" } + ["key:7", "key:7"]
                let (values, count, value) = try await client.pipeline(.mget(keys), .exists(keys), .get(Self.second))
                #expect(values == keys)
                #expect(count == keys.count && value == "node 1")
            }
        }

        @Test("a command for all nodes has its place in a pipeline, on each of them")
        func everywhere() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in command.name == "FLUSHALL" ? [.ok] : nil }
                _ = try await client.pipeline(
                    .set(Self.first, "1"), .set(Self.second, "1"), .flushall(), .set(Self.first, "2"))
                #expect(cluster.names(["SET", "FLUSHALL"], at: 0) == ["SET", "FLUSHALL", "SET"])
                #expect(cluster.names(["SET", "FLUSHALL"], at: 1) == ["SET", "FLUSHALL"])
            }
        }

        @Test("what is sent again is sent in order, with parts and commands for all nodes in their places")
        func again() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                let names = ["SET", "DEL", "FLUSHALL", "SET"]
                let refusals = Shared(names.count)
                cluster.answer { node, _, command in
                    guard names.contains(command.name) else { return nil }
                    if node == 0, refusals.takeOne() { return [.error("LOADING it takes time")] }
                    return [command.name == "DEL" ? .integer(1) : .ok]
                }
                let (_, deleted, _, _) = try await client.pipeline(
                    .set(Self.first, "1"), .del([Self.first, Self.second]), .flushall(), .set(Self.first, "2"))
                #expect(deleted == 2)
                #expect(cluster.names(names, at: 0) == names + names)
                #expect(cluster.names(names, at: 1) == ["DEL", "FLUSHALL"], "it had done its part")
            }
        }

        @Test("a write is not sent again behind a later one of the same key that has run")
        func overtaken() async throws {
            try await withClusterClient(nodes: 1) { cluster, client in
                let refusals = Shared(1)
                cluster.answer { _, _, command in
                    guard command.name == "DEL" else { return nil }
                    return [refusals.takeOne() ? .error("TRYAGAIN Multiple keys request") : .integer(2)]
                }
                let (deleted, isSet) = await client.pipelineResults(.del(["{a}1", "{a}2"]), .set("{a}1", "new"))
                let error = #expect(throws: ClientError.self) { try deleted.get() }
                #expect(error?.serverError?.code == "TRYAGAIN" && error?.mayHaveRun == false)
                #expect(try isSet.get())
                #expect(cluster.count(of: "DEL") == 1)
                refusals.withLock { $0 = 1 }
                let (later, _) = try await client.pipeline(.del(["{a}1", "{a}2"]), .set("{a}3", "new"))
                #expect(later == 2 && cluster.count(of: "DEL") == 3, "here nothing stood in its way")
            }
        }

        @Test("a script has its place in a pipeline, whether the server knows it or not")
        func script() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in
                    switch command.name {
                    case "EVAL": [.integer(1)]
                    case "EVALSHA": [.error("NOSCRIPT No matching script.")]
                    default: nil
                    }
                }
                let script = Script("return 1")
                let (ran, _) = try await client.pipeline(
                    .run(script, keys: [Self.first], as: Int.self), .set(Self.first, "2"))
                #expect(ran == 1)
                #expect(cluster.names(["EVAL", "EVALSHA", "SET"], at: 0) == ["EVAL", "SET"])
            }
        }

        @Test("what a node refuses for now is sent to it again while another node is still waited for")
        func slowNode() async throws {
            try await withClusterClient(nodes: 2) { configuration in
                configuration.commandTimeout = .seconds(2)
                configuration.connectTimeout = .seconds(2)
            } _: { cluster, client in
                let refusals = Shared(1)
                cluster.answer { node, _, command in
                    guard command.name == "GET" else { return nil }
                    guard node == 0 else { return [.delay(.seconds(10)), .null] }
                    return refusals.takeOne() ? [.error("LOADING it takes time")] : nil
                }
                let results = await client.pipelineResults([Command.get(Self.first), Command.get(Self.second)])
                let value = try results[0].get()
                #expect(value == "node 0")
                let error = #expect(throws: ClientError.self) { try results[1].get() }
                #expect(error?.code == .timedOut)
            }
        }
    }
}

extension RealClusters {
    @Suite struct PipelineOrderRows {
        @Test(
            "requirement 15: after a pipeline over all nodes each key has what the last command gave it",
            arguments: serverKinds)
        func lastCommandWins(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    let keys = (0..<3).map { cluster.key(onPrimary: $0) }
                    for round in 0..<100 {
                        _ = try await client.pipeline(
                            .set(keys[0], "old"), .del(keys), .set(keys[round % 3], round))
                        let values = try await client.mget(keys, as: Int.self)
                        let expected: [Int?] = (0..<3).map { $0 == round % 3 ? round : nil }
                        #expect(values == expected)
                    }
                    let (_, size, _) = try await client.pipeline(.flushall(), .dbsize(), .set(keys[1], "new"))
                    #expect(size == 0)
                    let value = try await client.get(keys[1])
                    #expect(value == "new")
                }
            }
        }
    }
}
