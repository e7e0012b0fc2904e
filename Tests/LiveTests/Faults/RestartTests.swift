import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct RestartTests {
    private static let expected: Set<ClientError.Code> = [.connectionClosed, .connectionFailed, .timedOut, .server]

    @Test(
        "row 1: a killed server that restarts is connected to again, and no reply is mixed up", arguments: serverKinds)
    func serverRestarts(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress), { $0.reconnectAtOnce() }) { client in
                let load = OracleLoad(client, canLose: true)
                let isOver = Shared(false)
                let successes = Shared(0)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for caller in 0..<16 {
                        group.addTask {
                            var random = FaultRandom(seed: faultSeed).branch(caller)
                            while !isOver.withLock({ $0 }), !Task.isCancelled {
                                let error = await load.perform(load.draw(&random))
                                if error == nil { successes.withLock { $0 += 1 } }
                                await Task.yield()
                            }
                        }
                    }
                    for _ in 0..<(isSoak ? 10 : 2) {
                        try await Self.more(successes)
                        try await server.kill()
                        try await server.restart()
                        try await Self.more(successes)
                    }
                    isOver.withLock { $0 = true }
                    try await group.waitForAll()
                }
                try await load.readAll()
                #expect(load.oracle.mixups == [], repeatComment)
                #expect(Set(load.failureCounts.keys).isSubset(of: Self.expected), "\(load.failureCounts)")
            }
        }
    }

    @Test("row 1: an increment under way when the server dies isn't repeated, and its error says it may have run")
    func nothingIsRepeated() async throws {
        try await onServer(.redis) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.reconnectAtOnce()
                configuration.waitLong()
            }
            try await withProxy(to: server, recordsBytes: true, change) { proxy, client in
                try await client.set("n", 0)
                try await server.pause()
                async let increment = clientError { try await client.incr("n") }
                async let read = clientError { try await client.get("n") }
                try await eventually("both have been written") {
                    let names = Set(proxy.observedCommands(connection: 0).map(\.name))
                    return names.isSuperset(of: ["INCR", "GET"])
                }
                try await server.kill()
                let error = try #require(try await increment)
                #expect(error.code == .connectionClosed && error.mayHaveRun, "\(error)")
                try await server.restart()
                #expect(try await read == nil, "a command that only reads is sent again")
                #expect(try await client.get("n") == nil)
            }
        }
    }

    private static func more(_ count: Shared<Int>) async throws {
        let before = count.withLock { $0 }
        try await eventually("commands succeed again", within: .seconds(60)) { count.withLock { $0 } >= before + 100 }
    }
}
