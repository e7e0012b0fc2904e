import PinyonClient
import PinyonTesting
import Testing

/// Commands whose callers have left, at a peer that takes bytes and answers nothing.
@Suite(.timeLimit(.minutes(5))) struct AbandonedCommandTests {
    @Test(
        "row 53: commands whose callers have left hold no bytes while their replies don't come",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func memory() async {
        // In a process of its own, which the other tests' memory doesn't disturb.
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                let change: (inout RedisConfiguration) -> Void = { configuration in
                    configuration.stallLimit = .seconds(120)
                    // So much may be sent and not answered.
                    configuration.queue = QueueLimits(bytes: 1 << 30)
                }
                try await withProxy(to: server, change) { proxy, client in
                    _ = try await client.ping()
                    let connection = proxy.newestConnection
                    proxy.set(.silence, on: .toClient, connection: connection)
                    try await Self.leave(client, rounds: 5)
                    let before = ThisProcess.residentBytes
                    let sent = proxy.statistics.toServer.arrived
                    try await Self.leave(client, rounds: 60)
                    let bytes = proxy.statistics.toServer.arrived - sent
                    let growth = ThisProcess.residentBytes - before
                    #expect(bytes > 200_000_000, "only \(bytes) bytes were sent")
                    #expect(growth < 96 << 20, "\(growth >> 20) MiB more for \(bytes >> 20) MiB that were sent")
                    #expect(proxy.statistics.connections[connection].isOpen, "the connection was given up")
                }
            }
        }
    }

    /// Sends large values, a hundred at a time, and waits for none.
    private static func leave(_ client: RedisClient, rounds: Int) async throws {
        let value = [UInt8](repeating: 120, count: 60_000)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<100 {
                group.addTask {
                    for _ in 0..<rounds {
                        let error = try await clientError {
                            try await client.send(.set("large:\(caller)", value).timeout(.milliseconds(100)))
                        }
                        #expect(error?.code == .timedOut, "\(error as Any)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(
        "row 53: a connection that owes too much to callers that have left is given up, and another is made",
        arguments: oneServerKind)
    func bound(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.reconnectAtOnce()
                configuration.stallLimit = .seconds(120)
            }
            try await withProxy(to: server, change) { proxy, client in
                _ = try await client.ping()
                let connection = proxy.newestConnection
                proxy.set(.silence, on: .toClient, connection: connection)
                let reasons = Shared<Set<String>>([])
                try await eventually("the connection is given up", within: .seconds(60)) {
                    for error in try await Self.errors(of: client) {
                        reasons.withLock { _ = $0.insert(error.message) }
                    }
                    return proxy.statistics.connections[connection].ended.contains(.toServer)
                }
                let isExplained = reasons.withLock { $0.contains { $0.contains("from callers that have left") } }
                #expect(isExplained, "nobody was told why")
                let sent = proxy.statistics.connections[connection].toServer.arrived
                #expect(sent < 256 << 20, "\(sent >> 20) MiB were sent before")
                let isSet = try await client.set("after", "1")
                #expect(isSet)
            }
        }
    }

    /// What a hundred writes that have little time end with.
    private static func errors(of client: RedisClient) async throws -> [ClientError] {
        let value = [UInt8](repeating: 120, count: 60_000)
        return try await withThrowingTaskGroup(of: ClientError?.self) { group in
            for caller in 0..<100 {
                group.addTask {
                    try await clientError {
                        try await client.send(.set("large:\(caller)", value).timeout(.milliseconds(100)))
                    }
                }
            }
            var errors: [ClientError] = []
            for try await error in group {
                if let error { errors.append(error) }
            }
            return errors
        }
    }
}
