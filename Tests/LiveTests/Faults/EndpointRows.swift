import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// What clusters call their nodes.
    @Suite struct EndpointRows {
        @Test(
            "row 36: an endpoint that is empty or null is the host that answered",
            arguments: [ScriptedReply.bulk(""), .null, .nullBulk])
        func sameHost(endpoint: ScriptedReply) async throws {
            try await withMockCluster(nodes: 2) { cluster in
                var view = cluster.even()
                for index in view.rows.indices { view.rows[index].host = endpoint }
                cluster.view(view)
                try await withClient(cluster.topology()) { client in
                    let first = try await client.get(key(in: 0...8_191))
                    #expect(first == "node 0")
                    #expect(try await client.get(key(in: 8_192...16_383)) == "node 1")
                }
            }
        }

        @Test("row 36: MOVED without a host leads to the host that answered")
        func movedWithoutHost() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    command.name == "GET" && node == 0 ? [.error("MOVED \(slot(of: "bar")) :\(port)")] : nil
                }
                try await withClient(cluster.topology()) { client in
                    #expect(slot(of: "bar") < 8_192)
                    let first = try await client.get("bar")
                    #expect(first == "node 1")
                }
            }
        }

        @Test("row 36: MOVED to “?” waits for what other nodes say")
        func movedToUnknown() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1]), { $0.waitLong() }) { client in
                    let first = try await client.get("bar")
                    #expect(first == "node 0")
                    cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                        command.name == "GET" && node == 0 ? [.error("MOVED \(slot(of: "bar")) ?:\(port)")] : nil
                    }
                    var view = cluster.even([1], epoch: 2)
                    view.ownEpoch = 2
                    cluster.view(view, on: [1])
                    let start = ContinuousClock.now
                    let next = try await client.get("bar")
                    #expect(next == "node 1")
                    // The pauses grow: there are about ten in the first second, and not many more in each of the next.
                    let seconds = Int(start.duration(to: .now) / .seconds(1))
                    #expect(cluster.nodes[0].record.count(of: "GET") < 40 * (1 + seconds))
                }
            }
        }

        @Test("row 36: a cluster that names no host at all gets an error that says so, and is used once it does")
        func nothingButUnknown() async throws {
            try await withMockCluster(nodes: 1) { cluster in
                var view = cluster.even()
                view.rows[0].host = .bulk("?")
                cluster.view(view)
                try await withClient(cluster.topology()) { configuration in
                    configuration.connectTimeout = .milliseconds(300)
                } _: { client in
                    let error = try await settledError { _ = try await client.get("a") }
                    #expect(error.code == .unknownTopology && error.message.contains("cluster-preferred-endpoint-type"))
                    cluster.view(cluster.even())
                    try await eventually("the cluster is used") { (try? await client.get("a")) == "node 0" }
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct EndpointRows {
        @Test(
            "row 36: real clusters that tell no endpoint, no host name, or a host name",
            arguments: [LiveServerKind.redis70, .valkey91])
        func preferredEndpoints(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                for node in cluster.nodes {
                    try await node.tell("CONFIG", "SET", "cluster-preferred-endpoint-type", "unknown-endpoint")
                }
                try await checkKeys(cluster)
                for node in cluster.nodes {
                    try await node.tell("CONFIG", "SET", "cluster-announce-hostname", "node.test")
                    try await node.tell("CONFIG", "SET", "cluster-preferred-endpoint-type", "hostname")
                }
                try await eventually("all nodes know the names") {
                    for node in cluster.nodes
                    where try await node.text("CLUSTER", "NODES").matches(of: /node\.test/).count < 3 {
                        return false
                    }
                    return true
                }
                try await checkKeys(cluster)
            }
        }

        private func checkKeys(_ cluster: LiveCluster) async throws {
            try await withClient(.cluster(seeds: [cluster.nodes[0].tcpAddress])) { configuration in
                configuration.resolver = NamedResolver(["node.test": ["127.0.0.1"]])
            } _: { client in
                for number in 0..<30 { try await client.set("key:\(number)", number) }
                for number in 0..<30 { #expect(try await client.get("key:\(number)", as: Int.self) == number) }
            }
        }
    }
}
