import PinyonClient
import PinyonTesting
import Testing

/// How connections for blocking commands and transactions are made when a server takes none.
@Suite(.timeLimit(.minutes(2))) struct LeaseBackoffTests {
    /// A client of a server that ends every connection instead of saying hello.
    private func withRefusing(
        _ backoff: Backoff, connectTimeout: Duration = .seconds(60),
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
            let start = ContinuousClock.now
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
            // One for each of the first, then one a pause for all, and those of the shared connection: these are two in
            // a tenth of a second.
            let tenths = Int(start.duration(to: .now) / .milliseconds(100))
            #expect(server.record.accepted <= 40 + 4 * tenths, "\(server.record.accepted) attempts for 200 calls")
        }
    }

    @Test("row 22: whoever wants a connection on loan in the pause after a failure has one when it is over")
    func afterThePause() async throws {
        let backoff = Backoff(base: .milliseconds(200), limit: .milliseconds(200))
        try await withRefusing(backoff) { server, client in
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
        try await withRefusing(backoff, connectTimeout: .seconds(1)) { _, client in
            for _ in 0..<2 {
                let error = try await clientError { try await client.withConnection { try await $0.ping() } }
                #expect(error?.code == .connectionFailed, "\(error as Any)")
            }
        }
    }
}
