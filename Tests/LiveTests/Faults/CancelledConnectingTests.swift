import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct CancelledConnectingTests {
    private static let limit = 4

    @Test(
        "row 5: callers that leave while connections are made, authenticate or are waited for leak none",
        arguments: oneServerKind)
    func callersLeave(kind: LiveServerKind) async throws {
        let options = LiveServerOptions(password: "open")
        try await onServer(kind, options: options) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.credentials = { RedisCredentials(password: "open") }
                configuration.leasedConnections = Self.limit
                configuration.reconnectAtOnce()
            }
            try await withProxy(to: server, change) { proxy, client in
                _ = try await client.ping()
                var random = FaultRandom(seed: faultSeed)
                for round in 0..<(isSoak ? 100 : 10) {
                    // The first bytes from the server are the answer to HELLO with the password.
                    let faults: [Fault] = round.isMultiple(of: 2) ? [.hold] : [.delay(.zero, jitter: .milliseconds(3))]
                    proxy.script { _ in .faults(toClient: faults) }
                    await Self.leave(client, &random)
                    proxy.script { _ in .standard }
                    proxy.heal()
                }
                try await Self.expectAllLent(client, proxy)
            }
        }
    }

    /// Lets many callers ask for connections and leave before they have one.
    private static func leave(_ client: RedisClient, _ random: inout FaultRandom) async {
        await withTaskGroup { group in
            for _ in 0..<40 {
                let moment = Duration.microseconds(Int.random(in: 0..<4_000, using: &random))
                group.addTask {
                    let task = Task { try await client.withConnection { try await $0.ping() } }
                    try? await Task.sleep(for: moment)
                    task.cancel()
                    _ = await task.result
                }
            }
        }
    }

    /// All connections can be on loan at once, and there are no others.
    private static func expectAllLent(_ client: RedisClient, _ proxy: FaultProxy) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (arrived, arrival) = AsyncStream<Void>.makeStream()
            let (departed, departure) = AsyncStream<Void>.makeStream()
            for _ in 0..<limit {
                group.addTask {
                    do {
                        try await client.withConnection { session in
                            _ = try await session.ping()
                            arrival.yield()
                            for await _ in departed {}
                        }
                    } catch {
                        // All will never be there.
                        arrival.finish()
                        throw error
                    }
                }
            }
            var count = 0
            for await _ in arrived {
                count += 1
                if count == limit { break }
            }
            guard count == limit else {
                departure.finish()
                return try await group.waitForAll()
            }
            let refused = try await clientError {
                try await client.send(.command("BLPOP", "none", "0.1").timeout(.milliseconds(50)))
            }
            #expect(refused?.code == .timedOut, "there are more than \(limit): \(refused as Any)")
            try await proxy.waitUntil("only the pool's and the shared connection are open", within: patience) {
                $0.open == limit + 1
            }
            departure.finish()
            try await group.waitForAll()
        }
    }

    @Test("row 5: a caller that leaves while the first connection is made leaves the others their places")
    func firstConnection() async throws {
        try await onServer(.redis) { server in
            try await withFaultProxy(target: .hostPort("127.0.0.1", server.port)) { proxy in
                proxy.set(.hold, on: .toClient)
                try await withClient(.standalone(proxy.address)) { client in
                    let leaver = Task { try await client.set("a", "of the one who left") }
                    async let stayed = client.set("b", "of the one who stayed")
                    try await proxy.waitUntil("the handshake has begun") { $0.toServer.arrived > 0 }
                    leaver.cancel()
                    let error = try await clientError { try await leaver.value }
                    #expect(error?.code == .cancelled && error?.mayHaveRun == false, "\(error as Any)")
                    proxy.heal()
                    #expect(try await stayed)
                    #expect(try await client.get("a") == nil, "a command was sent although its caller had left")
                    #expect(proxy.statistics.accepted == 1)
                }
            }
        }
    }
}
