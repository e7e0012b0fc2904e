import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct SilenceTests {
    private static func watchful(_ configuration: inout RedisConfiguration) {
        configuration.reconnectAtOnce()
        configuration.commandTimeout = .seconds(60)
        configuration.connectTimeout = .seconds(10)
        configuration.stallLimit = stallLimit
    }

    private static let stallLimit = Duration.milliseconds(500)

    /// Gives connecting up soon, too.
    private static func impatient(_ configuration: inout RedisConfiguration) {
        watchful(&configuration)
        configuration.connectTimeout = .milliseconds(500)
    }

    @Test(
        "row 8: a connection that swallows everything is found out within the stall limit and replaced",
        arguments: oneServerKind)
    func oneConnection(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, Self.watchful) { proxy, client in
                try await client.set("a", "1")
                for round in 0..<3 {
                    let connection = proxy.newestConnection
                    for direction in FaultDirection.allCases {
                        proxy.set([round == 1 ? .silence : .blackhole], on: direction, connection: connection)
                    }
                    let start = ContinuousClock.now
                    async let write = clientError { try await client.incr("n") }
                    // It is sent again on the new connection, well before its own time limit.
                    #expect(try await client.get("a") == "1")
                    let time = ContinuousClock.now - start
                    #expect(time >= Self.stallLimit && time < .seconds(10), "\(time)")
                    let error = try #require(try await write)
                    #expect(error.code == .connectionClosed && error.mayHaveRun, "\(error)")
                    #expect(error.message.contains("nothing came on this connection"), "\(error)")
                }
                #expect(try await client.get("n") == nil)
            }
        }
    }

    @Test(
        "row 8: a server behind a dead network is found out, and found again when the network is back",
        arguments: oneServerKind)
    func wholeNetwork(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, Self.impatient) { proxy, client in
                try await eventually("the client is connected") { (try? await client.set("a", "1")) != nil }
                for direction in FaultDirection.allCases { proxy.set(.blackhole, on: direction) }
                let start = ContinuousClock.now
                let error = try #require(try await clientError { try await client.incr("n") })
                #expect([.connectionClosed, .timedOut].contains(error.code) && error.mayHaveRun, "\(error)")
                #expect(ContinuousClock.now - start < .seconds(20))
                let unsent = try #require(try await clientError { try await client.incr("n") })
                #expect(!unsent.mayHaveRun || unsent.code == .timedOut, "\(unsent)")
                proxy.cutAll(.reset)
                proxy.heal()
                try await eventually("the client is back") {
                    try await clientError { try await client.get("a") } == nil
                }
            }
        }
    }

    @Test(
        "row 8: a transaction that the network swallows ends in time, isn't repeated, and takes no place with it",
        arguments: oneServerKind)
    func transaction(kind: LiveServerKind) async throws {
        let change: (inout RedisConfiguration) -> Void = { configuration in
            configuration.waitLong()
            configuration.leasedConnections = 1
        }
        try await onServer(kind) { server in
            try await withProxy(to: server, change) { proxy, client in
                var expected = 0
                for isDelivered in [true, false, true, false] {
                    try await Self.swallowTransaction(proxy, client, isDelivered: isDelivered)
                    if isDelivered { expected += 1 }
                    // There is only one place: it must be free.
                    let (n, m) = try await client.transaction(.incr("n"), .incr("m"))
                    expected += 1
                    #expect(n == expected && m == expected, "\(n) and \(m) after \(expected) transactions")
                }
            }
        }
    }

    /// Runs a transaction on a connection that swallows its replies, or all of it.
    private static func swallowTransaction(
        _ proxy: FaultProxy, _ client: RedisClient, isDelivered: Bool
    ) async throws {
        // The one that commands share is there already, so that the pool's is the newest.
        _ = try await client.ping()
        try await client.withConnection { session in
            _ = try await session.ping()
            let lent = proxy.newestConnection
            for direction in FaultDirection.allCases where direction == .toClient || !isDelivered {
                proxy.set(.silence, on: direction, connection: lent)
            }
        }
        let limit = Duration.milliseconds(600)
        let (n, m) = (Command.incr("n").timeout(limit), Command.incr("m").timeout(limit))
        let start = ContinuousClock.now
        let error = try await clientError { try await client.transaction(n, m) }
        let time = start.duration(to: .now)
        #expect(error?.code == .timedOut && error?.mayHaveRun == true, "\(error as Any)")
        #expect(time >= limit && time < .seconds(20), "\(time)")
    }

    @Test("row 9: a half-closed connection is retired before the next command", arguments: oneServerKind)
    func halfClose(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                _ = try await client.ping()
                for round in 1...20 {
                    let connection = proxy.newestConnection
                    proxy.set(.halfClose(), on: .toClient, connection: connection)
                    try await proxy.waitUntil("the client has ended its side") { statistics in
                        statistics.connections[connection].ended.contains(.toServer)
                    }
                    #expect(try await client.incr("n") == round)
                }
            }
        }
    }

    @Test("row 9: a command that meets the end of the stream is sent again or says that it may have run")
    func halfCloseInFlight() async throws {
        try await onServer(.redis) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                var certain = 0
                var uncertain = 0
                for _ in 0..<100 {
                    proxy.set(.halfClose(), on: .toClient, connection: proxy.newestConnection)
                    // It isn't known on which side of the end it is written.
                    switch try await clientError({ try await client.incr("n") }) {
                    case nil: certain += 1
                    case let error?:
                        #expect(error.code == .connectionClosed && error.mayHaveRun, "\(error)")
                        uncertain += 1
                    }
                }
                let count = try await client.get("n", as: Int.self) ?? 0
                #expect((certain...(certain + uncertain)).contains(count), "\(certain) + \(uncertain) gave \(count)")
            }
        }
    }

    @Test(
        "row 49: connections that the server or a balancer cuts when idle are replaced before they are used",
        arguments: serverKinds)
    func idleCut(kind: LiveServerKind) async throws {
        let options = LiveServerOptions(settings: ["timeout 1"])
        try await onServer(kind, options: options) { server in
            try await withProxy(to: server) { proxy, client in
                try await client.set("n", 0)
                #expect(try await client.withConnection { try await $0.incr("n") } == 1)
                let before = proxy.statistics.accepted
                try await proxy.waitUntil("the server has cut the first two", within: patience) { statistics in
                    statistics.connections.prefix(before).allSatisfy { $0.ended.contains(.toClient) }
                }
                // Later ones are to end when the test says so.
                try await server.tell("CONFIG", "SET", "timeout", 0)
                try await eventually("the client knows") {
                    proxy.statistics.connections.prefix(before).allSatisfy { !$0.isOpen }
                }
                #expect(try await client.incr("n") == 2)
                #expect(try await client.withConnection { try await $0.incr("n") } == 3)
                for ending in [FaultEnding.close, .reset] {
                    let known = proxy.statistics.accepted
                    proxy.cutAll(ending)
                    // The shared connection is made anew, the one on loan isn't.
                    try await eventually("the client knows") {
                        let health = client.health
                        return proxy.statistics.accepted > known && health.nodes.allSatisfy(\.isConnected)
                            && health.openConnections == 1
                    }
                    #expect(try await clientError { try await client.incr("n") } == nil)
                    #expect(try await clientError { try await client.withConnection { try await $0.incr("n") } } == nil)
                }
                #expect(try await client.get("n", as: Int.self) == 7)
            }
        }
    }
}
