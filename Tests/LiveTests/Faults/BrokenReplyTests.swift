import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct BrokenReplyTests {
    @Test("row 10: a reset after any byte of a reply leaves no part of a value", arguments: oneServerKind)
    func resetMidReply(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                let oracle = MixupOracle(seed: faultSeed, canLose: false)
                let write = oracle.beginWrite(to: "a")
                try await client.set("a", write.value)
                oracle.acknowledge(write)
                let length = write.value.count + "$\(write.value.count)\r\n\r\n".utf8.count
                for count in 0...length {
                    for ending in isSoak || count == length ? [FaultEnding.reset, .close] : [.reset] {
                        _ = try await client.ping()
                        proxy.set(.cut(after: count, by: ending), on: .toClient, connection: proxy.newestConnection)
                        // It is a write, so that it isn't sent again, and returns the value.
                        let command = Command.setGet("a", write.value, as: [UInt8].self)
                        let error = try await clientError {
                            oracle.check(try await client.send(command), key: "a")
                        }
                        Self.expectOutcome(error, after: count, of: length, ending)
                    }
                }
                #expect(oracle.mixups == [])
            }
        }
    }

    /// Judges what came of a write whose reply was cut off after so many of its bytes.
    private static func expectOutcome(
        _ error: ClientError?, after count: Int, of length: Int, _ ending: FaultEnding
    ) {
        guard let error else {
            // A connection that ends before anything is written is replaced.
            #expect(count == 0 || count == length, "a reply was taken for whole after \(count) bytes of \(length)")
            return
        }
        #expect(error.code == .connectionClosed, "after \(count) bytes: \(error)")
        #expect(error.mayHaveRun || count == 0, "after \(count) bytes: \(error)")
        // A reset may overtake the bytes before it; an orderly end doesn't.
        #expect(count < length || ending == .reset, "the whole reply had come: \(error)")
    }

    @Test("row 10: a reply that only reads is asked for again after a reset, and is whole", arguments: oneServerKind)
    func resetMidRead(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                let oracle = MixupOracle(seed: faultSeed, canLose: false)
                let write = oracle.beginWrite(to: "a", size: 500)
                try await client.set("a", write.value)
                oracle.acknowledge(write)
                let counts = Array(stride(from: 0, through: write.value.count + 8, by: isSoak ? 1 : 3))
                let before = proxy.statistics.accepted
                for count in counts {
                    proxy.set(.cut(after: count, by: .reset), on: .toClient, connection: proxy.newestConnection)
                    oracle.check(try await client.get("a", as: [UInt8].self), key: "a")
                }
                #expect(oracle.mixups == [])
                // The last reply may be whole before its connection is cut.
                #expect(proxy.statistics.accepted - before >= counts.count - 1, "replies weren't cut")
            }
        }
    }

    @Test("row 11: a write that was delivered and whose reply is cut off isn't repeated", arguments: serverKinds)
    func replyCut(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                for round in 1...20 {
                    _ = try await client.ping()
                    proxy.set(.cut(before: 0, by: .reset), on: .toClient, connection: proxy.newestConnection)
                    let error = try #require(try await clientError { try await client.incr("n") })
                    #expect(error.code == .connectionClosed && error.mayHaveRun, "\(error)")
                    #expect(try await client.get("n", as: Int.self) == round)
                }
            }
        }
    }

    @Test(
        "row 11: of a pipeline whose replies are cut off, writes are not repeated and reads are",
        arguments: oneServerKind)
    func pipelineCut(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                for round in 1...20 {
                    _ = try await client.ping()
                    proxy.set(.cut(before: round / 2, by: .reset), on: .toClient, connection: proxy.newestConnection)
                    let (write, read, repeatable) = await client.pipelineResults(
                        .incr("n"), .get("n", as: Int.self), .incr("m").idempotent())
                    #expect(try await clientError { try write.get() }?.mayHaveRun == true)
                    #expect(try read.get() == round)
                    #expect(try repeatable.get() == 2 * round, "a command that may run twice ran once")
                }
            }
        }
    }

    @Test("row 11: a transaction whose replies are cut off isn't repeated", arguments: oneServerKind)
    func transactionCut(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.reconnectAtOnce() }) { proxy, client in
                // Afterwards the newest connection is the one on loan.
                _ = try await client.ping()
                for round in 1...20 {
                    let transaction = try #require(
                        try await Self.cutTransaction(proxy, client), "its replies were to be cut off")
                    #expect(transaction.mayHaveRun, "\(transaction)")
                    #expect(try await client.get("t", as: Int.self) == round)
                }
            }
        }
    }

    private static func cutTransaction(_ proxy: FaultProxy, _ client: RedisClient) async throws -> ClientError? {
        // The pool's idle connection is another one each time, because the last one broke.
        _ = try await client.withConnection { try await $0.ping() }
        proxy.set(.cut(before: 0, by: .reset), on: .toClient, connection: proxy.newestConnection)
        return try await clientError { try await client.transaction(.incr("t"), .incr("u")) }
    }
}
