import PinyonClient
import PinyonTesting
import Testing

/// Pipelines without commands.
@Suite(.timeLimit(.minutes(2))) struct EmptyPipelineTests {
    @Test("an empty pipeline sends nothing and gives nothing, and what comes after it gets its own replies")
    func nothing() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.bulk("value of \(command.text[1])")] : nil }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                try await Self.expectNothing(from: client, server)
                let node = try #require(client.nodes.first)
                try await Self.expectNothing(from: node, server)
                try await client.withConnection { session in try await Self.expectNothing(from: session, server) }
                try await node.withConnection { session in try await Self.expectNothing(from: session, server) }
            }
            #expect(server.record.connections.allSatisfy { !$0.isMalformed })
        }
    }

    /// Expects that pipelines without commands do nothing between commands that work.
    private static func expectNothing(from sender: some PipelineSender, _ server: ScriptedServer) async throws {
        let before = try await sender.get("before")
        #expect(before == "value of before")
        let count = commandCount(server)
        let results = await sender.pipelineResults([Command<RESPValue>]())
        let erased = await sender.sendAll([])
        #expect(results.isEmpty && erased.isEmpty && commandCount(server) == count)
        let after = try await sender.get("after")
        #expect(after == "value of after")
        let (first, second) = try await sender.pipeline(.get("first"), .get("second"))
        #expect(first == "value of first" && second == "value of second")
    }

    private static func commandCount(_ server: ScriptedServer) -> Int {
        server.record.connections.reduce(0) { $0 + $1.commands.count }
    }
}

extension MockClusters {
    @Suite struct EmptyPipelineRows {
        @Test("in a cluster, too, an empty pipeline sends nothing and gives nothing")
        func cluster() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let results = await client.pipelineResults([Command<RESPValue>]())
                    #expect(results.isEmpty)
                    let value = try await client.get(key(in: 8_192...16_383))
                    #expect(value == "node 1")
                }
            }
        }
    }
}
