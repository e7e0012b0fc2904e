import PinyonClient
import PinyonTesting
import Testing

/// Runs a test on a Redis server of its own, or says that there is none on this machine.
func onRedis(
    _ options: LiveServerOptions = LiveServerOptions(), _ body: (LiveServer) async throws -> Void
) async throws {
    guard await LiveServerKind.redis.isExpected else { try Test.cancel("Redis is not installed") }
    try await LiveServer.run(.redis, options: options, body)
}

extension LiveServer {
    /// Where it listens, as a URL.
    var url: String { "redis://127.0.0.1:\(port)" }

    /// Talks to it.
    func withClient<Result>(_ body: (RedisClient) async throws -> Result) async throws -> Result {
        let client = RedisClient(RedisConfiguration(.standalone(.host("127.0.0.1", port: port))))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            defer { group.cancelAll() }
            return try await body(client)
        }
    }

    /// How many keys it has.
    var keyCount: Int {
        get async throws { try await withClient { try await $0.command("DBSIZE", as: Int.self) } }
    }
}
