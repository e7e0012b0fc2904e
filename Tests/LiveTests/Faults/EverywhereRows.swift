import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Commands for all nodes of a cluster, of which one can't carry them out just now.
    @Suite struct EverywhereRows {
        @Test("a command for all nodes is sent again to the one that refused it for now, and to no other")
        func loading() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                let refusals = Shared(2)
                cluster.answer { node, _, command in
                    guard command.name == "DBSIZE" else { return nil }
                    guard node == 1 else { return [.integer(1)] }
                    return [
                        refusals.takeOne() ? .error("LOADING Redis is loading the dataset in memory") : .integer(2)
                    ]
                }
                let size = try await client.dbsize()
                #expect(size == 3)
                #expect(cluster.nodes[0].record.count(of: "DBSIZE") == 1)
                #expect(cluster.nodes[1].record.count(of: "DBSIZE") == 3)
            }
        }

        @Test("in a pipeline too")
        func pipeline() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                let refusals = Shared(1)
                cluster.answer { node, _, command in
                    guard command.name == "DBSIZE" else { return nil }
                    return [refusals.takeOne() ? .error("LOADING it takes time") : .integer(node + 1)]
                }
                let results = await client.pipelineResults([Command.dbsize(), Command.dbsize()])
                let sizes = try results.map { try $0.get() }
                #expect(sizes == [3, 3])
            }
        }

        @Test("a connection that breaks in the middle of a command that only reads is no error")
        func brokenConnection() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                let breaks = Shared(1)
                cluster.answer { node, _, command in
                    guard command.name == "KEYS" else { return nil }
                    return breaks.takeOne() ? [.reset] : [.array([.bulk("key of \(node)")])]
                }
                let keys = try await client.send(Command<[String]>(raw: "KEYS", arguments: ["*"]))
                #expect(Set(keys) == ["key of 0", "key of 1"])
            }
        }

        @Test("a write that may have run is not sent again")
        func mayHaveRun() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in
                    command.name == "FLUSHALL" ? [node == 1 ? .reset : .ok] : nil
                }
                let error = try await thrownError { try await client.flushall() }
                #expect(error.code == .connectionClosed && error.mayHaveRun)
                #expect(cluster.nodes[1].record.count(of: "FLUSHALL") == 1)
            }
        }

        @Test("a primary that isn't one any more makes the client look who is, and send it there")
        func readOnly() async throws {
            try await withClusterClient(nodes: 3, primaries: [0, 1], seeds: [1]) { cluster, client in
                cluster.answer { node, _, command in
                    guard command.name == "FLUSHALL" else { return nil }
                    return [node == 0 ? .error("READONLY You can't write against a read only replica.") : .ok]
                }
                let value = try await client.get(key(in: 0...8_191))
                #expect(value == "node 0")
                cluster.view(cluster.even([2, 1], epoch: 2))
                try await client.flushall()
                #expect(cluster.nodes[1].record.count(of: "FLUSHALL") == 1, "it had done it")
                #expect(cluster.nodes[2].record.count(of: "FLUSHALL") == 1)
            }
        }

        @Test("a primary that can't be reached is waited for until another takes its place")
        func unreachable() async throws {
            try await withClusterClient(nodes: 3, primaries: [0, 1]) { cluster, client in
                cluster.answer { _, _, command in command.name == "SCRIPT" ? [.bulk("digest")] : nil }
                let value = try await client.get(key(in: 8_192...16_383))
                #expect(value == "node 1")
                try await cluster.nodes[1].die()
                async let digest = client.scriptLoad("return 1")
                try await eventually("one node has it") { cluster.nodes[0].record.count(of: "SCRIPT") == 1 }
                cluster.view(cluster.even([0, 2], epoch: 2))
                let loaded = try await digest
                #expect(loaded == "digest")
                #expect(cluster.nodes[0].record.count(of: "SCRIPT") == 1)
                #expect(cluster.nodes[2].record.count(of: "SCRIPT") == 1)
            }
        }
    }
}
