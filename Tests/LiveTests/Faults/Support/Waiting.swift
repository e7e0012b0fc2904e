import PinyonClient
import PinyonTesting
import Testing

/// Longer than anything takes that goes well, on a slow machine too.
let patience = Duration.seconds(30)

/// Asks again and again until something is so, and fails the test when it isn't in time.
func eventually(
    _ what: String, within limit: Duration = patience, sourceLocation: SourceLocation = #_sourceLocation,
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

/// What a closure fails with in the end. A call whose time ends while it is being tried again, or before a first look
/// at the servers is over, doesn't learn what they say: then the closure is called again.
func settledError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> ClientError {
    var error = try await thrownError(sourceLocation: sourceLocation, body)
    for _ in 0..<20 where [.timedOut, .notRunning].contains(error.code) {
        error = try await thrownError(sourceLocation: sourceLocation, body)
    }
    return error
}

/// The shortest of the times that attempts take. What waits for something that doesn't come is never quick; what
/// doesn't wait is slow only when the machine is, and not each time.
///
/// - Parameters:
///   - limit: A time that is short enough: no other attempt follows then.
///   - attempt: Makes an attempt, of which it gets the number, and tells how long it took.
func shortestTime(until limit: Duration, of attempt: (Int) async throws -> Duration) async throws -> Duration {
    var shortest = Duration.seconds(3_600)
    for number in 0..<5 where shortest >= limit {
        let time = try await attempt(number)
        shortest = min(shortest, time)
    }
    return shortest
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
@Suite(.serialized, .timeLimit(.minutes(6))) enum RealClusters {}

/// The tests in which servers of a script play a cluster.
@Suite(.serialized, .timeLimit(.minutes(3))) enum MockClusters {}
