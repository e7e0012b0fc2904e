import Foundation
import PinyonClient
import PinyonTesting
import Synchronization
import Testing

/// Whether tests of faults run at length and on all servers: `PINYON_SOAK=1`, as `make soak` sets it.
let isSoak = ProcessInfo.processInfo.environment["PINYON_SOAK"] == "1"

/// The servers of tests in which the network is at fault, not the server: the newest Redis, at length all of them.
let oneServerKind: [LiveServerKind] = isSoak ? serverKinds : [.redis]

/// The seed of a run: that in `PINYON_SEED`, or a new one. A test prints it when it fails.
let faultSeed: UInt64 =
    ProcessInfo.processInfo.environment["PINYON_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

/// How to repeat a run, for the comment of an expectation.
var repeatComment: Comment { "repeat it with PINYON_SEED=\(faultSeed)" }

/// What a closure throws as an error of the client; nil if it succeeds.
func clientError<Value>(_ body: () async throws -> Value) async throws -> ClientError? {
    do {
        _ = try await body()
        return nil
    } catch let error as ClientError {
        return error
    }
}

extension LiveServer {
    /// Its port, so that connections can be cut on the way.
    var tcpAddress: ServerAddress { .host("127.0.0.1", port: port) }
}

extension FaultProxy {
    /// Where it listens.
    var address: ServerAddress { .host("127.0.0.1", port: port) }

    /// The number of the connection that was accepted last.
    var newestConnection: Int { statistics.accepted - 1 }

    /// The connections whose clients began with anything else than a TLS handshake, if the proxy records bytes.
    var plaintextConnections: [Int] {
        let handshakeRecord: UInt8 = 22
        return (0..<statistics.accepted).filter { connection in
            let first = observedBytes(.toServer, connection: connection).first
            return first != nil && first != handshakeRecord
        }
    }
}

/// Runs a client whose only way to a server leads through a proxy.
///
/// - Parameters:
///   - server: The server.
///   - recordsBytes: Whether the proxy keeps what was sent.
///   - change: Changes the client's configuration.
///   - body: Gets the proxy and the client.
func withProxy<Result>(
    to server: LiveServer, recordsBytes: Bool = false, _ change: (inout RedisConfiguration) -> Void = { _ in },
    _ body: (FaultProxy, RedisClient) async throws -> Result
) async throws -> Result {
    try await withFaultProxy(
        target: .hostPort("127.0.0.1", server.port), seed: faultSeed, recordsBytes: recordsBytes
    ) { proxy in
        try await withClient(.standalone(proxy.address), change) { try await body(proxy, $0) }
    }
}

extension RedisClient {
    /// The number that the server gave to the connection that commands take.
    func connectionNumber() async throws -> Int { try await command("CLIENT", "ID", as: Int.self) }
}

extension RedisConfiguration {
    /// Gives up nothing in the time of a test: what waits in vain shows, and what is slow doesn't fail.
    mutating func waitLong() {
        commandTimeout = .seconds(60)
        connectTimeout = .seconds(60)
    }

    /// Connects again at once and as often as it takes, for tests that break many connections.
    mutating func reconnectAtOnce() {
        backoff = Backoff(base: .milliseconds(2), limit: .milliseconds(20), terminal: .milliseconds(200))
        connectionsPerSecond = 1_000_000
    }
}

/// A value that tasks share.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try value.withLock { value in try body(&value) }
    }
}

extension Shared<Int> {
    /// Takes one of so many.
    ///
    /// - Returns: whether there was one left.
    func takeOne() -> Bool {
        withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
    }
}
