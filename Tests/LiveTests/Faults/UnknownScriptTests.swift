import PinyonClient
import PinyonTesting
import Testing

/// Scripts by their digests, on servers that have forgotten them.
@Suite(.timeLimit(.minutes(1))) struct UnknownScriptTests {
    private static let take = Script("return redis.call('DECRBY', KEYS[1], ARGV[1])")

    private static func taking(_ count: Int, from key: String = "stock") -> Command<Int> {
        .run(take, keys: [key], arguments: [count], as: Int.self)
    }

    /// Runs a test with ten pieces in stock, and with the script unknown.
    private static func withStock(_ kind: LiveServerKind, _ body: (RedisClient) async throws -> Void) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                _ = try await client.scriptLoad(take.source)
                try await client.set("stock", 10)
                try await client.scriptFlush()
                try await body(client)
            }
        }
    }

    @Test("a transaction runs a script that the server has forgotten, with all the rest", arguments: serverKinds)
    func transaction(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            let (first, second, third) = try await client.transaction(
                .decrby("stock", 1), Self.taking(2), Self.taking(3))
            #expect(first == 9 && second == 7 && third == 4)
            try await client.scriptFlush()
            let fourth = try await client.transaction(Self.taking(1))
            #expect(fourth == 3)
        }
    }

    @Test("a watched transaction does, too", arguments: serverKinds)
    func watching(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            let left = try await client.watching("stock") { session in
                let first = try await session.run(Self.take, keys: ["other"], arguments: [1], as: Int.self)
                #expect(first == -1)
                try await client.scriptFlush()
                return try await session.transaction(Self.taking(2))
            }
            #expect(left == 8)
            let error = try await clientError {
                try await client.watching("stock") { session in
                    try await client.set("stock", 5)
                    return try await session.transaction(Self.taking(2))
                }
            }
            #expect(error?.code == .transactionAborted)
            let stock = try await client.get("stock", as: Int.self)
            #expect(stock == 5)
        }
    }

    @Test("a connection on loan runs a script that the server has forgotten", arguments: serverKinds)
    func session(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            try await client.withConnection { session in
                for left in [9, 8] {
                    let count = try await session.send(Self.taking(1))
                    #expect(count == left)
                    try await client.scriptFlush()
                }
            }
        }
    }

    @Test("in a pipeline on a connection on loan a forgotten script runs in its place", arguments: serverKinds)
    func sessionPipeline(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            try await client.withConnection { session in
                let (_, first, second, stock) = try await session.pipeline(
                    .set("stock", 20), Self.taking(1), Self.taking(2), .get("stock", as: Int.self))
                #expect(first == 19 && second == 17 && stock == 17)
            }
        }
    }

    @Test("in a pipeline a forgotten script runs in its place", arguments: serverKinds)
    func pipeline(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            let (_, first, second, stock) = try await client.pipeline(
                .set("stock", 20), Self.taking(1), Self.taking(2), .get("stock", as: Int.self))
            #expect(first == 19 && second == 17 && stock == 17)
        }
    }

    @Test("a transaction carries a script's text once, and a connection on loan sends it only if it has to")
    func text() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                switch (command.name, command.text.last ?? "") {
                case ("MULTI", _): [.ok]
                case ("EVALSHA", "alone"): [.error("NOSCRIPT No matching script. Please use EVAL.")]
                case ("EVAL", "alone"): [.integer(7)]
                case ("EVAL", _), ("EVALSHA", _): ["+QUEUED\r\n"]
                case ("EXEC", _): [.array([.integer(1), .integer(2)])]
                default: nil
                }
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let (first, second) = try await client.transaction(Self.taking(1), Self.taking(2))
                #expect(first == 1 && second == 2)
                #expect(server.record.scripts == ["MULTI", "EVAL", "EVALSHA", "EXEC"])
                let alone = Command<Int>.run(Self.take, keys: ["stock"], arguments: ["alone"], as: Int.self)
                let number = try await client.withConnection { try await $0.send(alone) }
                #expect(number == 7)
                #expect(server.record.scripts.suffix(2) == ["EVALSHA", "EVAL"])
            }
        }
    }

    @Test("a script with a mistake is one command's error, in a transaction and in a pipeline", arguments: serverKinds)
    func broken(kind: LiveServerKind) async throws {
        try await Self.withStock(kind) { client in
            let broken = Command<Int>.run(Script("return ("), keys: ["stock"], as: Int.self)
            let (stock, none) = await client.pipelineResults(Self.taking(1), broken)
            #expect(try stock.get() == 9)
            #expect(throws: ClientError.self) { try none.get() }
            let error = try await clientError { try await client.transaction(.incr("stock"), broken) }
            #expect(error?.code == .server)
            let left = try await client.get("stock", as: Int.self)
            #expect(left == 10)
        }
    }
}

extension ScriptedServer.Record {
    /// The names of the commands that have to do with transactions and scripts.
    fileprivate var scripts: [String] {
        connections.flatMap(\.names).filter { ["MULTI", "EXEC", "EVAL", "EVALSHA", "SCRIPT"].contains($0) }
    }
}

extension RealClusters {
    /// Scripts that the nodes of a cluster have forgotten.
    @Suite struct UnknownScripts {
        private static let add = Script("return redis.call('INCRBY', KEYS[1], ARGV[1])")

        @Test(
            "forgotten scripts run on all nodes of a cluster, alone, in pipelines and in transactions",
            arguments: serverKinds)
        func everyWay(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    let commands = (0..<60).map { number in
                        Command<Int>.run(Self.add, keys: ["n:\(number)"], arguments: [1], as: Int.self)
                    }
                    try await client.scriptFlush()
                    let first = try await client.pipelineResults(commands).map { try $0.get() }
                    #expect(first == Array(repeating: 1, count: 60))
                    try await client.scriptFlush()
                    for command in commands.prefix(6) {
                        let second = try await client.send(command)
                        #expect(second == 2)
                    }
                    for command in commands.prefix(6) {
                        try await client.scriptFlush()
                        let (third, fourth) = try await client.transaction(command, command)
                        #expect(third == 3 && fourth == 4)
                    }
                }
            }
        }
    }
}
