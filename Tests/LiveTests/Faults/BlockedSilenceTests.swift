import PinyonClient
import PinyonTesting
import Testing

/// Commands that wait on a server which, or whose network, says nothing any more.
@Suite(.timeLimit(.minutes(2))) struct BlockedSilenceTests {
    private static let places = 4

    private static func watchful(_ configuration: inout RedisConfiguration) {
        configuration.reconnectAtOnce()
        configuration.stallLimit = .milliseconds(200)
        configuration.connectTimeout = .seconds(1)
        configuration.commandTimeout = .seconds(1)
        configuration.leasedConnections = places
    }

    /// Checks that commands which may wait for one second of the server's time end in time.
    private static func expectInTime(_ client: RedisClient) async throws {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: ClientError?.self) { group in
            for _ in 0..<places {
                group.addTask { try await clientError { try await client.command("BLPOP", "list", 1) } }
            }
            for try await error in group {
                #expect(error?.code == .timedOut && error?.mayHaveRun == true, "\(error as Any)")
            }
        }
        let time = ContinuousClock.now - start
        #expect(time >= .milliseconds(1_900) && time < .seconds(20), "\(time)")
    }

    /// Makes all the connections that may be on loan.
    private static func borrowAll(_ client: RedisClient) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let borrowers = Shared(0)
            for _ in 0..<places {
                group.addTask {
                    try await client.withConnection { session in
                        _ = try await session.ping()
                        borrowers.withLock { $0 += 1 }
                        try await eventually("all are on loan") { borrowers.withLock { $0 } == places }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("row 2: commands that block for some time end in time though the server is frozen", arguments: serverKinds)
    func frozenForSomeTime(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), Self.watchful) { client in
                try await Self.borrowAll(client)
                try await server.pause()
                try await Self.expectInTime(client)
                try await server.resume()
                try await eventually("connections are lent again") {
                    try await clientError { try await client.withConnection { try await $0.ping() } } == nil
                }
            }
        }
    }

    @Test("row 8: commands that block for some time end in time though the network swallows their replies")
    func swallowed() async throws {
        try await onServer(.redis) { server in
            try await withProxy(to: server, Self.watchful) { proxy, client in
                _ = try await client.ping()
                let shared = proxy.newestConnection
                try await Self.borrowAll(client)
                for connection in 0..<proxy.statistics.accepted where connection != shared {
                    proxy.set(.silence, on: .toClient, connection: connection)
                }
                try await Self.expectInTime(client)
                try await eventually("connections are lent again") {
                    try await clientError { try await client.withConnection { try await $0.ping() } } == nil
                }
            }
        }
    }

    @Test("row 2: commands that block for ever are given up when their server is frozen", arguments: serverKinds)
    func frozenForEver(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), Self.watchful) { client in
                try await withThrowingTaskGroup(of: ClientError?.self) { group in
                    for _ in 0..<Self.places {
                        group.addTask { try await clientError { try await client.command("BLPOP", "list", 0) } }
                    }
                    try await Self.expectBlocked(Self.places, client)
                    try await server.pause()
                    for try await error in group {
                        #expect(error?.code == .connectionClosed && error?.mayHaveRun == true, "\(error as Any)")
                        #expect(error?.message.contains("frozen") == true, "\(error as Any)")
                    }
                }
                try await server.resume()
                try await eventually("connections are lent again") {
                    try await clientError { try await client.withConnection { try await $0.ping() } } == nil
                }
            }
        }
    }

    @Test("row 17: a command that blocks for ever is waited for as long as its server answers others")
    func answering() async throws {
        try await onServer(.redis) { server in
            try await withProxy(to: server, Self.watchful) { proxy, client in
                async let popped = client.command("BLPOP", "list", 0, as: [String].self)
                try await Self.expectBlocked(1, client)
                let known = proxy.statistics.accepted
                try await proxy.waitUntil("the server was asked for signs of life", within: .seconds(30)) {
                    $0.accepted >= known + 2
                }
                try await client.command("RPUSH", "list", "element")
                let reply = try await popped
                #expect(reply == ["list", "element"])
            }
        }
    }

    private static func expectBlocked(_ count: Int, _ client: RedisClient) async throws {
        try await eventually("\(count) commands block") {
            let info = try? await client.info()
            return info?["blocked_clients"] == "\(count)"
        }
    }

    @Test("a command that waits on a server has its time anew when it is sent again")
    func timeOfEachAttempt() async throws {
        try await withScriptedServer { server in
            let refusals = Shared(1)
            server.script { _, command in
                guard command.name == "XREAD" else { return nil }
                let isRefused = refusals.takeOne()
                return [.delay(.milliseconds(1_300)), isRefused ? .error("LOADING the data is being loaded") : .null]
            }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.commandTimeout = .seconds(1) }) { client in
                let value = try await client.command("XREAD", "BLOCK", 1_000, "STREAMS", "s", "$")
                #expect(value == .null)
                #expect(server.record.count(of: "XREAD") == 2)
            }
        }
    }

    @Test("a command that has no time is never sent")
    func noTime() async throws {
        try await withScriptedServer { server in
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address)) { client in
                _ = try await client.ping()
                let alone = try await clientError { try await client.send(.incr("n").timeout(.zero)) }
                #expect(alone?.code == .timedOut && alone?.mayHaveRun == false, "\(alone as Any)")
                try await client.withConnection { session in
                    let lent = try await clientError { try await session.send(.incr("n").timeout(.zero)) }
                    #expect(lent?.code == .timedOut && lent?.mayHaveRun == false, "\(lent as Any)")
                    _ = try await session.ping()
                }
                #expect(server.record.count(of: "INCR") == 0)
            }
        }
    }
}
