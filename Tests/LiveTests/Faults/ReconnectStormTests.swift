import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2)), .serialized) struct ReconnectStormTests {
    private static let clients = 200

    @Test(
        "row 22: 200 clients that lose their server come back spread out, and below their limits",
        arguments: [false, true])
    func storm(usesTLS: Bool) async throws {
        let tls = usesTLS ? try await LiveServerTLS() : nil
        try await onServer(.redis, options: LiveServerOptions(settings: ["maxclients 1000"], tls: tls)) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                let clients = try (0..<Self.clients).map { _ in try Self.client(proxy, tls) }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for client in clients { group.addTask { try await client.run() } }
                    defer { group.cancelAll() }
                    try await Self.expectAllAnswered(clients)
                    try await server.kill()
                    let down = try await Self.watch(proxy, for: .milliseconds(800))
                    try await server.restart()
                    let (up, _) = try await (
                        Self.watch(proxy, for: .milliseconds(800)), Self.expectAllAnswered(clients)
                    )
                    // After at most 50, 50, 100, 200, 400 ms, half of that on average.
                    #expect(down.total <= 12 * Self.clients && up.total <= 4 * Self.clients, "\(down), \(up)")
                    #expect(down.total >= Self.clients, "nobody tried")
                    #expect(up.largest <= Self.clients / 2, "most came back in the same 20 ms: \(up)")
                }
            }
        }
    }

    private static func client(_ proxy: FaultProxy, _ tls: LiveServerTLS?) throws -> RedisClient {
        var configuration = RedisConfiguration(.standalone(proxy.address))
        configuration.connectTimeout = .seconds(20)
        configuration.commandTimeout = .seconds(20)
        configuration.backoff.limit = .seconds(1)
        if let tls { configuration.tls = try RedisTLS(authorities: tls.authority) }
        return RedisClient(configuration)
    }

    private static func expectAllAnswered(_ clients: [RedisClient]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in clients {
                group.addTask {
                    let error = try await clientError { try await client.get("a") }
                    #expect(error == nil, "\(error as Any)")
                }
            }
            try await group.waitForAll()
        }
    }

    private struct Attempts: CustomStringConvertible {
        var total = 0
        /// The most in any 20 ms.
        var largest = 0

        var description: String { "\(total) attempts, at most \(largest) in 20 ms" }
    }

    /// Counts attempts to connect.
    private static func watch(_ proxy: FaultProxy, for time: Duration) async throws -> Attempts {
        let end = ContinuousClock.now + time
        let first = proxy.statistics.accepted
        var last = first
        var attempts = Attempts()
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
            let now = proxy.statistics.accepted
            attempts.largest = max(attempts.largest, now - last)
            last = now
        }
        attempts.total = last - first
        return attempts
    }

    @Test("row 22: one client begins no more connections a second than it may")
    func rate() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "HELLO" ? [.reset] : nil }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.backoff = Backoff(base: .microseconds(1), limit: .microseconds(10))
                configuration.connectionsPerSecond = 50
            }
            try await withClient(.standalone(address), change) { _ in
                let start = ContinuousClock.now
                // The burst to one server is half of the client's.
                try await server.waitUntil("a burst and as many as may be in a second", within: .seconds(20)) {
                    $0.accepted >= 75
                }
                let time = ContinuousClock.now - start
                #expect(time > .milliseconds(950), "75 connections in \(time)")
            }
        }
    }
}
