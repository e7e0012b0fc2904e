import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(4))) struct CancellationTests {
    private static let leavers = isSoak ? 200_000 : 10_000

    @Test("row 3: late replies after a timeout are discarded and reach nobody else", arguments: serverKinds)
    func lateReplies(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.commandTimeout = .seconds(60) }) { proxy, client in
                _ = try await client.ping()
                let load = OracleLoad(client)
                let late = Shared(0)
                var random = FaultRandom(seed: faultSeed)
                for _ in 0..<5 {
                    proxy.set(.hold, on: .toClient)
                    let operations = (0..<50).map { _ in load.draw(&random) }
                    await withTaskGroup { group in
                        for operation in operations {
                            group.addTask {
                                let error = await load.perform(operation, timeout: .milliseconds(100))
                                #expect(error?.code == .timedOut, "\(error as Any)")
                                if error?.mayHaveRun == true { late.withLock { $0 += 1 } }
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
                #expect(late.withLock { $0 } > 0, "nothing had been sent, so that no replies were late")
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
            try await withProxy(to: server, { $0.commandTimeout = .seconds(60) }) { proxy, client in
                // Before there is a connection, those whose time is up are told that there is none.
                _ = try await client.ping()
                proxy.set(.delay(.zero, jitter: .milliseconds(6)), .split(into: .bytes(200)), on: .toClient)
                let load = OracleLoad(client)
                let left = Shared<[ClientError.Code: Int]>([:])
                let usual = Shared(Duration.milliseconds(6))
                await withTaskGroup { group in
                    for caller in 0..<64 {
                        group.addTask {
                            var random = FaultRandom(seed: faultSeed).branch(caller)
                            while left.withLock({ $0.values.reduce(0, +) }) < Self.leavers, !Task.isCancelled {
                                let error = await Self.perform(load, &random, usual)
                                // Whoever leaves before the command is written leaves nothing behind.
                                guard let error, error.mayHaveRun else { continue }
                                left.withLock { $0[error.code, default: 0] += 1 }
                            }
                        }
                    }
                }
                proxy.heal()
                try await load.readAll()
                #expect(load.oracle.mixups == [], repeatComment)
                #expect(proxy.statistics.accepted == 1, "a caller that left cost the others their connection")
                let ways = Set(left.withLock { $0 }.keys)
                #expect(ways == [.cancelled, .timedOut], "all left in one way: \(ways)")
                #expect(Set(load.failureCounts.keys).isSubset(of: [.cancelled, .timedOut]), "\(load.failureCounts)")
            }
        }
    }

    /// Does one thing, or leaves before it is done.
    ///
    /// - Parameters:
    ///   - load: What there is to do.
    ///   - random: Draws it, and the moment.
    ///   - usual: How long it takes, as whoever stayed saw last. On any machine some leave before that, and some after.
    /// - Returns: the error with which it left; nil if it stayed or was done before.
    private static func perform(
        _ load: OracleLoad, _ random: inout FaultRandom, _ usual: Shared<Duration>
    ) async -> ClientError? {
        let operation = load.draw(&random)
        let moment = usual.withLock { $0 } * Double.random(in: 0..<1.5, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0:
            let start = ContinuousClock.now
            let error = await load.perform(operation)
            #expect(error == nil, "somebody who stayed got \(error as Any)")
            usual.withLock { $0 = start.duration(to: .now) }
            return nil
        case 1:
            return await load.perform(operation, timeout: moment)
        default:
            let task = Task { await load.perform(operation) }
            try? await Task.sleep(for: moment)
            task.cancel()
            return await task.value
        }
    }
}
