import PinyonClient
import PinyonTesting
import Testing

extension MockClusters {
    /// Commands with keys in several slots.
    @Suite struct SplitRows {
        @Test("requirement 1: keys in different slots are refused before anything is sent, and both are named")
        func crossSlot() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology()) { client in
                    _ = try await client.get("a")
                    for words in [
                        ["RENAME", "first", "second"], ["MSETNX", "first", "1", "second", "2"],
                        ["SMOVE", "first", "second", "x"],
                    ] {
                        let error = try await thrownError {
                            _ = try await client.send(
                                Command<RESPValue>(raw: words[0], arguments: Array(words.dropFirst())))
                        }
                        #expect(error.code == .crossSlot && error.command == words[0])
                        #expect(error.message.contains("“first”") && error.message.contains("“second”"))
                        #expect(cluster.count(of: words[0]) == 0)
                    }
                    let error = try await thrownError {
                        _ = try await client.transaction(.incr("first"), .incr("second"))
                    }
                    #expect(error.code == .crossSlot && cluster.count(of: "MULTI") == 0)
                }
            }
        }

        @Test("requirement 15: the parts of a command for one node go out together")
        func onePipeline() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { _, _, command in
                    command.name == "MGET" ? [.array(command.text.dropFirst().map { .bulk($0) })] : nil
                }
                try await withClient(cluster.topology(seeds: [0, 1])) { client in
                    let keys = (0..<50).map { "key:\($0)" }
                    let first = try await client.mget(keys)
                    #expect(first == keys)
                    for node in cluster.nodes {
                        let used = node.record.connections.filter { $0.names.contains("MGET") }
                        #expect(used.count == 1)
                        let names = used.first?.names ?? []
                        let (first, last) = (names.firstIndex(of: "MGET") ?? 0, names.lastIndex(of: "MGET") ?? 0)
                        #expect(last - first + 1 == names.count { $0 == "MGET" })
                    }
                }
            }
        }

        @Test("requirement 15: when one part fails for good the others' work is not repeated")
        func onlyFailedParts() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                cluster.answer { node, connection, command in
                    guard command.name == "DEL" else { return nil }
                    return node == 0 ? [.integer(command.text.count - 1)] : [.reset]
                }
                try await withClient(cluster.topology()) { client in
                    let error = try await thrownError { _ = try await client.del((0..<20).map { "key:\($0)" }) }
                    #expect(error.code == .connectionClosed && error.mayHaveRun)
                    let slots = Set((0..<20).map { slot(of: "key:\($0)") }.filter { $0 < 8_192 })
                    #expect(cluster.nodes[0].record.count(of: "DEL") == slots.count)
                }
            }
        }

        @Test("a pipeline with a command for a dead node gives the others their replies, and its error within its time")
        func deadPart() async throws {
            try await withMockCluster(nodes: 2) { cluster in
                try await withClient(cluster.topology(), { $0.waitLong() }) { client in
                    let (alive, dead) = (key(in: 0...8_191), key(in: 8_192...16_383))
                    _ = try await client.get(dead)
                    try await cluster.nodes[1].die()
                    let start = ContinuousClock.now
                    let commands = (0..<40).map { number in
                        number.isMultiple(of: 2)
                            ? Command.get(alive)
                            : Command.get("{\(dead)}:\(number)").timeout(.milliseconds(700))
                    }
                    let results = await client.pipelineResults(commands)
                    // One after the other they would take fourteen.
                    #expect(ContinuousClock.now - start < .seconds(7))
                    for (number, result) in results.enumerated() {
                        if number.isMultiple(of: 2) {
                            #expect(try result.get() == "node 0")
                        } else {
                            #expect(throws: ClientError.self) { try result.get() }
                        }
                    }
                }
            }
        }
    }
}

extension RealClusters {
    @Suite struct SplitRows {
        @Test(
            "requirement 15: MGET, MSET, DEL, UNLINK, EXISTS and TOUCH over all slots keep order and duplicates",
            arguments: serverKinds)
        func split(kind: LiveServerKind) async throws {
            try await onCluster(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(cluster.topology) { client in
                    let keys = (0..<200).map { "key:\($0)" }
                    try await client.mset(keys.map { ($0, $0) })
                    let asked = keys.shuffled() + ["missing"] + keys.prefix(20).reversed() + [keys[7], keys[7]]
                    #expect(try await client.mget(asked) == asked.map { $0 == "missing" ? nil : $0 })
                    #expect(try await client.exists(asked) == asked.count - 1)
                    #expect(try await client.touch(asked) == asked.count - 1)
                    #expect(try await client.unlink(Array(keys.prefix(50)) + ["missing", keys[0]]) == 50)
                    #expect(try await client.del(asked) == 150)
                    #expect(try await client.exists(keys) == 0)
                }
            }
        }
    }
}
