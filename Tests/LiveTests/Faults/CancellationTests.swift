import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct CancellationTests {
    private static let leavers = isSoak ? 200_000 : 10_000

    @Test("row 3: late replies after a timeout are discarded and reach nobody else", arguments: serverKinds)
    func lateReplies(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server) { proxy, client in
                _ = try await client.ping()
                let load = OracleLoad(client)
                var random = FaultRandom(seed: faultSeed)
                for _ in 0..<5 {
                    proxy.set(.hold, on: .toClient)
                    let operations = (0..<50).map { _ in load.draw(&random) }
                    await withTaskGroup { group in
                        for operation in operations {
                            group.addTask {
                                let error = await load.perform(operation, timeout: .milliseconds(50))
                                #expect(error?.code == .timedOut && error?.mayHaveRun == true, "\(error as Any)")
                            }
                        }
                    }
                    // These stand behind those whose replies come late.
                    let others = (0..<50).map { _ in load.draw(&random) }
                    await withTaskGroup { group in
                        for operation in others {
                            group.addTask { #expect(await load.perform(operation) == nil) }
                        }
                        proxy.heal()
                    }
                }
                try await load.readAll()
                #expect(load.oracle.mixups == [], repeatComment)
                #expect(proxy.statistics.accepted == 1, "the connection was given up without need")
            }
        }
    }

    @Test(
        "row 4: 10,000 callers that are cancelled or time out disturb nobody and mix nothing up",
        arguments: oneServerKind)
    func callersLeave(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server) { proxy, client in
                // Before there is a connection, those whose time is up are told that there is none.
                _ = try await client.ping()
                proxy.set(.delay(.zero, jitter: .milliseconds(2)), .split(into: .bytes(200)), on: .toClient)
                let load = OracleLoad(client)
                let left = Shared(0)
                await withTaskGroup { group in
                    for caller in 0..<64 {
                        group.addTask {
                            var random = FaultRandom(seed: faultSeed).branch(caller)
                            while left.withLock({ $0 }) < Self.leavers {
                                if await Self.perform(load, &random) { left.withLock { $0 += 1 } }
                            }
                        }
                    }
                }
                proxy.heal()
                try await load.readAll()
                #expect(load.oracle.mixups == [], repeatComment)
                #expect(proxy.statistics.accepted == 1, "a caller that left cost the others their connection")
                #expect(Set(load.failureCounts.keys).isSubset(of: [.cancelled, .timedOut]), "\(load.failureCounts)")
            }
        }
    }

    /// Does one thing, or leaves before it is done.
    ///
    /// - Returns: whether it left.
    private static func perform(_ load: OracleLoad, _ random: inout FaultRandom) async -> Bool {
        let operation = load.draw(&random)
        let moment = Duration.microseconds(Int.random(in: 0..<2_500, using: &random))
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let error = await load.perform(operation)
            #expect(error == nil, "somebody who stayed got \(error as Any)")
            return false
        case 1:
            let error = await load.perform(operation, timeout: moment)
            return error?.code == .timedOut
        default:
            let task = Task { await load.perform(operation) }
            try? await Task.sleep(for: moment)
            task.cancel()
            return await task.value?.code == .cancelled
        }
    }
}
