import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Commands for several nodes, of which one can't do its part.
    @Suite struct PartialRunRows {
        /// A key of node 0.
        private static let first = key(in: 0...8_191)
        /// A key of node 1.
        private static let second = key(in: 8_192...16_383)
        private static let full = ScriptedReply.error("OOM command not allowed when used memory > 'maxmemory'.")

        private static func command(_ name: String) -> Command<RESPValue> {
            let words = name == "MSET" ? [first, "1", second, "2"] : [first, second]
            return Command<RESPValue>(raw: name, arguments: words)
        }

        /// Gives up on a dead node soon.
        private static func hurry(_ configuration: inout RedisConfiguration) {
            configuration.commandTimeout = .milliseconds(700)
            configuration.connectTimeout = .milliseconds(400)
        }

        @Test(
            "requirement 15: a write that one shard refuses after another has done its part says so",
            arguments: ["DEL", "UNLINK", "MSET"])
        func refusedPart(name: String) async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { node, _, command in
                    guard command.name == name else { return nil }
                    return [node == 1 ? Self.full : name == "MSET" ? .ok : .integer(1)]
                }
                let error = try await thrownError { _ = try await client.send(Self.command(name)) }
                #expect(error.serverError?.code == "OOM" && error.command == name)
                #expect(error.mayHaveRun && error.message.contains("in 1 of 2 slots"), "\(error)")
                let results = await client.pipelineResults([Self.command(name)])
                let piped = #expect(throws: ClientError.self) { try results[0].get() }
                #expect(piped?.mayHaveRun == true && piped?.message.contains("in 1 of 2 slots") == true)
            }
        }

        @Test("requirement 15: a write of which one shard is gone may have run on the others")
        func deadPart() async throws {
            try await withClusterClient(nodes: 2, Self.hurry) { cluster, client in
                cluster.answer { _, _, command in command.name == "DEL" ? [.integer(1)] : nil }
                try await eventually("the client is connected") {
                    (try? await client.get(Self.second)) == "node 1"
                }
                try await cluster.nodes[1].die()
                let error = try await thrownError { _ = try await client.del([Self.first, Self.second]) }
                #expect(error.mayHaveRun && error.message.contains("in 1 of 2 slots"), "\(error)")
                #expect(cluster.nodes[0].record.count(of: "DEL") == 1)
            }
        }

        @Test("a write that all shards refuse has not run")
        func refusedWhole() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in ["DEL", "FLUSHALL"].contains(command.name) ? [Self.full] : nil }
                let split = try await thrownError { _ = try await client.del([Self.first, Self.second]) }
                #expect(split.serverError?.code == "OOM" && !split.mayHaveRun)
                let wide = try await thrownError { try await client.flushall() }
                #expect(wide.serverError?.code == "OOM" && !wide.mayHaveRun)
            }
        }

        @Test(
            "a command for all nodes that one refuses says how many have carried it out",
            arguments: ["FLUSHALL", "CONFIG SET maxmemory 0", "SCRIPT FLUSH"])
        func refusedOnOneNode(text: String) async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                let words = text.split(separator: " ").map(String.init)
                cluster.answer { node, _, command in
                    guard command.name == words[0] else { return nil }
                    return [node == 1 ? .error("ERR not here") : .ok]
                }
                let command = Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst()))
                let error = try await thrownError { _ = try await client.send(command) }
                #expect(error.serverError?.message == "not here")
                #expect(error.mayHaveRun && error.message.contains("on 1 of 2 nodes"), "\(error)")
                let results = await client.pipelineResults([command])
                let piped = #expect(throws: ClientError.self) { try results[0].get() }
                #expect(piped?.mayHaveRun == true && piped?.message.contains("on 1 of 2 nodes") == true)
            }
        }

        @Test("requirement 15: of MGET each key has its value or its error, in order, when a shard is gone")
        func resultsByKey() async throws {
            try await withClusterClient(nodes: 2, Self.hurry) { cluster, client in
                cluster.answer { _, _, command in
                    guard command.name == "MGET" else { return nil }
                    return [.array(command.text.dropFirst().map { $0.hasSuffix(":3") ? .null : .bulk($0) })]
                }
                let keys = (0..<20).map { "key:\($0)" } + ["key:7", "key:7"]
                try await eventually("the client is connected") {
                    (try? await client.get(Self.second)) == "node 1"
                }
                let whole = await client.mgetResults(keys)
                let values = try whole.map { try $0.get() }
                #expect(values == keys.map { $0.hasSuffix(":3") ? nil : $0 })
                try await cluster.nodes[1].die()
                let results = await client.mgetResults(keys)
                #expect(results.count == keys.count)
                for (key, result) in zip(keys, results) {
                    if slot(of: key) < 8_192 {
                        let value = try result.get()
                        #expect(value == (key.hasSuffix(":3") ? nil : key))
                    } else {
                        let error = #expect(throws: ClientError.self) { try result.get() }
                        #expect(error?.command == "MGET")
                    }
                }
                let error = try await thrownError { _ = try await client.mget(keys) }
                #expect(!error.mayHaveRun, "it only reads")
            }
        }

        @Test("of MGET a value that can't be read fails by itself")
        func unreadableValue() async throws {
            try await withClusterClient(nodes: 2) { cluster, client in
                cluster.answer { _, _, command in
                    guard command.name == "MGET" else { return nil }
                    return [.array(command.text.dropFirst().map { .bulk($0 == Self.first ? "no number" : "7") })]
                }
                let results = await client.mgetResults([Self.first, Self.second], as: Int.self)
                let error = #expect(throws: ClientError.self) { try results[0].get() }
                #expect(error?.code == .unexpectedReply)
                let value = try results[1].get()
                #expect(value == 7)
                let nothing = await client.mgetResults([String]())
                #expect(nothing.isEmpty)
            }
        }
    }
}

/// One server, of which all keys come together.
@Suite(.timeLimit(.minutes(1))) struct ResultsByKeyTests {
    @Test("MGET by key on one server gives values, and nil for what isn't there", arguments: oneServerKind)
    func oneServer(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                try await client.set("a", "1")
                try await client.set("b", "x")
                let results = await client.mgetResults(["a", "missing", "b", "a"], as: Int.self)
                let first = try results[0].get()
                let second = try results[1].get()
                let last = try results[3].get()
                #expect(first == 1 && second == nil && last == 1)
                let error = #expect(throws: ClientError.self) { try results[2].get() }
                #expect(error?.code == .unexpectedReply)
            }
        }
    }
}
