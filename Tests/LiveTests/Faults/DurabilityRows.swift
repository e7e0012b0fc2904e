import PinyonClient
import PinyonTesting
import Testing

extension RealClusters {
    /// What `WAIT` says of writes.
    @Suite struct DurabilityRows {
        @Test(
            "WAIT tells how many replicas have what was written before it, in a pipeline and in a session",
            arguments: serverKinds)
        func acknowledged(kind: LiveServerKind) async throws {
            try await withReplica(kind) { replica, client in
                let (_, reached) = try await client.pipeline(
                    .set("a", "1"), .wait(replicas: 1, timeout: .seconds(20)))
                #expect(reached == 1)
                try await replica.pause()
                let (_, missed) = try await client.pipeline(
                    .set("a", "2"), .wait(replicas: 1, timeout: .milliseconds(300)))
                #expect(missed == 0, "the write was counted as copied to a replica that doesn't run")
                let missedInSession = try await Self.writeAndWait(client, "3", .milliseconds(300))
                #expect(missedInSession == 0)
                try await replica.resume()
                let reachedInSession = try await Self.writeAndWait(client, "4", .seconds(20))
                #expect(reachedInSession == 1)
            }
        }

        private static func writeAndWait(
            _ client: RedisClient, _ value: String, _ timeout: Duration
        ) async throws -> Int {
            try await client.withConnection { session in
                try await session.set("a", value)
                return try await session.wait(replicas: 1, timeout: timeout)
            }
        }

        @Test("WAIT by itself, which the server would answer with a falsehood, is refused", arguments: oneServerKind)
        func alone(kind: LiveServerKind) async throws {
            try await withReplica(kind) { replica, client in
                try await replica.pause()
                try await client.set("a", "1")
                let node = try #require(client.nodes.first)
                let errors = [
                    try await clientError { try await client.wait(replicas: 1, timeout: .milliseconds(10)) },
                    try await clientError { try await node.wait(replicas: 1, timeout: .milliseconds(10)) },
                    try await clientError { try await client.command("wait", 1, 10) },
                    try await clientError {
                        try await client.waitaof(local: false, replicas: 1, timeout: .milliseconds(10))
                    },
                ]
                for error in errors {
                    #expect(error?.code == .refused)
                    #expect(error?.message.contains("pipeline") == true, "\(error as Any)")
                    #expect(error?.message.contains("withConnection") == true, "\(error as Any)")
                }
                let inTransaction = try await clientError {
                    try await client.transaction(.set("a", "2"), .wait(replicas: 1, timeout: .milliseconds(10)))
                }
                #expect(inTransaction?.code == .refused)
                let value = try await client.get("a")
                #expect(value == "1", "a part of a transaction that was refused ran")
                try await replica.resume()
            }
        }

        /// Runs a test with a replica and a client of its primary, when the replica has all of the primary's data.
        private func withReplica(
            _ kind: LiveServerKind, _ body: (LiveServer, RedisClient) async throws -> Void
        ) async throws {
            try await onServer(kind) { primary in
                let options = LiveServerOptions(settings: ["replicaof 127.0.0.1 \(primary.port)"])
                try await LiveServer.run(kind, options: options) { replica in
                    try await eventually("the replica follows", within: .seconds(30)) {
                        try await primary.text("INFO", "replication").contains("state=online")
                    }
                    try await withClient(.standalone(primary.tcpAddress)) { try await body(replica, $0) }
                }
            }
        }
    }
}
