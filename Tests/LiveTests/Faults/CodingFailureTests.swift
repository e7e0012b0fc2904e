import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct CodingFailureTests {
    /// A value that can't be turned into bytes.
    private struct Unwritable: CommandArgument {
        func append(to arguments: inout CommandArguments) {
            arguments.append("begun")
            arguments.fail("it has no bytes")
        }
    }

    @Test("row 6: a value that can't be written fails its own call only", arguments: oneServerKind)
    func encoding(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, recordsBytes: true) { proxy, client in
                let (first, broken, last) = await client.pipelineResults(
                    .set("a", "1"), .set("unwritable", Unwritable()), .get("a", as: String.self))
                #expect(try first.get() && last.get() == "1")
                let error = try await clientError { try broken.get() }
                #expect(error?.code == .invalidArgument && error?.mayHaveRun == false, "\(error as Any)")
                await withTaskGroup { group in
                    for caller in 0..<200 {
                        group.addTask {
                            let value: any CommandArgument = caller.isMultiple(of: 2) ? caller : Unwritable()
                            let error = try? await clientError { try await client.command("SET", "n:\(caller)", value) }
                            #expect(error?.code == (caller.isMultiple(of: 2) ? nil : .invalidArgument))
                        }
                    }
                }
                for caller in stride(from: 0, to: 200, by: 2) {
                    #expect(try await client.get("n:\(caller)", as: Int.self) == caller)
                }
                let transaction = try await clientError {
                    try await client.transaction(.set("a", "2"), .set("unwritable", Unwritable()))
                }
                #expect(transaction?.code == .invalidArgument)
                #expect(try await client.get("a") == "1", "a transaction ran in part")
                let sent = proxy.observedCommands(connection: 0).flatMap(\.text)
                #expect(!sent.contains("unwritable") && !sent.contains("begun"))
                #expect(proxy.statistics.accepted == 1)
            }
        }
    }

    @Test("row 7: a reply of another type fails its own call only, and the connection is kept", arguments: serverKinds)
    func decoding(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server) { proxy, client in
                try await client.set("text", "no number")
                try await client.command("RPUSH", "list", "a", "b")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for caller in 0..<200 {
                        group.addTask {
                            if caller.isMultiple(of: 2) {
                                try await client.set("n:\(caller)", caller)
                                #expect(try await client.get("n:\(caller)", as: Int.self) == caller)
                            } else {
                                let error = try await clientError { try await client.get("text", as: Int.self) }
                                #expect(error?.code == .unexpectedReply && error?.command == "GET")
                                let refused = try await clientError { try await client.get("list") }
                                #expect(refused?.serverError?.code == "WRONGTYPE")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let (text, number, list) = await client.pipelineResults(
                    .get("text", as: String.self), .get("text", as: Int.self),
                    .command("LRANGE", "list", 0, -1, as: [Int].self))
                #expect(try text.get() == "no number")
                #expect(try await clientError { try number.get() }?.code == .unexpectedReply)
                let error = try #require(try await clientError { try list.get() })
                #expect(error.code == .unexpectedReply && !"\(error)".contains("no number"))
                #expect(proxy.statistics.accepted == 1, "the connection was given up without need")
            }
        }
    }
}
