import PinyonClient
import PinyonTesting
import Testing

/// How connections for blocking commands and transactions are made when a server takes none.
@Suite(.timeLimit(.minutes(2))) struct LeaseBackoffTests {
    /// A client of a server that ends every connection instead of saying hello.
    private func withRefusing(
        _ backoff: Backoff, connectTimeout: Duration = .milliseconds(500),
        _ body: (ScriptedServer, RedisClient) async throws -> Void
    ) async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "HELLO" ? [.reset] : nil }
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.backoff = backoff
                configuration.connectTimeout = connectTimeout
                configuration.connectionsPerSecond = 1_000_000
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port)), change) { client in
                try await body(server, client)
            }
        }
    }

    @Test("row 22: a server that takes no connections isn't tried for each caller that wants one on loan")
    func paced() async throws {
        let backoff = Backoff(base: .milliseconds(100), limit: .milliseconds(200))
        try await withRefusing(backoff) { server, client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        for _ in 0..<10 {
                            let error = try await clientError {
                                try await client.withConnection { try await $0.ping() }
                            }
                            #expect(error?.code == .connectionFailed, "\(error as Any)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            // One for each of the first, then one a pause for all, and those of the shared connection.
            #expect(server.record.accepted <= 100, "\(server.record.accepted) attempts for 200 calls")
        }
    }

    @Test("row 22: whoever wants a connection on loan in the pause after a failure has one when it is over")
    func afterThePause() async throws {
        let backoff = Backoff(base: .milliseconds(200), limit: .milliseconds(200))
        try await withRefusing(backoff, connectTimeout: .seconds(5)) { server, client in
            let refused = try await clientError { try await client.withConnection { try await $0.ping() } }
            #expect(refused?.code == .connectionFailed)
            server.script { _, _ in nil }
            let reply = try await client.withConnection { try await $0.ping() }
            #expect(reply == "PONG")
        }
    }

    @Test("row 22: whoever waits in vain for the end of the pause learns why there is no connection")
    func inVain() async throws {
        let backoff = Backoff(base: .seconds(60), limit: .seconds(60))
        try await withRefusing(backoff, connectTimeout: .milliseconds(200)) { _, client in
            for _ in 0..<3 {
                let error = try await clientError { try await client.withConnection { try await $0.ping() } }
                #expect(error?.code == .connectionFailed, "\(error as Any)")
            }
        }
    }
}
