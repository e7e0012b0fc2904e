import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct TooManyClientsTests {
    @Test(
        "row 21: a server with too many clients is not rushed, its words reach the caller, and the pool grows again",
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

    /// Has many callers hold a connection until each of them has one or knows that there is none.
    ///
    /// - Returns: the errors of those who got none.
    private static func borrow(_ count: Int, from client: RedisClient) async throws -> [ClientError] {
        let settled = Shared(0)
        return try await withThrowingTaskGroup(of: ClientError?.self) { group in
            for _ in 0..<count {
                group.addTask {
                    let error = try await clientError {
                        try await client.withConnection { session in
                            _ = try await session.ping()
                            settled.withLock { $0 += 1 }
                            try await eventually("all know") { settled.withLock { $0 } == count }
                        }
                    }
                    if error != nil { settled.withLock { $0 += 1 } }
                    return error
                }
            }
            return try await group.reduce(into: []) { errors, error in if let error { errors.append(error) } }
        }
    }

    @Test("row 21: a pool that is told of too many clients keeps what is on loan, and closes the rest")
    func shrinks() async throws {
        try await withScriptedServer { server in
            let isFull = Shared(false)
            server.script { _, command in command.name == "HELLO" && isFull.withLock { $0 } ? [] : nil }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.waitLong() }) { client in
                _ = try await client.ping()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (keeping, giving) = (Borrowing(client), Borrowing(client))
                    for _ in 0..<3 { group.addTask { try await keeping.borrow() } }
                    for _ in 0..<5 { group.addTask { try await giving.borrow() } }
                    try await eventually("eight are on loan") { keeping.begun + giving.begun == 8 }
                    isFull.withLock { $0 = true }
                    let accepted = server.record.accepted
                    group.addTask { try await giving.borrow() }
                    try await server.waitUntil("a ninth is being made", within: patience) {
                        $0.accepted == accepted + 1 && $0.connections[accepted].names.contains("HELLO")
                    }
                    giving.end()
                    try await eventually("all but three are given back") { giving.ended == 6 }
                    server.push("-ERR max number of clients reached\r\n", to: accepted)
                    // The shared one is the fourth.
                    try await server.waitUntil("the rest is closed", within: patience) { $0.open == 4 }
                    try await Self.expectNoMore(client, server)
                    keeping.end()
                    try await group.waitForAll()
                }
                let accepted = server.record.accepted
                try await client.withConnection { _ = try await $0.ping() }
                #expect(server.record.accepted == accepted, "one that came back was not lent again")
            }
        }
    }

    /// Those who want a connection wait in vain and are told why, and the server is asked for one more at most.
    private static func expectNoMore(_ client: RedisClient, _ server: ScriptedServer) async throws {
        let accepted = server.record.accepted
        try await withThrowingTaskGroup(of: ClientError?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await clientError {
                        try await client.send(.command("BLPOP", "none", "0.1").timeout(.milliseconds(300)))
                    }
                }
            }
            for try await refusal in group {
                let words = refusal?.serverError?.message
                #expect(words?.contains("max number of clients") == true, "\(refusal as Any)")
            }
        }
        #expect(server.record.accepted <= accepted + 1, "the server was asked for many more")
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
                try await eventually("the caller is told") {
                    let error = try #require(try await clientError { try await client.ping() })
                    #expect(error.code == .connectionFailed, "\(error)")
                    return "\(error)".contains("max number of clients")
                }
                try await server.waitUntil("the client goes on trying", within: patience) { $0.accepted > 20 }
                server.setGreeting { _ in [] }
                try await eventually("it is let in") { try await clientError { try await client.ping() } == nil }
            }
        }
    }
}

/// Borrowers who keep their connections until they are told to give them back.
private final class Borrowing: Sendable {
    private let client: RedisClient
    private let state = Shared((begun: 0, ended: 0, isOver: false))

    init(_ client: RedisClient) {
        self.client = client
    }

    /// How many have had a connection.
    var begun: Int { state.withLock { $0.begun } }
    /// How many have given it back.
    var ended: Int { state.withLock { $0.ended } }

    /// Borrows a connection, which must be good at the beginning and at the end.
    func borrow() async throws {
        try await client.withConnection { session in
            _ = try await session.ping()
            state.withLock { $0.begun += 1 }
            try await eventually("it may be given back") { state.withLock { $0.isOver } }
            _ = try await session.ping()
        }
        state.withLock { $0.ended += 1 }
    }

    /// Has all give theirs back.
    func end() {
        state.withLock { $0.isOver = true }
    }
}
