import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Primaries that are made replicas while clients write to them.
    @Suite struct DemotionRows {
        @Test(
            "row 25: REPLICAOF under load: the writes move to the new primary, and none sees an error",
            arguments: serverKinds)
        func replicaOf(kind: LiveServerKind) async throws {
            try await onServer(kind) { former in
                try await LiveServer.run(kind) { next in
                    try await withMockSentinels(2) { sentinels in
                        sentinels.name(port: former.port)
                        try await withClient(sentinels.topology, { $0.commandTimeout = .seconds(60) }) { client in
                            let load = Load()
                            try await load.run(callers: 8) { caller, turn in
                                try await client.set("key:\(caller)", turn)
                            } during: {
                                try await eventually("there are writes") { load.count > 100 }
                                try await former.tell("REPLICAOF", "127.0.0.1", next.port)
                                // Sentinels say so only after a while.
                                try await Task.sleep(for: .milliseconds(300))
                                sentinels.name(port: next.port, epoch: 2)
                                try await eventually("the writes go to the new primary") {
                                    try await next.text("INFO", "commandstats").contains("cmdstat_set:")
                                }
                            }
                            #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
                        }
                    }
                }
            }
        }

        @Test("requirement 9: of two primaries in a shard the one that has the slots is used")
        func rivals() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.view(cluster.even([1]))
                cluster.answer { [ports = cluster.nodes.map(\.port)] _, _, command in
                    if command.name == "HELLO" { return [Self.newHello] }
                    guard command.name == "CLUSTER", command.text.last == "SHARDS" else { return nil }
                    return [Self.shard(primaries: ports)]
                }
                try await withClient(cluster.topology(seeds: [0])) { client in
                    for _ in 0..<10 {
                        let first = try await client.get("a")
                        #expect(first == "node 1")
                    }
                    #expect(cluster.nodes[0].record.count(of: "GET") == 0)
                }
            }
        }

        /// What a server says that tells shards reliably.
        private static var newHello: ScriptedReply {
            .array([
                .bulk("server"), .bulk("valkey"), .bulk("version"), .bulk("9.1.0"), .bulk("proto"), .integer(3),
                .bulk("id"), .integer(1), .bulk("mode"), .bulk("cluster"), .bulk("role"), .bulk("master"),
                .bulk("modules"), .array([]),
            ])
        }

        private static func shard(primaries ports: [Int]) -> ScriptedReply {
            let nodes = ports.map { port in
                ScriptedReply.array([
                    .bulk("id"), .bulk("\(port)"), .bulk("port"), .integer(port), .bulk("ip"), .bulk("127.0.0.1"),
                    .bulk("endpoint"), .bulk("127.0.0.1"), .bulk("role"), .bulk("master"), .bulk("replication-offset"),
                    .integer(5), .bulk("health"), .bulk("online"),
                ])
            }
            let slots = ScriptedReply.array([.integer(0), .integer(16_383)])
            return .array([.array([.bulk("slots"), slots, .bulk("nodes"), .array(nodes)])])
        }

        @Test(
            "requirement 7: READONLY from a primary of a cluster means that the map is old: the write goes where it belongs"
        )
        func readonlyInCluster() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.view(cluster.even([0]))
                try await withClient(cluster.topology(seeds: [0, 1]), { $0.waitLong() }) { client in
                    try await client.set("a", "1")
                    cluster.answer { node, _, command in
                        node == 0 && command.name == "SET"
                            ? [.error("READONLY You can't write against a read only replica.")] : nil
                    }
                    cluster.view(cluster.even([1], epoch: 2))
                    let start = ContinuousClock.now
                    try await client.set("a", "2")
                    #expect(cluster.nodes[1].record.count(of: "SET") == 1)
                    // The pauses grow: there are about ten in the first second, and not many more in each of the next.
                    let seconds = Int(start.duration(to: .now) / .seconds(1))
                    #expect(cluster.nodes[0].record.count(of: "SET") < 20 * (1 + seconds))
                }
            }
        }
    }
}
