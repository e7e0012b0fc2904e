import Foundation
import PinyonClient
import PinyonTesting
import Testing

/// What a server tells of the commands of others.
@Suite(.timeLimit(.minutes(1))) struct MonitorTests {
    /// Reads commands up to one that is known.
    private static func read(
        _ commands: AsyncStream<MonitoredCommand>, upTo words: [String]
    ) async -> [MonitoredCommand] {
        var seen: [MonitoredCommand] = []
        for await command in commands {
            seen.append(command)
            if command.words == words { break }
        }
        return seen
    }

    @Test("a monitor is told other connections' commands, byte by byte", arguments: serverKinds)
    func oddBytes(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                let odd = Array(UInt8.min...UInt8.max)
                let key = "a \"key\" ] \\ é\r\n"
                let seen = try await node.withMonitor { commands in
                    try await client.set(key, odd)
                    try await client.set("last", "1")
                    return await Self.read(commands, upTo: ["SET", "last", "1"])
                }
                let command = try #require(seen.first { $0.words.first == "SET" })
                #expect(command.arguments == [Array("SET".utf8), Array(key.utf8), odd])
                #expect(command.client.hasPrefix("127.0.0.1:") && command.database == 0)
                #expect(abs(command.time - Date().timeIntervalSince1970) < 3_600)
            }
        }
    }

    @Test("a monitor tells databases, unix sockets and scripts apart", arguments: serverKinds)
    func origins(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let socket = try #require(server.unixSocket)
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                let seen = try await withClient(.standalone(.unixSocket(path: socket)), { $0.database = 3 }) { other in
                    try await node.withMonitor { commands in
                        try await other.set("a", "1")
                        _ = try await client.eval(
                            "return redis.call('SET', KEYS[1], ARGV[1])", keys: ["b"], arguments: [2],
                            as: RESPValue.self)
                        return await Self.read(commands, upTo: ["SET", "b", "2"])
                    }
                }
                let first = try #require(seen.first { $0.words == ["SET", "a", "1"] })
                #expect(first.client == "unix:\(socket)" && first.database == 3)
                #expect(seen.last?.client == "lua" && seen.last?.database == 0)
            }
        }
    }

    @Test("the connection of a monitor is lent to nobody afterwards", arguments: oneServerKind)
    func isNotLentAgain(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.leasedConnections = 1 }) { client in
                let node = try #require(client.nodes.first)
                _ = try await node.withMonitor { _ in try await client.set("a", "1") }
                let pong = try await client.withConnection { session in
                    try await client.set("a", "2")
                    return try await session.ping()
                }
                #expect(pong == "PONG")
            }
        }
    }

    @Test("a server that doesn't begin is waited for as long as for a connection, and one that refuses is quoted")
    func neverBegins() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "MONITOR" ? [] : nil }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address)) { configuration in
                configuration.connectTimeout = .milliseconds(500)
                configuration.commandTimeout = .seconds(60)
            } _: { client in
                let node = try #require(client.nodes.first)
                let start = ContinuousClock.now
                let silence = try await thrownError { try await node.withMonitor { _ in } }
                #expect(silence.code == .timedOut && silence.command == "MONITOR" && silence.node == "\(address)")
                #expect(ContinuousClock.now - start < .seconds(10))
                server.script { _, command in command.name == "MONITOR" ? [.error("NOPERM no 'monitor'")] : nil }
                let refusal = try await thrownError { try await node.withMonitor { _ in } }
                #expect(refusal.code == .authentication && refusal.serverError?.code == "NOPERM")
            }
        }
    }

    @Test("a command of any size is told whole", arguments: serverKinds)
    func largeCommand(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let node = try #require(client.nodes.first)
                let value = [UInt8](repeating: 0, count: 200_000)
                let seen = try await node.withMonitor { commands in
                    try await client.set("large", value)
                    try await client.set("last", "1")
                    return await Self.read(commands, upTo: ["SET", "last", "1"])
                }
                let command = try #require(seen.first { $0.words.first == "SET" })
                #expect(command.arguments == [Array("SET".utf8), Array("large".utf8), value])
            }
        }
    }

    @Test("the commands end with the connection, and what is no command is passed over")
    func ends() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                guard command.name == "MONITOR" else { return nil }
                return [
                    .ok, "+1.5 [0 [::1]:5000] \"GET\" \"a\"\r\n", "+1.5 [0\r\n", "+2.5 [1 lua] \"PING\"\r\n", .close,
                ]
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let node = try #require(client.nodes.first)
                let seen = try await node.withMonitor { await Self.read($0, upTo: []) }
                #expect(seen.map(\.client) == ["[::1]:5000", "lua"])
                #expect(seen.map(\.words) == [["GET", "a"], ["PING"]])
            }
        }
    }
}
