import NIOCore
import NIOPosix
import PinyonClient
import PinyonTesting
import Testing

/// Whom large replies make way for where the client has one thread.
@Suite(.timeLimit(.minutes(2))) struct SmallTrafficTests {
    @Test("commands on every connection but that for large replies count", arguments: [LiveServerKind.valkey91])
    func connections(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let client = RedisClient(RedisConfiguration(.standalone(server.address)), eventLoopGroup: group)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await client.run() }
                defer { tasks.cancelAll() }
                try await checkCounts(client)
            }
            try await group.shutdownGracefully()
        }
    }

    private func checkCounts(_ client: RedisClient) async throws {
        let traffic = try #require(client.factory.traffic)
        func writes(_ body: () async throws -> Void) async throws -> Int {
            let before = traffic.writes
            try await body()
            return traffic.writes - before
        }
        try await client.rpush("list", ["a", "b"])
        let large = try await writes { _ = try await client.send(.get("key").lane(.bulk)) }
        #expect(large == 0)
        let small = try await writes { _ = try await client.get("key") }
        #expect(small == 1)
        let blocking = try await writes { try await client.command("BLPOP", "list", 1) }
        #expect(blocking == 1)
        let borrowed = try await writes {
            try await client.withConnection { _ = try await $0.get("key") }
        }
        #expect(borrowed > 0)
        let tracking = client.tracking { _ in }
        let tracked = try await writes { _ = try await tracking.read(.get("key")) }
        #expect(tracked == 1)
        tracking.close()
        let subscribed = try await writes { try await client.withSubscription(to: [.channel("news")]) { _ in } }
        #expect(subscribed > 0)
    }
}
