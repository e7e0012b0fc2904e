import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Views with holes and nonsense in them.
    @Suite struct CoverageRows {
        @Test("row 37: slots that nobody serves fail by themselves, and the others are served as ever")
        func partialCoverage() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even()
                view.rows.removeLast()
                cluster.view(view)
                let (served, unserved) = (key(in: 0...8_191), key(in: 8_192...16_383))
                try await withClient(cluster.topology()) { configuration in
                    configuration.connectTimeout = .milliseconds(500)
                } _: { client in
                    try await eventually("the cluster is used") { (try? await client.get(served)) == "node 0" }
                    let error = try await thrownError { _ = try await client.get(unserved) }
                    #expect(error.code == .unknownTopology && error.message.contains("\(slot(of: unserved))"))
                    let results = await client.pipelineResults([Command.get(unserved), Command.get(served)])
                    #expect(throws: ClientError.self) { try results[0].get() }
                    #expect(try results[1].get() == "node 0")
                    cluster.view(cluster.even(epoch: 2))
                    try await eventually("the slot is served") { (try? await client.get(unserved)) == "node 1" }
                }
            }
        }

        @Test("row 37: callers of a slot that nobody serves get it as soon as somebody does")
        func coverageComes() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even()
                view.rows.removeLast()
                cluster.view(view)
                try await withClient(cluster.topology(), { $0.waitLong() }) { client in
                    _ = try await client.get(key(in: 0...8_191))
                    async let value = client.get(key(in: 8_192...16_383))
                    let looks = cluster.looks
                    try await eventually("the client looks for it") { cluster.looks > looks }
                    cluster.view(cluster.even(epoch: 2))
                    #expect(try await value == "node 1")
                }
            }
        }

        @Test("row 37: an empty CLUSTER SLOTS is an error, and takes nothing away that was known")
        func emptyView() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.slots([.array([])])
                try await withClient(cluster.topology()) { configuration in
                    configuration.connectTimeout = .milliseconds(300)
                } _: { client in
                    let error = try await settledError { _ = try await client.get("a") }
                    #expect(error.code == .unknownTopology)
                    cluster.view(cluster.even())
                    try await eventually("the cluster is used") { (try? await client.get("a")) == "node 0" }
                    cluster.slots([.array([])])
                    let looks = cluster.looks
                    cluster.nodes[0].cutAll(.reset)
                    try await eventually("the client has looked again") { cluster.looks > looks }
                    try await eventually("the cluster is used as before") { (try? await client.get("a")) == "node 0" }
                }
            }
        }

        /// Rows beside a good one, which has all slots.
        static let malformedRows: [ScriptedReply] = [
            "*0\r\n", "*1\r\n:0\r\n", "*2\r\n:0\r\n:1\r\n", "*3\r\n:0\r\n:1\r\n*0\r\n",
            "*3\r\n:0\r\n:1\r\n*1\r\n+a\r\n",
            "*3\r\n:5\r\n:1\r\n*2\r\n+127.0.0.1\r\n:1\r\n", "*3\r\n:-1\r\n:1\r\n*2\r\n+127.0.0.1\r\n:1\r\n",
            "*3\r\n:0\r\n:99999\r\n*2\r\n+127.0.0.1\r\n:1\r\n", "*3\r\n:0\r\n:1\r\n*2\r\n+127.0.0.1\r\n:0\r\n",
            "*3\r\n:0\r\n:1\r\n*2\r\n+127.0.0.1\r\n:99999\r\n", "*3\r\n:0\r\n:1\r\n*2\r\n+127.0.0.1\r\n+x\r\n",
            "*3\r\n:0\r\n:1\r\n$-1\r\n", "$-1\r\n", "_\r\n", ":1\r\n", "+x\r\n", "%0\r\n", "-ERR no\r\n",
        ]

        @Test("row 37: malformed rows of CLUSTER SLOTS are left out, and the good ones used")
        func malformedRows() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                let port = cluster.nodes[0].port
                let good = MockCluster.Row(slots: 0...16_383, port: port).reply
                cluster.slots([.array(Self.malformedRows + [good])])
                try await withClient(cluster.topology()) { client in
                    let first = try await client.get("a")
                    #expect(first == "node 0")
                }
            }
        }

        @Test(
            "row 37: a CLUSTER SLOTS that is no array is an error, and the client lives on",
            arguments: ["+OK\r\n", ":1\r\n", "_\r\n", "-ERR unknown subcommand\r\n", "-LOADING it takes time\r\n"]
                as [ScriptedReply])
        func noArray(reply: ScriptedReply) async throws {
            try await withMockCluster(nodes: 1) { cluster in
                cluster.slots([reply])
                try await withClient(cluster.topology()) { configuration in
                    configuration.connectTimeout = .milliseconds(200)
                } _: { client in
                    let error = try await settledError { _ = try await client.get("a") }
                    #expect(error.code == .unknownTopology)
                    cluster.view(cluster.even())
                    try await eventually("the cluster is used") { (try? await client.get("a")) == "node 0" }
                }
            }
        }

        @Test("a server that isn't part of a cluster is a configuration error, at once")
        func noCluster() async throws {
            try await onServer(.redis70) { server in
                try await withClient(.cluster(seeds: [server.address]), { $0.waitLong() }) { client in
                    let start = ContinuousClock.now
                    let error = try await thrownError { _ = try await client.get("a") }
                    #expect(error.code == .configuration && error.message.contains("topology=cluster"))
                    #expect(ContinuousClock.now - start < .seconds(10))
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct CoverageRows {
        @Test("row 37: DELSLOTS on a real cluster leaves the other slots served", arguments: serverKinds)
        func delslots(kind: LiveServerKind) async throws {
            let options = LiveServerOptions(settings: ["cluster-require-full-coverage no"])
            try await onCluster(kind, primaries: 3, replicas: 0, options: options) { cluster in
                let lost = (0..<200).map { "key:\($0)" }.filter { cluster.primary(ofSlot: slot(of: $0)) == 2 }
                let kept = (0..<200).map { "key:\($0)" }.filter { cluster.primary(ofSlot: slot(of: $0)) != 2 }
                try await withClient(cluster.topology) { client in
                    for key in kept + lost { try await client.set(key, key) }
                    let number = slot(of: lost[0])
                    for node in cluster.nodes { try await node.tell("CLUSTER", "DELSLOTS", number) }
                    let read = Command.get(lost[0]).timeout(.milliseconds(1_200))
                    let error = try await settledError { _ = try await client.send(read) }
                    #expect(error.serverError?.code == "CLUSTERDOWN" || error.code == .unknownTopology)
                    for key in kept + lost.dropFirst() where slot(of: key) != number {
                        #expect(try await client.get(key) == key)
                    }
                    // The node that has the keys takes the slot again.
                    try await cluster.nodes[2].tell("CLUSTER", "ADDSLOTS", number)
                    try await eventually("the slot is served again") { (try? await client.send(read)) == lost[0] }
                }
            }
        }
    }
}
