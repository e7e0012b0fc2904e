import NIOCore
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(2))) struct WaitingTests {
    @Test("row 15: a slow node of a cluster slows only its own keys down", arguments: oneServerKind)
    func slowNode(kind: LiveServerKind) async throws {
        try await unlessMissing(kind) {
            try await LiveCluster.run(kind, primaries: 3, replicas: 0) { cluster in
                try await withClient(.cluster(seeds: cluster.nodes.map(\.tcpAddress))) { client in
                    let keys = (0..<300).map { "key:\($0)" }
                    for key in keys { try await client.set(key, key) }
                    let slow = try #require(cluster.primary(ofSlot: HashSlot(key: "key:0").number))
                    let isSlow = { (key: String) in cluster.primary(ofSlot: HashSlot(key: key).number) == slow }
                    try await withClient(.standalone(cluster.nodes[slow].tcpAddress)) { direct in
                        try await direct.clientPause(.seconds(2))
                        let waiting = keys.filter(isSlow)
                        try await withThrowingTaskGroup(of: Void.self) { group in
                            let isOver = Shared(false)
                            for key in waiting {
                                group.addTask {
                                    let command = Command.get(key, as: String.self).timeout(.seconds(20))
                                    let first = try await client.send(command)
                                    #expect(first == key)
                                    #expect(isOver.withLock { $0 }, "the slow node was not slow")
                                }
                            }
                            for key in keys where !isSlow(key) { #expect(try await client.get(key) == key) }
                            isOver.withLock { $0 = true }
                            try await group.waitForAll()
                        }
                    }
                }
            }
        }
    }

    private static let largeSize = 50 << 20
    /// Too slow for a large reply to come before the test lets it.
    private static let slowly = Fault.throttle(bytesPerSecond: 1 << 20)

    @Test("row 16: small replies don't wait behind a large one", arguments: oneServerKind)
    func largeValue(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.commandTimeout = .seconds(30) }) { proxy, client in
                try await client.command("SETRANGE", "large", Self.largeSize - 1, "x")
                proxy.set(Self.slowly, on: .toClient, connection: proxy.newestConnection)
                try await Self.expectNobodyWaits(for: .command("GET", "large"), proxy, client) {
                    // Those that were sent before another connection stood wait.
                    try await eventually("commands take another connection", within: .seconds(1)) {
                        try await clientError { try await client.send(.set("small", 0).timeout(.milliseconds(50))) }
                            == nil
                    }
                }
            }
        }
    }

    @Test("row 16: no reply waits behind a large one that took the bulk lane", arguments: oneServerKind)
    func bulkLane(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.commandTimeout = .seconds(30) }) { proxy, client in
                try await client.command("SETRANGE", "large", Self.largeSize - 1, "x")
                proxy.script { _ in .faults(toClient: [Self.slowly]) }
                try await Self.expectNobodyWaits(for: .command("GET", "large").lane(.bulk), proxy, client)
            }
        }
    }

    /// Reads something large, and small values meanwhile.
    ///
    /// - Parameters:
    ///   - large: Reads the large value.
    ///   - proxy: Delivers it slowly.
    ///   - client: Whom to ask.
    ///   - prepare: Is called when the large reply has begun, before the small ones.
    private static func expectNobodyWaits(
        for large: Command<RESPValue>, _ proxy: FaultProxy, _ client: RedisClient,
        after prepare: () async throws -> Void = {}
    ) async throws {
        let isThere = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let arrived = proxy.statistics.toClient.arrived
            group.addTask {
                let reply = try await client.send(large)
                isThere.withLock { $0 = true }
                #expect(reply.text?.readableBytes == largeSize)
            }
            try await proxy.waitUntil("the large reply has begun") { $0.toClient.arrived > arrived + 200_000 }
            try await prepare()
            for number in 0..<1_000 { try await client.set("small", number) }
            #expect(!isThere.withLock { $0 }, "the small replies came after the large one")
            proxy.heal()
            try await group.waitForAll()
        }
    }

    @Test("row 17: a command that blocks keeps nobody waiting", arguments: serverKinds)
    func blocking(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withClient(.standalone(server.tcpAddress)) { client in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let isOver = Shared(false)
                    for _ in 0..<20 {
                        group.addTask {
                            let reply = try await client.command("BLPOP", "list", 0, as: [String].self)
                            #expect(reply == ["list", "element"])
                            #expect(isOver.withLock { $0 }, "it didn't block")
                        }
                    }
                    try await eventually("all of them block") {
                        try await client.info()["blocked_clients"] == "20"
                    }
                    for number in 0..<200 {
                        try await client.set("n", number)
                        #expect(try await client.get("n", as: Int.self) == number)
                    }
                    isOver.withLock { $0 = true }
                    for _ in 0..<20 { try await client.command("RPUSH", "list", "element") }
                    try await group.waitForAll()
                }
            }
        }
    }
}
