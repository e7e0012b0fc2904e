import PinyonClient
import PinyonTesting
import Testing

/// Pipelines for a single server that can't do all of it at once.
@Suite(.timeLimit(.minutes(2))) struct PipelineRetryTests {
    @Test("what a server refuses for now is sent again, in order, and the rest isn't")
    func loading() async throws {
        try await withScriptedServer { server in
            let refusals = Shared(2)
            server.script { _, command in
                guard command.name == "SET" else { return nil }
                return [command.text[1] != "b" && refusals.takeOne() ? .error("LOADING it takes time") : .ok]
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let sets = ["a", "b", "c"].map { Command<RESPValue>.command("SET", $0, 1) }
                for result in await client.pipelineResults(sets) {
                    #expect(throws: Never.self) { try result.get() }
                }
                let sent = server.record.connections.flatMap(\.commands).filter { $0.name == "SET" }
                let keys = sent.map { $0.text[1] }
                #expect(keys == ["a", "b", "c", "a", "c"])
            }
        }
    }

    @Test("what it refuses for now isn't sent again behind a later write of the same key")
    func overtaken() async throws {
        try await withScriptedServer { server in
            server.script { _, command in
                guard command.name == "SET" else { return nil }
                return [command.text[2] == "old" ? .error("LOADING it takes time") : .ok]
            }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let (old, new) = await client.pipelineResults(.set("a", "old"), .set("a", "new"))
                let error = #expect(throws: ClientError.self) { try old.get() }
                #expect(error?.serverError?.code == "LOADING" && error?.mayHaveRun == false)
                let isSet = try new.get()
                #expect(isSet)
                #expect(server.record.count(of: "SET") == 2)
            }
        }
    }

    @Test("a command that can't be sent fails alone")
    func refused() async throws {
        try await withScriptedServer { server in
            server.script { _, command in command.name == "SET" ? [.ok] : nil }
            try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                let results = await client.pipelineResults([
                    Command<RESPValue>.command("SET", "a", 1), .command("MONITOR"), .command("SET", "b", 1),
                ])
                #expect(throws: Never.self) { try results[0].get() }
                let error = #expect(throws: ClientError.self) { try results[1].get() }
                #expect(error?.code == .refused)
                #expect(throws: Never.self) { try results[2].get() }
                #expect(server.record.count(of: "SET") == 2 && server.record.count(of: "MONITOR") == 0)
            }
        }
    }
}
