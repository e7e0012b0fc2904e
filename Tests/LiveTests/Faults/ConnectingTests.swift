import PinyonClient
import PinyonTesting
import Testing

/// What keeps one connection from being made, and neither others from that nor one that stands from its work.
@Suite(.timeLimit(.minutes(1))) struct ConnectingTests {
    private struct VaultIsSealed: Error {}

    /// Tries again at once after what may pass, and in vain for the time of a test after what only people can mend.
    private static func distinguish(_ configuration: inout RedisConfiguration) {
        configuration.backoff = Backoff(base: .milliseconds(2), limit: .milliseconds(20), terminal: .seconds(600))
    }

    /// Why no connection was made the next time.
    private static func nextFailure(_ events: AsyncStream<ConnectionEvent>) async -> ClientError? {
        for await event in events where event.kind == .failed { return event.error }
        return nil
    }

    @Test("row 43: a server that forbids tracking is connected to as ever for everything else")
    func forbiddenTracking() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                if command.name == "CLIENT", command.text.dropFirst().first == "TRACKING" {
                    return [.error("NOPERM User app has no permissions to run the 'client|tracking' command")]
                }
                return command.name == "GET" ? [.bulk("1")] : nil
            }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), Self.distinguish) { client in
                let first = try await client.get("a")
                #expect(first == "1")
                let tracking = client.tracking { _ in }
                let error = try await thrownError { _ = try await tracking.read(.get("a")) }
                #expect(error.code == .authentication && error.serverError?.code == "NOPERM", "\(error)")
                let pong = try await client.withConnection { try await $0.ping() }
                #expect(pong == "PONG", "connections on loan are made")
                server.cutAll(.close)
                try await server.waitUntil("the connections are gone") { $0.connections[0].isOpen == false }
                let second = try await client.get("a")
                #expect(second == "1", "the shared one is made again")
            }
        }
    }

    @Test("row 43: a provider that fails once holds a connection up for a moment, sends nobody away, and is told")
    func providerFailsOnce() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "GET" ? [.bulk("1")] : nil }
            let turns = Shared(0)
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { configuration in
                Self.distinguish(&configuration)
                configuration.credentials = {
                    let turn = turns.withLock { count in
                        count += 1
                        return count
                    }
                    if turn == 2 { throw VaultIsSealed() }
                    return nil
                }
            } _: { client in
                let events = client.connectionEvents
                let first = try await client.get("a")
                #expect(first == "1")
                server.cutAll(.close)
                try await server.waitUntil("the connection is gone") { $0.connections[0].isOpen == false }
                let second = try await client.get("a")
                #expect(second == "1" && turns.withLock { $0 } >= 3)
                let failure = await Self.nextFailure(events)
                #expect(failure?.code == .connectionFailed && failure?.underlying is VaultIsSealed, "\(failure as Any)")
                #expect(failure?.message.contains("VaultIsSealed") == true)
            }
        }
    }

    @Test("row 22: that a connection was not begun because of too many others is told like any other failure")
    func tooManyConnections() async throws {
        try await withScriptedServer { server in
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address)) { configuration in
                Self.distinguish(&configuration)
                configuration.connectionsPerSecond = 1
                configuration.connectTimeout = .milliseconds(200)
            } _: { client in
                let events = client.connectionEvents
                _ = try await client.ping()
                let error = try await thrownError { _ = try await client.withConnection { try await $0.ping() } }
                #expect(error.code == .connectionFailed && error.message.contains("connectionsPerSecond"), "\(error)")
                let failure = await Self.nextFailure(events)
                #expect(failure?.message.contains("connectionsPerSecond") == true, "\(failure as Any)")
                #expect(failure?.node == "\(address)")
            }
        }
    }

    /// What keeps the client from making an ordinary connection, though the server would take it.
    enum Obstacle: String, CaseIterable, CustomTestStringConvertible {
        case sealedVault, noTurn

        var testDescription: String { rawValue }
    }

    @Test(
        "row 8: what goes wrong on the client's own side ends no connection to a server that is only slow",
        arguments: Obstacle.allCases)
    func slowServer(obstacle: Obstacle) async throws {
        try await withScriptedServer { server in
            server.script { connection, command in
                guard connection == 0 else { return [.silence] }
                return command.name == "GET" ? [.delay(.milliseconds(500)), .bulk("1")] : nil
            }
            let isFirst = Shared(true)
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { configuration in
                Self.distinguish(&configuration)
                configuration.stallLimit = .milliseconds(100)
                configuration.connectTimeout = .seconds(1)
                if obstacle == .noTurn { configuration.connectionsPerSecond = 1 }
                configuration.credentials = {
                    let isOpen = isFirst.withLock { isFirst in
                        defer { isFirst = false }
                        return isFirst || obstacle == .noTurn
                    }
                    guard isOpen else { throw VaultIsSealed() }
                    return RedisCredentials(password: "secret")
                }
            } _: { client in
                let value = try await client.get("a")
                #expect(value == "1")
                let record = server.record
                #expect(record.count(of: "GET") == 1 && record.connections[0].isOpen, "\(record)")
                if obstacle == .sealedVault { #expect(record.accepted > 1, "nobody asked whether the server lives") }
                for connection in record.connections.dropFirst() {
                    // Who only asks for a sign of life needs no password, and isn't counted as a failed login.
                    #expect(!connection.commands.contains { $0.text.contains("AUTH") })
                }
            }
        }
    }
}
