import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct FrozenServerTests {
    /// How late a time limit may be noticed on a slow machine. Without it a command would wait for a minute.
    private static let slack = Duration.seconds(10)

    @Test(
        "row 2: time limits end on time while the server is frozen, and the connection goes on", arguments: serverKinds)
    func frozen(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.waitLong() }) { client in
                try await client.set("a", "1")
                let number = try await client.connectionNumber()
                try await server.pause()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for caller in 1...50 {
                        let limit = Duration.milliseconds(caller * 10)
                        group.addTask { try await Self.expectTimeOut(limit) { try await client.send($0) } }
                    }
                    try await group.waitForAll()
                }
                try await server.resume()
                #expect(try await client.get("a") == "1")
                #expect(try await client.connectionNumber() == number, "the connection was given up without need")
            }
        }
    }

    @Test("row 2: time limits end on time though the socket takes no more bytes", arguments: oneServerKind)
    func socketIsFull(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.waitLong() }) { client in
                _ = try await client.ping()
                try await server.pause()
                let value = [UInt8](repeating: 120, count: 60_000)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let begun = Shared(0)
                    for caller in 0..<400 {
                        group.addTask {
                            begun.withLock { $0 += 1 }
                            let error = try await clientError {
                                try await client.send(.set("large:\(caller)", value).timeout(.milliseconds(800)))
                            }
                            #expect(error?.code == .timedOut, "\(error as Any)")
                        }
                    }
                    // That is more than fits in buffers; a shorter limit counts from here.
                    try await eventually("all is handed in") { begun.withLock { $0 } == 400 }
                    try await Self.expectTimeOut(.milliseconds(100)) { try await client.send($0) }
                    let start = ContinuousClock.now
                    try await group.waitForAll()
                    #expect(ContinuousClock.now - start < .milliseconds(800) + Self.slack)
                }
                try await server.resume()
                _ = try await client.ping()
            }
        }
    }

    @Test("row 2: a short time limit counts also behind long ones while there is no connection")
    func shortBehindLong() async throws {
        try await withScriptedServer { server in
            server.script { _, _ in [.silence] }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.waitLong() }) { client in
                async let long = clientError { try await client.ping() }
                try await server.waitUntil("the handshake has begun") { $0.count(of: "HELLO") > 0 }
                try await Self.expectTimeOut(.milliseconds(100)) { try await client.send($0) }
                try await Self.expectTimeOut(.milliseconds(50)) { try await client.send($0.lane(.bulk)) }
                client.shutDown()
                #expect(try await long?.code == .shutDown)
            }
        }
    }

    @Test(
        "row 2: a large command on a leased connection times out though the socket takes no more",
        arguments: oneServerKind)
    func leasedSocketIsFull(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.waitLong() }) { client in
                let value = [UInt8](repeating: 120, count: 16 << 20)
                try await client.withConnection { session in
                    _ = try await session.ping()
                    try await server.pause()
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for caller in 0..<4 {
                            group.addTask {
                                let start = ContinuousClock.now
                                let error = try await clientError {
                                    try await session.send(.set("\(caller)", value).timeout(.milliseconds(200)))
                                }
                                #expect(error?.code == .timedOut, "\(error as Any)")
                                #expect(ContinuousClock.now - start < .milliseconds(200) + Self.slack)
                            }
                        }
                        try await group.waitForAll()
                    }
                }
                try await server.resume()
                #expect(try await client.withConnection { try await $0.command("CLIENT", "ID", as: Int.self) } > 0)
            }
        }
    }

    @Test("row 2: a server that stays frozen is given up after some questions, and found again without a restart")
    func givenUp() async throws {
        try await onServer(.redis) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.reconnectAtOnce()
                configuration.commandTimeout = .seconds(60)
                configuration.stallLimit = .milliseconds(200)
                configuration.connectTimeout = .milliseconds(200)
            }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                try await eventually("the client is connected") {
                    try await clientError { try await client.ping() } == nil
                }
                let number = try await client.connectionNumber()
                try await server.pause()
                let error = try #require(try await clientError { try await client.get("a") })
                #expect([.connectionFailed, .connectionClosed, .timedOut].contains(error.code))
                #expect("\(error)".contains("frozen"), "\(error)")
                try await server.resume()
                try await eventually("the client is back") {
                    try await clientError { try await client.set("a", "1") } == nil
                }
                #expect(try await client.connectionNumber() != number)
            }
        }
    }

    private static func expectTimeOut(
        _ limit: Duration, _ send: (Command<RESPValue>) async throws -> RESPValue
    ) async throws {
        let start = ContinuousClock.now
        let error = try await clientError { try await send(.command("PING").timeout(limit)) }
        let time = ContinuousClock.now - start
        #expect([.timedOut, .notRunning, .connectionFailed].contains(error?.code), "\(error as Any)")
        #expect(time >= limit - .milliseconds(1) && time < limit + slack, "\(limit) became \(time)")
    }
}
