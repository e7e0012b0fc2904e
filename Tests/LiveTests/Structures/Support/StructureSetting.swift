import PinyonClient
import PinyonTesting

/// Runs a test of a structure on one server.
func onClient(_ kind: LiveServerKind, _ body: (RedisClient) async throws -> Void) async throws {
    try await onServer(kind) { server in
        try await withClient(.standalone(server.address)) { client in try await body(client) }
    }
}

extension RedisClient {
    /// The milliseconds that a key has left; nil if it isn't there or stays for ever.
    func millisecondsLeft(_ key: String) async throws -> Int? {
        guard let left = try await pttl(key).duration else { return nil }
        return Int(left / .milliseconds(1))
    }
}
