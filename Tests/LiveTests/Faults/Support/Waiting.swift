import PinyonClient
import PinyonTesting
import Testing

/// Asks again and again until something is so, and fails the test when it isn't in time.
func eventually(
    _ what: String, within limit: Duration = .seconds(10), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        try #require(
            ContinuousClock.now < deadline, "in vain waited \(limit) until \(what)", sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// What a closure that must fail with a client's error fails with.
func thrownError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> ClientError {
    do {
        try await body()
    } catch let error as ClientError {
        return error
    }
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
    throw CancellationError()
}

extension LiveServer {
    /// Sends a command to this server and no other.
    @discardableResult
    func tell(_ name: String, _ arguments: any CommandArgument...) async throws -> RESPValue {
        try await withClient(.standalone(address)) { client in
            try await client.send(Command<RESPValue>(raw: name, arguments: arguments))
        }
    }

    /// Its reply to a command, as text.
    func text(_ name: String, _ arguments: any CommandArgument...) async throws -> String {
        try await withClient(.standalone(address)) { client in
            try await client.send(Command<String>(raw: name, arguments: arguments))
        }
    }
}

/// The tests that need real clusters or Sentinels. They run one after the other: each has half a dozen servers.
@Suite(.serialized, .timeLimit(.minutes(4))) enum RealClusters {}

/// The tests in which servers of a script play a cluster.
@Suite(.serialized, .timeLimit(.minutes(1))) enum MockClusters {}
