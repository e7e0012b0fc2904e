import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(4)), .serialized) struct ReconnectStormTests {
    private static let clients = 200
    /// How many of them subscribe, too.
    private static let subscribers = 100
    private static var connections: Int { clients + subscribers }

    @Test(
        "row 22: 200 clients that lose their server come back spread out, and below their limits",
        arguments: [false, true])
    func storm(usesTLS: Bool) async throws {
        let tls = usesTLS ? try await LiveServerTLS() : nil
        try await onServer(.redis, options: LiveServerOptions(settings: ["maxclients 1000"], tls: tls)) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                let arrivals = Arrivals(at: proxy)
                let clients = try (0..<Self.clients).map { _ in try Self.client(proxy, tls) }
                let (subscribed, returned) = (Shared(0), Shared(Set<Int>()))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for client in clients { group.addTask { try await client.run() } }
                    defer { group.cancelAll() }
                    for number in 0..<Self.subscribers {
                        group.addTask { try await Self.subscribe(clients[number], number, subscribed, returned) }
                    }
                    try await Self.expectAllAnswered(clients)
                    try await eventually("all are subscribed") { subscribed.withLock { $0 } == Self.subscribers }
                    let (before, killed) = (proxy.statistics.accepted, ContinuousClock.now)
                    try await server.kill()
                    // By then the pauses are long enough to be told from none.
                    try await eventually("each has tried five times on average") {
                        proxy.statistics.accepted >= before + 5 * Self.connections
                    }
                    try await server.restart()
                    let restarted = ContinuousClock.now
                    try await Self.expectAllAnswered(clients)
                    try await eventually("all subscribers are back") {
                        returned.withLock { $0.count } == Self.subscribers
                    }
                    // After at most 50, 50, 100, 200, 400 ms, half of that on average.
                    let (down, up) = (arrivals.count(since: killed), arrivals.count(since: restarted))
                    #expect(down <= 12 * Self.connections && up <= 4 * Self.connections, "\(down), then \(up)")
                    Self.expectSpread(arrivals.served(since: before, by: proxy))
                }
            }
        }
    }

    /// Checks that clients came back, and not all together.
    private static func expectSpread(_ arrivals: [ContinuousClock.Instant]) {
        #expect(arrivals.count >= connections)
        guard !arrivals.isEmpty else { return }
        let middleHalf = arrivals[arrivals.count / 4].duration(to: arrivals[arrivals.count * 3 / 4])
        #expect(middleHalf > .milliseconds(100), "half of them came within \(middleHalf)")
    }

    private static func client(_ proxy: FaultProxy, _ tls: LiveServerTLS?) throws -> RedisClient {
        var configuration = RedisConfiguration(.standalone(proxy.address))
        configuration.waitLong()
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

    /// Subscribes until the task is cancelled, and tells when that has been done, and done again after a loss.
    private static func subscribe(
        _ client: RedisClient, _ number: Int, _ subscribed: Shared<Int>, _ returned: Shared<Set<Int>>
    ) async throws {
        try await client.withSubscription(to: [.channel("news")]) { events in
            subscribed.withLock { $0 += 1 }
            for try await event in events where event == .gap(.reconnected) {
                returned.withLock { _ = $0.insert(number) }
            }
        }
    }

    /// When a proxy accepted its connections: at the moment, however late a test looks.
    private final class Arrivals: Sendable {
        /// How close together attempts are counted.
        private static let window = Duration.milliseconds(800)

        private let times = Shared<[ContinuousClock.Instant]>([])

        init(at proxy: FaultProxy) {
            proxy.script { [times] _ in
                times.withLock { $0.append(.now) }
                return .standard
            }
        }

        /// How many there were in a window that begins at a moment.
        func count(since start: ContinuousClock.Instant) -> Int {
            times.withLock { times in times.count { $0 >= start && $0 < start + Self.window } }
        }

        /// The moments of those connections from a number on that brought anything from the server, in order.
        func served(since first: Int, by proxy: FaultProxy) -> [ContinuousClock.Instant] {
            let served = proxy.statistics.connections.dropFirst(first).filter { $0.toClient.delivered > 0 }
            return times.withLock { times in
                served.map(\.number).filter { times.indices.contains($0) }.map { times[$0] }
            }
        }
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
                try await server.waitUntil("a burst and as many as may be in a second", within: patience) {
                    $0.accepted >= 75
                }
                let time = ContinuousClock.now - start
                #expect(time > .milliseconds(950), "75 connections in \(time)")
            }
        }
    }
}
