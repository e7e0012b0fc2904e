import PinyonClient
import Testing

/// A kind of server that commands are tried on.
enum ServerRelease: String, Sendable, CaseIterable, CustomStringConvertible {
    case redis62 = "Redis 6.2"
    case redis70 = "Redis 7.0"
    case valkey91 = "Valkey 9.1"

    var description: String { rawValue }

    private var isValkey: Bool { self == .valkey91 }

    private var version: Double {
        switch self {
        case .redis62: 6.2
        case .redis70: 7.0
        case .valkey91: 9.1
        }
    }

    /// Whether it has what came with these versions.
    ///
    /// - Parameters:
    ///   - redis: The first version of Redis; nil for none.
    ///   - valkey: The first version of Valkey; nil for none. Default: the first there was, 7.2.
    func has(redis: Double?, valkey: Double? = 7.2) -> Bool {
        guard let first = isValkey ? valkey : redis else { return false }
        return version >= first
    }
}

/// A server and a version of the protocol.
struct LiveTarget: Sendable, CustomTestStringConvertible {
    let release: ServerRelease
    let protocolVersion: Int

    var testDescription: String { "\(release) with RESP\(protocolVersion)" }

    /// Every server with both versions of the protocol.
    static let all = ServerRelease.allCases.flatMap { release in
        [2, 3].map { LiveTarget(release: release, protocolVersion: $0) }
    }

    /// Those that have what came with these versions.
    ///
    /// - Parameters:
    ///   - redis: The first version of Redis; nil for none.
    ///   - valkey: The first version of Valkey; nil for none. Default: the first there was, 7.2.
    static func since(redis: Double?, valkey: Double? = 7.2) -> [LiveTarget] {
        all.filter { $0.release.has(redis: redis, valkey: valkey) }
    }

    /// Runs a test with connections to an empty database that nobody else uses. Where the server isn't installed, the
    /// test is skipped.
    func withClients<Result>(_ count: Int, _ body: ([SocketSender]) async throws -> Result) async throws -> Result {
        guard let server = try await TestServer.running(release) else { try Test.cancel("\(release) is not installed") }
        let database = server.nextDatabase()
        var clients: [SocketSender] = []
        for _ in 0..<count {
            clients.append(
                try await SocketSender(
                    path: server.socket, release: release, protocolVersion: protocolVersion, database: database))
        }
        let result = try await body(clients)
        for client in clients { try await client.close() }
        return result
    }

    /// Runs a test with a connection to an empty database that nobody else uses. Where the server isn't installed, the
    /// test is skipped.
    func withClient<Result>(_ body: (SocketSender) async throws -> Result) async throws -> Result {
        try await withClients(1) { try await body($0[0]) }
    }
}

/// Expects a server's error with a code.
func expectServerError(
    _ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("no error came, expected \(code)", sourceLocation: sourceLocation)
    } catch let error as ClientError {
        #expect(error.serverError?.code == code, "\(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
