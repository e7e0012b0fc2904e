import PinyonClient
import PinyonTesting
import Testing

/// How long transactions take at most, while the server pauses longer than commands usually have.
@Suite(.timeLimit(.minutes(1))) struct PausedTransactionTests {
    private static let patient = Command<Int>.incr("n").timeout(.seconds(20))

    /// Runs a closure while the server pauses, with a connection that can be lent.
    private static func whilePaused(
        _ kind: LiveServerKind, _ body: (RedisClient) async throws -> Void
    ) async throws {
        try await onServer(kind) { server in
            let address = server.tcpAddress
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.commandTimeout = .milliseconds(200)
                configuration.stallLimit = .seconds(30)
            }
            try await withClient(.standalone(address)) { other in
                try await withClient(.standalone(address), change) { client in
                    try await eventually("a connection can be lent") {
                        try await clientError { try await client.withConnection { try await $0.ping() } } == nil
                    }
                    try await other.clientPause(.milliseconds(700))
                    try await body(client)
                }
            }
        }
    }

    @Test("a transaction has as much time as the most patient of its commands", arguments: serverKinds)
    func transaction(kind: LiveServerKind) async throws {
        try await Self.whilePaused(kind) { client in
            let (n, value) = try await client.transaction(Self.patient, .get("n"))
            #expect(n == 1 && value == "1")
        }
    }

    @Test("a transaction on a connection on loan has it too", arguments: oneServerKind)
    func session(kind: LiveServerKind) async throws {
        try await Self.whilePaused(kind) { client in
            try await client.withConnection { session in
                let n = try await session.transaction(Self.patient)
                #expect(n == 1)
            }
        }
    }

    @Test("a pipeline on a connection on loan has it too", arguments: oneServerKind)
    func pipeline(kind: LiveServerKind) async throws {
        try await Self.whilePaused(kind) { client in
            try await client.withConnection { session in
                let (pong, n) = try await session.pipeline(.ping(), Self.patient)
                #expect(n == 1 && pong == "PONG")
            }
        }
    }
}
