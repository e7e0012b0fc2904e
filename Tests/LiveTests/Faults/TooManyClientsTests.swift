import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct TooManyClientsTests {
    @Test(
        "row 21: a server with too many clients is not rushed, its words reach the caller, and the pool shrinks",
        arguments: serverKinds)
    func maxClients(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { $0.leasedConnections = 20 }
            try await withProxy(to: server, change) { proxy, client in
                _ = try await client.ping()
                try await client.configSet("maxclients", 6)
                let before = proxy.statistics.accepted
                let errors = try await Self.borrow(20, from: client)
                let refusals = errors.compactMap(\.serverError)
                #expect(errors.count >= 10, "\(errors)")
                #expect(refusals.contains { $0.message.contains("max number of clients") }, "\(errors)")
                #expect(errors.allSatisfy { [.connectionFailed, .timedOut].contains($0.code) }, "\(errors)")
                #expect(try await client.get("a") == nil, "the shared connection works on")
                // Everybody had one attempt; nobody hammers.
                #expect(proxy.statistics.accepted - before <= 40)
                try await client.configSet("maxclients", 1_000)
                try await eventually("all get one") { try await Self.borrow(20, from: client).isEmpty }
            }
        }
    }

    /// Has many callers hold a connection at the same time.
    ///
    /// - Returns: the errors of those who got none.
    private static func borrow(_ count: Int, from client: RedisClient) async throws -> [ClientError] {
        try await withThrowingTaskGroup(of: ClientError?.self) { group in
            for _ in 0..<count {
                group.addTask {
                    try await clientError {
                        try await client.withConnection { session in
                            _ = try await session.ping()
                            try await Task.sleep(for: .milliseconds(100))
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { errors, error in if let error { errors.append(error) } }
        }
    }

    @Test("row 21: a server that refuses before it is asked anything is not waited for in vain")
    func refusedAtTheDoor() async throws {
        try await withScriptedServer { server in
            server.setGreeting { _ in [.error("ERR max number of clients reached"), .close] }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.reconnectAtOnce()
                configuration.connectTimeout = .milliseconds(500)
            }
            try await withClient(.standalone(address), change) { client in
                let error = try #require(try await clientError { try await client.ping() })
                #expect(error.code == .connectionFailed && "\(error)".contains("max number of clients"), "\(error)")
                try await server.waitUntil("the client goes on trying") { $0.accepted > 20 }
                server.setGreeting { _ in [] }
                try await eventually("it is let in") { try await clientError { try await client.ping() } == nil }
            }
        }
    }
}
