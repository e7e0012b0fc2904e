import PinyonClient
import PinyonTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(2))) struct CredentialTests {
    private static let options = LiveServerOptions(users: ["app on >first ~* &* +@all"])

    /// A password that changes, as in a vault.
    private final class Vault: Sendable {
        private let state = Mutex((password: "first", asked: 0))

        var asked: Int { state.withLock { $0.asked } }

        func change(to password: String) { state.withLock { $0.password = password } }

        func credentials() -> RedisCredentials {
            state.withLock { state in
                state.asked += 1
                return RedisCredentials(username: "app", password: state.password)
            }
        }
    }

    @Test(
        "row 43: after a password was rotated new connections use the one that the provider gives",
        arguments: serverKinds)
    func rotation(kind: LiveServerKind) async throws {
        try await onServer(kind, options: Self.options) { server in
            let vault = Vault()
            let address = server.tcpAddress
            let change: (inout RedisConfiguration) -> Void = { $0.credentials = { vault.credentials() } }
            try await withClient(.standalone(address)) { admin in
                try await withClient(.standalone(address), change) { client in
                    try await client.withSubscription(to: [.channel("news")]) { subscription in
                        #expect(try await client.incr("n") == 1)
                        try await admin.command("ACL", "SETUSER", "app", "resetpass", ">second")
                        vault.change(to: "second")
                        #expect(try await client.incr("n") == 2, "an open connection goes on")
                        #expect(try await admin.command("CLIENT", "KILL", "USER", "app", as: Int.self) >= 2)
                        try await eventually("the client is back") {
                            try await clientError { try await client.ping() } == nil
                        }
                        var events = subscription.makeAsyncIterator()
                        #expect(try await events.next() == .gap(.reconnected))
                        try await client.withConnection {
                            let user = try await $0.command("ACL", "WHOAMI", as: String.self)
                            #expect(user == "app")
                        }
                    }
                    #expect(try await Self.failedLogins(admin) == 0)
                }
            }
        }
    }

    @Test("row 43: a wrong password is not tried again and again, whatever callers ask for", arguments: serverKinds)
    func wrongPassword(kind: LiveServerKind) async throws {
        try await onServer(kind, options: Self.options) { server in
            let vault = Vault()
            vault.change(to: "wrong")
            let address = server.tcpAddress
            let change: (inout RedisConfiguration) -> Void = { $0.credentials = { vault.credentials() } }
            try await withClient(.standalone(address)) { admin in
                try await withClient(.standalone(address), change) { client in
                    for _ in 0..<20 {
                        await Self.expectRefusal { try await client.send(.ping().timeout(.seconds(20))) }
                        await Self.expectRefusal { try await client.send(.ping().lane(.bulk)) }
                        await Self.expectRefusal { try await client.withConnection { try await $0.ping() } }
                        await Self.expectRefusal { try await client.withSubscription(to: [.channel("a")]) { _ in } }
                    }
                    let tries = try await Self.failedLogins(admin)
                    #expect((1...4).contains(tries), "\(tries) failed logins for 80 calls")
                    // Another password is another matter.
                    vault.change(to: "first")
                    #expect(try await client.withConnection { try await $0.ping() } == "PONG")
                    #expect(try await client.send(.ping().lane(.bulk)) == "PONG")
                }
            }
        }
    }

    @Test(
        "row 43: a client that was locked out comes back by itself once its password is right", arguments: oneServerKind
    )
    func comesBack(kind: LiveServerKind) async throws {
        try await onServer(kind, options: Self.options) { server in
            let vault = Vault()
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.credentials = { vault.credentials() }
                configuration.backoff.terminal = .milliseconds(200)
            }
            try await withClient(.standalone(server.tcpAddress)) { admin in
                try await withClient(.standalone(server.tcpAddress), change) { client in
                    _ = try await client.ping()
                    try await admin.command("ACL", "SETUSER", "app", "resetpass", ">second")
                    try await admin.command("CLIENT", "KILL", "USER", "app")
                    try await eventually("it is locked out") {
                        try await clientError { try await client.ping() }?.code == .authentication
                    }
                    vault.change(to: "second")
                    try await eventually("it is back") { try await clientError { try await client.ping() } == nil }
                }
            }
        }
    }

    @Test(
        "row 43: what a user may no longer do is said, and the rest goes on with the same connection",
        arguments: serverKinds)
    func narrowed(kind: LiveServerKind) async throws {
        try await onServer(kind, options: Self.options) { server in
            let vault = Vault()
            let address = server.tcpAddress
            let change: (inout RedisConfiguration) -> Void = { $0.credentials = { vault.credentials() } }
            try await withClient(.standalone(address)) { admin in
                try await withClient(.standalone(address), change) { client in
                    try await client.set("a", "1")
                    let number = try await client.connectionNumber()
                    try await admin.command("ACL", "SETUSER", "app", "-get", "resetkeys", "~allowed:*", "resetchannels")
                    await Self.expectRefusal { try await client.get("a") }
                    await Self.expectRefusal { try await client.set("a", "2") }
                    await Self.expectRefusal { try await client.withSubscription(to: [.channel("news")]) { _ in } }
                    await Self.expectRefusal { try await client.transaction(.set("a", "2"), .incr("allowed:n")) }
                    #expect(try await client.incr("allowed:n") == 1)
                    #expect(try await client.connectionNumber() == number && vault.asked <= 3)
                    try await admin.command("ACL", "SETUSER", "app", "+get", "allkeys", "allchannels")
                    #expect(try await client.get("a") == "1")
                    #expect(try await Self.failedLogins(admin) == 0)
                }
            }
        }
    }

    @Test("row 43: a provider that fails is named, and nothing is sent to the server")
    func providerFails() async throws {
        try await withScriptedServer { server in
            struct VaultIsSealed: Error {}
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.connectTimeout = .milliseconds(300)
                configuration.credentials = { throw VaultIsSealed() }
            }
            try await withClient(.standalone(address), change) { client in
                let error = try #require(try await clientError { try await client.ping() })
                #expect(error.code == .connectionFailed && error.message.contains("VaultIsSealed"), "\(error)")
                #expect(error.underlying is VaultIsSealed)
                #expect(server.record.accepted == 0)
            }
        }
    }

    @Test("row 43: a provider that never answers is given up in time, and asked again")
    func providerHangs() async throws {
        try await onServer(.redis, options: Self.options) { server in
            let asked = Shared(0)
            // It takes no notice of being cancelled, either.
            let held = Shared<CheckedContinuation<Void, Never>?>(nil)
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.connectTimeout = .milliseconds(300)
                configuration.credentials = {
                    let turn = asked.withLock { count in
                        count += 1
                        return count
                    }
                    if turn == 1 {
                        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                            held.withLock { $0 = continuation }
                        }
                    }
                    return RedisCredentials(username: "app", password: "first")
                }
            }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                try await eventually("the client is connected") {
                    try await clientError { try await client.ping() } == nil
                }
                #expect(asked.withLock { $0 } >= 2)
            }
            held.withLock { $0 }?.resume()
        }
    }

    private static func expectRefusal(
        sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
    ) async {
        let error = try? await clientError(body)
        #expect(
            [.authentication, .transactionDiscarded].contains(error?.code), "\(error as Any)",
            sourceLocation: sourceLocation)
        #expect(
            ["WRONGPASS", "NOPERM"].contains(error?.serverError?.code), "\(error as Any)",
            sourceLocation: sourceLocation)
    }

    /// How often somebody failed to log in, as the server has it.
    private static func failedLogins(_ admin: RedisClient) async throws -> Int {
        let entries = try await admin.command("ACL", "LOG", 128, as: [RESPValue].self)
        return try entries.reduce(0) { sum, entry in
            let fields = try [String: RESPValue].decode(entry)
            guard let reason = fields["reason"], let count = fields["count"] else { return sum }
            return try String.decode(reason) == "auth" ? sum + Int.decode(count) : sum
        }
    }
}
