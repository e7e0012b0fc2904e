import PinyonClient
import PinyonTesting
import Testing

/// Runs a client for as long as a closure runs.
func withClient<Result>(
    _ topology: RedisTopology, _ change: (inout RedisConfiguration) -> Void = { _ in },
    _ body: (RedisClient) async throws -> Result
) async throws -> Result {
    var configuration = RedisConfiguration(topology)
    change(&configuration)
    let client = RedisClient(configuration)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await client.run() }
        defer { group.cancelAll() }
        return try await body(client)
    }
}

extension LiveServer {
    /// Where it listens.
    var address: ServerAddress {
        unixSocket.map { .unixSocket(path: $0) } ?? .host("127.0.0.1", port: port)
    }
}

/// The servers that the tests of the client run on. One that isn't on this machine is skipped by name.
let serverKinds: [LiveServerKind] = [.redis62, .redis70, .valkey91]

/// Runs a test on one server, or says that it isn't there.
func onServer(
    _ kind: LiveServerKind, options: LiveServerOptions = LiveServerOptions(), _ body: (LiveServer) async throws -> Void
) async throws {
    try await unlessMissing(kind) { try await LiveServer.run(kind, options: options, body) }
}

/// Runs a part of a test that needs a kind of server, or says that it isn't there.
func unlessMissing(_ kind: LiveServerKind, _ body: () async throws -> Void) async throws {
    guard await kind.isExpected else { try Test.cancel("\(kind) is not installed") }
    try await body()
}
