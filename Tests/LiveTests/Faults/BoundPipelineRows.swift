import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Pipelines with commands that are about the connection they are sent over.
    @Suite struct BoundPipelineRows {
        @Test("in a cluster WAIT goes to the node of the writes before it, right behind them on their connection")
        func wait() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { node, _, command in command.name == "WAIT" ? [.integer(node + 1)] : nil }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    for (number, slots) in [0...8_191, 8_192...16_383].enumerated() {
                        let name = key(in: slots)
                        let (_, answer) = try await client.pipeline(
                            .set(name, "1"), .wait(replicas: 1, timeout: .seconds(1)))
                        #expect(answer == number + 1)
                        #expect(Self.hasPair("SET", "WAIT", cluster.nodes[number]))
                    }
                    #expect(cluster.count(of: "SET") == 2 && cluster.count(of: "WAIT") == 2)
                }
            }
        }

        @Test("where no key or keys of several slots leave it to chance which connection that is, nothing is sent")
        func scattered() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let several: [Command<RESPValue>] = [
                        .command("SET", "first", 1), .command("SET", "second", 2), .command("WAIT", 1, 10),
                    ]
                    for result in await client.pipelineResults(several) {
                        let error = #expect(throws: ClientError.self) { try result.get() }
                        #expect(error?.code == .crossSlot)
                        #expect(error?.message.contains("“first”") == true)
                        #expect(error?.message.contains("“second”") == true)
                    }
                    let none: [Command<RESPValue>] = [.command("CLIENT", "SETNAME", "me"), .command("PING")]
                    for result in await client.pipelineResults(none) {
                        let error = #expect(throws: ClientError.self) { try result.get() }
                        #expect(error?.code == .refused)
                    }
                    for name in ["SET", "WAIT"] { #expect(cluster.count(of: name) == 0) }
                }
            }
        }

        @Test("a pipeline of which nothing ran is sent again as a whole, where MOVED says")
        func moved() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                let name = key(in: 0...8_191)
                cluster.answer { [port = cluster.nodes[1].port] node, _, command in
                    switch command.name {
                    case "SET": node == 0 ? [.error("MOVED \(slot(of: name)) 127.0.0.1:\(port)")] : [.ok]
                    case "WAIT": [.integer(node)]
                    default: nil
                    }
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let (isSet, answer) = try await client.pipeline(
                        .set(name, "1"), .wait(replicas: 1, timeout: .seconds(1)))
                    #expect(isSet && answer == 1, "WAIT was asked of a node that wrote nothing")
                    #expect(Self.hasPair("SET", "WAIT", cluster.nodes[1]))
                }
            }
        }

        @Test("a server that can't answer yet gets all of it again, so that nothing runs in another database")
        func loading() async throws {
            try await withScriptedServer { server in
                let refusals = Shared(2)
                server.script { _, command in
                    guard ["SELECT", "SET"].contains(command.name) else { return nil }
                    let isRefused = refusals.withLock { left in
                        left -= 1
                        return left >= 0
                    }
                    return [isRefused ? .error("LOADING it takes time") : .ok]
                }
                try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                    let commands: [Command<RESPValue>] = [.command("SELECT", 3), .command("SET", "a", 1)]
                    for result in await client.pipelineResults(commands) {
                        #expect(throws: Never.self) { try result.get() }
                    }
                    for connection in server.record.connections where connection.names.contains("SET") {
                        for (index, name) in connection.names.enumerated() where name == "SET" {
                            #expect(connection.names[index - 1] == "SELECT")
                        }
                    }
                    #expect(server.record.count(of: "SET") == 2 && server.record.count(of: "SELECT") == 2)
                }
            }
        }

        @Test("a pipeline of which a part ran is not sent again")
        func partial() async throws {
            try await withScriptedServer { server in
                server.script { _, command in
                    switch command.name {
                    case "SET": command.text[1] == "a" ? [.ok] : [.error("LOADING it takes time")]
                    case "WAIT": [.integer(0)]
                    default: nil
                    }
                }
                try await withClient(.standalone(.host("127.0.0.1", port: server.port))) { client in
                    let (first, second, answer) = await client.pipelineResults(
                        .set("a", "1"), .set("b", "1"), .wait(replicas: 1, timeout: .milliseconds(10)))
                    let isSet = try first.get()
                    #expect(isSet)
                    let error = #expect(throws: ClientError.self) { try second.get() }
                    #expect(error?.serverError?.code == "LOADING")
                    let replicas = try answer.get()
                    #expect(replicas == 0)
                    #expect(server.record.count(of: "SET") == 2)
                }
            }
        }

        /// Whether a command came right behind another one on a connection of a node.
        private static func hasPair(_ first: String, _ second: String, _ node: ScriptedServer) -> Bool {
            node.record.connections.contains { connection in
                zip(connection.names, connection.names.dropFirst()).contains { $0 == first && $1 == second }
            }
        }
    }
}
