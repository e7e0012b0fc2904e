import InMemoryTracing
import MetricsTestKit
import PinyonClient
import PinyonTesting
import Testing
import Tracing

/// What is told of commands that are sent together when some of them fail.
@Suite(.timeLimit(.minutes(2))) struct PipelineTelemetryTests {
    /// Where commands are sent together.
    enum Place: String, CaseIterable, Sendable {
        case client
        case node
        case connection

        func pipeline(
            _ commands: [Command<RESPValue>], of client: RedisClient
        ) async throws -> [Result<RESPValue, ClientError>] {
            switch self {
            case .client:
                return await client.pipelineResults(commands)
            case .node:
                let node = try #require(client.nodes.first)
                return await node.pipelineResults(commands)
            case .connection:
                return try await client.withConnection { session in await session.pipelineResults(commands) }
            }
        }

        /// A transaction of which the second command is `INCR`.
        func transaction(of client: RedisClient) async throws {
            switch self {
            case .client, .node:
                _ = try await client.transaction(.set("a", "1"), .incr("a"))
            case .connection:
                try await client.withConnection { session in
                    _ = try await session.transaction(.set("a", "1"), .incr("a"))
                }
            }
        }
    }

    /// Runs a client whose server gives the same reply to all commands of a name.
    private static func withServer(
        _ replies: [String: ScriptedReply], _ recording: Recording, _ body: (RedisClient) async throws -> Void
    ) async throws {
        try await withScriptedServer { server in
            server.script { _, command in replies[command.name].map { [$0] } }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { recording.attach(to: &$0) }) { try await body($0) }
        }
    }

    @Test(
        "a pipeline of which commands fail is an error of the first one's kind", arguments: Place.allCases,
        ["OOM", "MISCONF", "NOREPLICAS"])
    func serverErrors(place: Place, code: String) async throws {
        let recording = Recording()
        let replies: [String: ScriptedReply] = [
            "GET": .bulk("1"), "SET": .error("\(code) it can't be written"), "INCR": .error("WRONGTYPE it is a list"),
        ]
        try await Self.withServer(replies, recording) { client in
            let commands: [Command<RESPValue>] = [.command("GET", "a"), .command("SET", "a", 1), .command("INCR", "b")]
            let results = try await place.pipeline(commands, of: client)
            #expect(throws: Never.self) { try results[0].get() }
            let error = #expect(throws: ClientError.self) { try results[1].get() }
            #expect(error?.serverError?.code == code)
        }
        try recording.expectFailure(of: "PIPELINE", code, status: code)
        #expect(recording.span("PIPELINE")?.texts["db.operation.batch.size"] == "3")
    }

    @Test("a pipeline that the servers don't answer is an error of the client's kind", arguments: Place.allCases)
    func clientErrors(place: Place) async throws {
        let recording = Recording()
        try await Self.withServer(["SET": .reset], recording) { client in
            let commands: [Command<RESPValue>] = [.command("SET", "a", 1), .command("SET", "b", 1)]
            for result in try await place.pipeline(commands, of: client) {
                let error = #expect(throws: ClientError.self) { try result.get() }
                #expect(error?.code == .connectionClosed)
            }
        }
        try recording.expectFailure(of: "PIPELINE", "connectionClosed", status: nil)
    }

    @Test("a pipeline of which nothing fails is no error", arguments: Place.allCases)
    func success(place: Place) async throws {
        let recording = Recording()
        try await Self.withServer(["GET": .bulk("1")], recording) { client in
            for result in try await place.pipeline([.command("GET", "a"), .command("GET", "b")], of: client) {
                #expect(throws: Never.self) { try result.get() }
            }
        }
        let span = try #require(recording.span("PIPELINE"))
        #expect(span.status == nil && span.errors.isEmpty && span.texts["error.type"] == nil)
        #expect(recording.timers("PIPELINE").map(\.texts["error.type"]) == [""])
        #expect(recording.loggedCommands.last?["error.type"] == "")
    }

    @Test("a pipeline without commands is no operation", arguments: Place.allCases)
    func nothing(place: Place) async throws {
        let recording = Recording()
        try await Self.withServer([:], recording) { client in
            let results = try await place.pipeline([], of: client)
            #expect(results.isEmpty)
        }
        #expect(recording.spanNames.isEmpty && recording.loggedCommands.isEmpty)
        #expect(recording.timers("PIPELINE").isEmpty)
    }

    @Test(
        "a transaction of which a command fails when it runs is an error of its kind",
        arguments: [Place.client, .connection])
    func transaction(place: Place) async throws {
        let recording = Recording()
        let replies: [String: ScriptedReply] = [
            "MULTI": .ok, "SET": .simple("QUEUED"), "INCR": .simple("QUEUED"),
            "EXEC": .array([.ok, .error("WRONGTYPE it is a list")]),
        ]
        try await Self.withServer(replies, recording) { client in
            let error = try await clientError { try await place.transaction(of: client) }
            #expect(error?.serverError?.code == "WRONGTYPE")
        }
        try recording.expectFailure(of: "MULTI", "WRONGTYPE", status: "WRONGTYPE")
    }

    @Test(
        "a transaction that is refused when it is queued is an error of what refused it",
        arguments: [Place.client, .connection])
    func refusedTransaction(place: Place) async throws {
        let recording = Recording()
        let replies: [String: ScriptedReply] = [
            "MULTI": .ok, "SET": .error("OOM it can't be written"), "INCR": .simple("QUEUED"),
            "EXEC": .error("EXECABORT an error came before"),
        ]
        try await Self.withServer(replies, recording) { client in
            let error = try await clientError { try await place.transaction(of: client) }
            #expect(error?.code == .transactionDiscarded)
        }
        try recording.expectFailure(of: "MULTI", "OOM", status: "OOM")
    }
}

extension MockClusters {
    @Suite struct PipelineTelemetryRows {
        @Test("a pipeline is an error if one of a cluster's nodes fails")
        func oneNode() async throws {
            let recording = Recording()
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { node, _, command in
                    command.name == "SET" && node == 1 ? [.error("OOM it can't be written")] : nil
                }
                try await withClient(cluster.topology(seeds: [0, 1]), { recording.attach(to: &$0) }) { client in
                    let keys = [key(in: 0...8_191), key(in: 8_192...16_383)]
                    let results = await client.pipelineResults(keys.map { Command<RESPValue>.command("SET", $0, 1) })
                    #expect(throws: Never.self) { try results[0].get() }
                    #expect(throws: ClientError.self) { try results[1].get() }
                }
            }
            try recording.expectFailure(of: "PIPELINE", "OOM", status: "OOM")
        }
    }
}

extension Recording {
    /// Expects that an operation, the only one of its name, was told as an error.
    ///
    /// - Parameters:
    ///   - operation: Its name.
    ///   - type: The kind of the error.
    ///   - status: The server's code; nil if it answered with no error.
    fileprivate func expectFailure(of operation: String, _ type: String, status: String?) throws {
        let span = try #require(self.span(operation))
        #expect(span.status?.code == .error && span.errors.count == 1)
        #expect(span.texts["error.type"] == type && span.texts["db.response.status_code"] == status)
        let series = timers(operation)
        #expect(series.map(\.values.count) == [1])
        #expect(series.first?.texts["error.type"] == type)
        #expect(series.first?.texts["db.response.status_code"] == (status ?? ""))
        #expect(loggedCommands.last?["error.type"] == type)
    }
}
