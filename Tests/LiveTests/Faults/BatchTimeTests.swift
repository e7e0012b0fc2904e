import PinyonClient
import PinyonTesting
import Testing

/// What the servers do in the tests of how long commands of a pipeline may be sent again.
private enum Play {
    /// Answers the key `slow` after the usual time for a command is over, and refuses anything else once.
    static func slowly() -> @Sendable (ScriptedCommand) -> [ScriptedReply]? {
        let refusals = Shared(1)
        return { command in
            switch command.name {
            case "GET" where command.text[1].hasSuffix("slow"): [.delay(Play.usualTime * 2), .bulk("late")]
            case "GET": [refusals.takeOne() ? Play.loading : .bulk("at last")]
            case "DBSIZE": [refusals.takeOne() ? Play.loading : .integer(1)]
            default: nil
            }
        }
    }

    /// Refuses each key once, and then doesn't answer before the caller's time is over.
    static func once() -> @Sendable (ScriptedCommand) -> [ScriptedReply]? {
        let seen = Shared<Set<String>>([])
        return { command in
            guard command.name == "GET" else { return nil }
            let isFirst = seen.withLock { $0.insert(command.text[1]).inserted }
            return isFirst ? [Play.loading] : [.delay(.seconds(30)), .null]
        }
    }

    /// The time that commands have which name none.
    static let usualTime = Duration.milliseconds(300)

    private static let loading = ScriptedReply.error("LOADING it takes time")

    /// A read with as much time as anything may take.
    static func patient(_ key: String) -> Command<RESPValue> { .command("GET", key).timeout(.seconds(60)) }

    /// Expects that of two reads the first one's time was over, and the second one wasn't sent again for that.
    static func expectRefusal(_ results: [Result<RESPValue, ClientError>]) {
        let first = #expect(throws: ClientError.self) { try results[0].get() }
        #expect(first?.code == .timedOut)
        let second = #expect(throws: ClientError.self) { try results[1].get() }
        #expect(second?.serverError?.code == "LOADING", "\(second as Any)")
    }
}

/// How long commands of a pipeline may be sent again: as long as the pipeline has time.
@Suite(.timeLimit(.minutes(2))) struct BatchTimeTests {
    @Test("what a server refused for now beside a slow command is sent again in that one's time")
    func inTime() async throws {
        try await withScriptedServer { server in
            let play = Play.slowly()
            server.script { _, command in play(command) }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.commandTimeout = Play.usualTime }) { client in
                let results = await client.pipelineResults([Play.patient("slow"), .command("GET", "quick")])
                for (result, text) in zip(results, ["late", "at last"]) {
                    let value = try String.decode(try result.get())
                    #expect(value == text)
                }
            }
        }
    }

    @Test("what a server refuses for now beside a command that waits for any time isn't sent again without an end")
    func endless() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                switch command.name {
                case "BLPOP": [.array([.bulk("queue"), .bulk("1")])]
                case "SET": [.error("BUSY a script is running")]
                default: nil
                }
            }
            let address = ServerAddress.host("127.0.0.1", port: server.port)
            try await withClient(.standalone(address), { $0.commandTimeout = Play.usualTime }) { client in
                let commands: [Command<RESPValue>] = [.command("BLPOP", "queue", 0), .command("SET", "a", 1)]
                let results = await client.pipelineResults(commands)
                #expect(throws: Never.self) { try results[0].get() }
                let error = #expect(throws: ClientError.self) { try results[1].get() }
                #expect(error?.serverError?.code == "BUSY" || error?.code == .timedOut, "\(error as Any)")
            }
        }
    }

    @Test("where a pipeline has no time left, what the server refused for now gets the server's error")
    func noTimeLeft() async throws {
        try await withScriptedServer { server in
            let play = Play.once()
            server.script { _, command in play(command) }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let gets = ["a", "b"].map { Command<RESPValue>.command("GET", $0).timeout(.seconds(3)) }
                Play.expectRefusal(await client.pipelineResults(gets))
                #expect(server.record.count(of: "GET") == 3)
            }
        }
    }
}

extension MockClusters {
    /// The same in a cluster, where each node's commands have their time.
    @Suite struct BatchTimeRows {
        @Test(
            "in a cluster what a node refused for now beside a slow command is sent again in that one's time",
            arguments: ["GET", "DBSIZE"])
        func inTime(name: String) async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let play = Play.slowly()
                cluster.answer { _, _, command in play(command) }
                try await withClient(cluster.topology(), { $0.commandTimeout = Play.usualTime }) { client in
                    let quick: Command<RESPValue> =
                        name == "GET" ? .command("GET", "{t}quick") : .command("DBSIZE")
                    for result in await client.pipelineResults([Play.patient("{t}slow"), quick]) {
                        #expect(throws: Never.self) { try result.get() }
                    }
                }
            }
        }

        @Test("a refused read has the slow command's time also where a pipeline is for all nodes")
        func beside() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let play = Play.slowly()
                cluster.answer { _, _, command in command.name == "DBSIZE" ? [.integer(1)] : play(command) }
                try await withClient(cluster.topology(), { $0.commandTimeout = Play.usualTime }) { client in
                    let commands: [Command<RESPValue>] = [
                        Play.patient("{t}slow"), .command("GET", "{t}quick"), .command("DBSIZE"),
                    ]
                    for result in await client.pipelineResults(commands) {
                        #expect(throws: Never.self) { try result.get() }
                    }
                }
            }
        }

        @Test("in a cluster, too, what has no time left gets the server's error")
        func noTimeLeft() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let play = Play.once()
                cluster.answer { _, _, command in play(command) }
                try await withClient(cluster.topology()) { client in
                    let gets = ["{t}a", "{t}b"].map { Command<RESPValue>.command("GET", $0).timeout(.seconds(3)) }
                    Play.expectRefusal(await client.pipelineResults(gets))
                    #expect(cluster.count(of: "GET") == 3)
                }
            }
        }
    }
}
