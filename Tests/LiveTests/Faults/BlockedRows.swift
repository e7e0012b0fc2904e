import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// Commands that wait on a server while their slot leaves it.
    @Suite struct BlockedRows {
        @Test("requirement 19: a blocked command whose slot migrates goes on at the new node", arguments: serverKinds)
        func migration(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 2, replicas: 0) { cluster in
                let queue = cluster.key(onPrimary: 0, "queue")
                try await withClient(cluster.topology) { configuration in
                    configuration.commandTimeout = .seconds(60)
                    configuration.connectTimeout = .seconds(1)
                } _: { client in
                    async let popped = client.command("BLPOP", queue, 0, as: [String].self)
                    try await blocks(1, at: cluster.nodes[0])
                    // It has waited for longer than connecting may take.
                    try await Task.sleep(for: .milliseconds(1_100))
                    try await cluster.migrate(slot(of: queue), from: 0, to: 1)
                    try await blocks(1, at: cluster.nodes[1])
                    try await client.command("RPUSH", queue, "value")
                    #expect(try await popped == [queue, "value"])
                }
            }
        }

        @Test(
            "requirement 19: commands that block when their primary is replaced go on at the new one, or are told so",
            arguments: serverKinds)
        func failover(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 1) { cluster in
                let queue = cluster.key(onPrimary: 0, "queue")
                let replica = cluster.nodes[cluster.replicas(ofPrimary: 0)[0]]
                try await withClient(cluster.topology) { client in
                    let popped = Task { try await client.command("BLPOP", queue, 0, as: [String].self) }
                    try await blocks(1, at: cluster.nodes[0])
                    try await replica.tell("CLUSTER", "FAILOVER")
                    // Only Valkey says where to go on; Redis ends what blocks, with an error that isn't to be retried.
                    guard kind == .valkey91 else {
                        let error = try await thrownError { _ = try await popped.value }
                        #expect(error.serverError?.code == "UNBLOCKED")
                        return
                    }
                    try await blocks(1, at: replica)
                    try await client.command("RPUSH", queue, "value")
                    #expect(try await popped.value == [queue, "value"])
                }
            }
        }

        private func blocks(_ count: Int, at node: LiveServer) async throws {
            try await eventually("\(count) command blocks there") {
                try await node.text("INFO", "clients").contains("blocked_clients:\(count)\r\n")
            }
        }
    }
}
