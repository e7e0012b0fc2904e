import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct LeakedStateTests {
    private struct Thrown: Error {}

    /// What a borrower leaves behind.
    enum Mess: String, CaseIterable, CustomTestStringConvertible {
        case select, watch, multi, multiWithCommands, clientName, tracking, readOnly, noEvict, blocking, timeout,
            cancelled
        case unfinishedTransaction, script

        var testDescription: String { rawValue }

        /// What making it may end with on a server; nil stands for no error.
        func outcomes(on kind: LiveServerKind) -> Set<ClientError.Code?> {
            switch self {
            // Servers that belong to no cluster may refuse it.
            case .readOnly: [nil, .server]
            // Redis 6.2 doesn't know it.
            case .noEvict: kind == .redis62 ? [.server] : [nil]
            case .blocking: [.timedOut]
            // On a slow machine the reply may be read before the time limit is looked at.
            case .timeout: [nil, .timedOut]
            case .unfinishedTransaction: [.transactionDiscarded]
            case .select, .watch, .multi, .multiWithCommands, .clientName, .tracking, .cancelled, .script: [nil]
            }
        }

        func make(_ session: LeasedSession, _ client: RedisClient) async throws {
            switch self {
            case .select: try await session.command("SELECT", 5)
            case .watch: try await session.command("WATCH", "watched")
            case .multi: try await session.command("MULTI")
            case .multiWithCommands:
                try await session.command("MULTI")
                try await session.command("SET", "queued", 1)
            case .clientName: try await session.command("CLIENT", "SETNAME", "left-behind")
            case .tracking: try await session.command("CLIENT", "TRACKING", "ON")
            case .readOnly: try await session.command("READONLY")
            case .noEvict: try await session.command("CLIENT", "NO-EVICT", "ON")
            case .blocking: _ = try await session.send(.command("BLPOP", "none", 0).timeout(.milliseconds(30)))
            case .timeout: _ = try await session.send(.command("BLPOP", "none", "0.2").timeout(.milliseconds(30)))
            case .cancelled:
                let number = try await session.command("CLIENT", "ID", as: Int.self)
                let task = Task { try await session.command("BLPOP", "none", 0) }
                defer { task.cancel() }
                try await eventually("the command waits on the server") {
                    try await client.clientList([.ids([number])]).clients.contains { $0.flags.contains(.blocked) }
                }
                task.cancel()
                let error = try await clientError { try await task.value }
                #expect(error?.code == .cancelled && error?.mayHaveRun == true, "\(error as Any)")
            case .unfinishedTransaction:
                // The server refuses the first when it is queued, and with it the whole.
                _ = try await session.transaction(.command("SET", "few"), .incr("queued"))
            case .script: try await session.command("EVAL", "return redis.call('SELECT', 5)", 0)
            }
        }
    }

    @Test(
        "row 44: whatever a borrower does to a connection, the next one finds a clean one",
        arguments: serverKinds, [true, false])
    func nextBorrower(kind: LiveServerKind, throwsAfterwards: Bool) async throws {
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { $0.leasedConnections = 1 }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                for mess in Mess.allCases {
                    let error = try await clientError {
                        do {
                            try await Self.borrow(client, mess, throwsAfterwards: throwsAfterwards)
                        } catch is Thrown {}
                    }
                    #expect(mess.outcomes(on: kind).contains(error?.code), "\(mess): \(error as Any)")
                    try await Self.expectCleanConnection(client, after: mess.rawValue)
                }
                #expect(try await client.get("queued") == nil)
            }
        }
    }

    @Test(
        "row 44: what a command that was sent by itself did to its connection, the next borrower doesn't find",
        arguments: serverKinds)
    func nextBorrowerAfterACommand(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { $0.leasedConnections = 1 }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                let changing: [[String]] = [
                    ["SELECT", "5"], ["MULTI"], ["WATCH", "watched"], ["CLIENT", "TRACKING", "ON"],
                    ["CLIENT", "SETNAME", "left-behind"], ["CLIENT", "NO-EVICT", "ON"], ["READONLY"],
                ]
                for words in changing {
                    let arguments: [any CommandArgument] = words.dropFirst().map { $0 }
                    let error = try await clientError {
                        try await client.send(Command<RESPValue>(raw: words[0], arguments: arguments))
                    }
                    #expect(error?.code == .refused && error?.message.contains("withConnection") == true, "\(words)")
                    try await Self.expectCleanConnection(client, after: "\(words)")
                    _ = await client.pipelineResults([
                        Command<RESPValue>(raw: words[0], arguments: arguments),
                        Command<RESPValue>(raw: "PING", arguments: []),
                    ])
                    try await Self.expectCleanConnection(client, after: "\(words) in a pipeline")
                }
            }
        }
    }

    private static func expectCleanConnection(_ client: RedisClient, after mess: String) async throws {
        try await client.withConnection { session in
            let info = try await session.command("CLIENT", "INFO", as: ClientInfo.self)
            #expect(info.database == 0, "\(mess) left database \(info.database as Any)")
            #expect(try await session.ping() == "PONG", "\(mess) left a transaction")
            #expect(info.queuedCommands == nil, "\(mess) left a transaction")
            #expect(info.name == nil, "\(mess) left a name")
            #expect(info.flags == [.ordinary], "\(mess) left \(info.fields["flags"] ?? "")")
            #expect(info.watchedKeys ?? 0 == 0, "\(mess) left a watched key")
            // A transaction would fail for a key that was watched by the one before.
            try await client.set("watched", "changed")
            _ = try await session.transaction(.set("a", "1"), .get("a"))
        }
    }

    private static func borrow(_ client: RedisClient, _ mess: Mess, throwsAfterwards: Bool) async throws {
        try await client.withConnection { session in
            try await mess.make(session, client)
            if throwsAfterwards { throw Thrown() }
        }
    }

    @Test("row 44: a watched transaction that throws or is cancelled leaves nothing watched", arguments: serverKinds)
    func watching(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { $0.leasedConnections = 1 }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                for round in 0..<20 {
                    let (reads, read) = AsyncStream<Void>.makeStream()
                    let task = Task {
                        defer { read.finish() }
                        try await client.watching("watched") { session in
                            _ = try await session.get("watched")
                            read.finish()
                            if round.isMultiple(of: 3) { throw Thrown() }
                            if round.isMultiple(of: 2) { try await Task.sleep(for: .seconds(60)) }
                        }
                    }
                    // When this has ended, the key is watched or never will be.
                    for await _ in reads {}
                    if round.isMultiple(of: 2) { task.cancel() }
                    let result = await task.result
                    switch (round.isMultiple(of: 3), round.isMultiple(of: 2)) {
                    case (true, _): #expect(throws: Thrown.self) { try result.get() }
                    case (false, true): #expect(throws: CancellationError.self) { try result.get() }
                    case (false, false): #expect(throws: Never.self) { try result.get() }
                    }
                    try await client.watching("other") { session in
                        try await client.set("watched", round)
                        _ = try await session.transaction(.set("a", round))
                    }
                    #expect(try await client.get("a", as: Int.self) == round)
                }
            }
        }
    }

    @Test(
        "row 44: commands that would change a shared connection are refused or take one of their own",
        arguments: oneServerKind)
    func sharedConnection(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                let number = try await client.connectionNumber()
                let changing: [[String]] = [
                    ["SELECT", "3"], ["MULTI"], ["WATCH", "a"], ["CLIENT", "TRACKING", "ON"],
                    ["CLIENT", "REPLY", "OFF"],
                    ["CLIENT", "REPLY", "SKIP"], ["MONITOR"], ["SUBSCRIBE", "a"], ["PSUBSCRIBE", "a"], ["HELLO", "2"],
                    ["RESET"], ["QUIT"], ["READONLY"], ["client", "reply", "off"], ["subscribe", "a"], ["select", "3"],
                    ["CLIENT", "NO-EVICT", "ON"], ["CLIENT", "SETNAME", "x"], ["AUTH", "x"], ["SYNC"], ["ASKING"],
                    ["CLIENT", "CACHING", "YES"], ["DISCARD"], ["EXEC"], ["UNSUBSCRIBE"], ["CLIENT REPLY OFF"],
                    ["client Reply", "skip"], ["CLIENT REPLY SKIP", "x"], ["SELECT 3"], [" select ", "3"], ["HELLO 2"],
                    ["MONITOR x"], ["CLIENT", "REPLY\0", "OFF"], ["SCRIPT DEBUG", "YES"], ["SCRIPT", "DEBUG", "YES"],
                ]
                for words in changing {
                    // Nothing stands in front of the arguments: an empty list is none.
                    let arguments: [any CommandArgument] = [[String](), Array(words.dropFirst())]
                    let error = try await clientError {
                        try await client.send(Command<RESPValue>(raw: words[0], arguments: arguments))
                    }
                    #expect(error?.code == .refused, "\(words)")
                    try await client.set("a", words[0])
                    #expect(try await client.get("a") == words[0], "\(words)")
                    let info = try await client.command("CLIENT", "INFO", as: ClientInfo.self)
                    #expect(info.id == number && info.database == 0 && info.queuedCommands == nil, "\(words)")
                    #expect(
                        info.flags == [.ordinary] && info.name == nil, "\(words) left \(info.fields["flags"] ?? "")")
                }
            }
        }
    }

    @Test("row 44: arguments in the name are refused, and no other key is read for them", arguments: oneServerKind)
    func argumentsInTheName(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                try await client.set("user:7", "right")
                try await client.set("USER:7", "wrong")
                for name in ["GET user:7", "get user:7", "BLPOP user:7 0", "SET user:7 new", "DEL user:7"] {
                    let error = try await clientError { try await client.command(name) }
                    #expect(error?.code == .invalidArgument, "\(name)")
                }
                let value = try await client.command("get", "user:7", as: String.self)
                #expect(value == "right")
            }
        }
    }
}
