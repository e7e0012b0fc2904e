import NIOCore
import PinyonClient
import PinyonTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct WaitingTests {
    @Test("row 15: a slow node of a cluster slows only its own keys down", arguments: oneServerKind)
    func slowNode(kind: LiveServerKind) async throws {
        try await unlessMissing(kind) {
            try await LiveCluster.run(kind, primaries: 3, replicas: 0) { cluster in
                let seeds = RedisTopology.cluster(seeds: cluster.nodes.map(\.tcpAddress))
                try await withClient(seeds, { $0.waitLong() }) { client in
                    let keys = (0..<300).map { "key:\($0)" }
                    for key in keys { try await client.set(key, key) }
                    let slow = try #require(cluster.primary(ofSlot: HashSlot(key: "key:0").number))
                    let isSlow = { (key: String) in cluster.primary(ofSlot: HashSlot(key: key).number) == slow }
                    let (waiting, others) = (keys.filter(isSlow), keys.filter { !isSlow($0) })
                    let load = Load()
                    let pause = try await load.run(callers: Self.callers) { caller, turn in
                        let key = others[(caller * 31 + turn) % others.count]
                        let value = try await client.get(key)
                        #expect(value == key)
                    } during: {
                        try await eventually("there is something to compare with") { load.count > 1_000 }
                        return try await Self.read(waiting, client, fromPaused: cluster.nodes[slow])
                    }
                    Self.report(kind, load, pause)
                }
            }
        }
    }

    private static let callers = 10
    private static let pauseTime = Duration.seconds(2)

    /// Reads keys of a node that pauses.
    ///
    /// - Returns: from when to when that took.
    private static func read(
        _ keys: [String], _ client: RedisClient, fromPaused node: LiveServer
    ) async throws -> Range<ContinuousClock.Instant> {
        try await withClient(.standalone(node.tcpAddress)) { direct in
            let start = ContinuousClock.now
            try await direct.clientPause(pauseTime)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for key in keys {
                    group.addTask {
                        let value = try await client.get(key)
                        #expect(value == key)
                        #expect(start.duration(to: .now) > pauseTime * 0.8, "the slow node was not slow")
                    }
                }
                try await group.waitForAll()
            }
            return start..<ContinuousClock.now
        }
    }

    private static func report(_ kind: LiveServerKind, _ load: Load, _ pause: Range<ContinuousClock.Instant>) {
        #expect(load.errors.isEmpty, "\(load.errors.prefix(3))")
        let before = load.percentile(0.99, to: pause.lowerBound)
        let during = load.percentile(0.99, from: pause.lowerBound, to: pause.upperBound)
        load.expectUnchanged(during: pause)
        for caller in 0..<callers {
            let calls = load.samples.count { $0.caller == caller && pause.contains($0.start) }
            #expect(calls > 20, "caller \(caller) waited")
        }
        print("row 15 on \(kind): the others' p99 \(before) before, \(during) while a node paused for \(pauseTime)")
    }

    private static let largeSize = 50 << 20
    /// Too slow for a large reply to come before the test lets it.
    private static let slowly = Fault.throttle(bytesPerSecond: 1 << 20)

    @Test("row 16: small replies don't wait behind a large one", arguments: oneServerKind)
    func largeValue(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.waitLong() }) { proxy, client in
                try await client.command("SETRANGE", "large", Self.largeSize - 1, "x")
                proxy.set(Self.slowly, on: .toClient, connection: proxy.newestConnection)
                try await Self.expectNobodyWaits(for: .command("GET", "large"), proxy, client) {
                    // Those that were sent before another connection stood wait.
                    try await eventually("commands take another connection", within: .seconds(20)) {
                        try await clientError { try await client.send(.set("small", 0).timeout(.milliseconds(200))) }
                            == nil
                    }
                }
            }
        }
    }

    @Test("row 16: no reply waits behind a large one that took the bulk lane", arguments: oneServerKind)
    func bulkLane(kind: LiveServerKind) async throws {
        try await onServer(kind) { server in
            try await withProxy(to: server, { $0.waitLong() }) { proxy, client in
                try await client.command("SETRANGE", "large", Self.largeSize - 1, "x")
                proxy.script { _ in .faults(toClient: [Self.slowly]) }
                try await Self.expectNobodyWaits(for: .command("GET", "large").lane(.bulk), proxy, client)
            }
        }
    }

    /// How long it takes to set a small value, each time.
    private static func times(ofSetting count: Int, _ client: RedisClient) async throws -> [Duration] {
        var times: [Duration] = []
        for number in 0..<count {
            let start = ContinuousClock.now
            try await client.set("small", number)
            times.append(start.duration(to: .now))
        }
        return times
    }

    /// Reads something large, and sets small values meanwhile, as fast as without it.
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
        let before = try await times(ofSetting: 500, client)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let arrived = proxy.statistics.toClient.arrived
            group.addTask {
                let reply = try await client.send(large)
                isThere.withLock { $0 = true }
                #expect(reply.text?.readableBytes == largeSize)
            }
            try await proxy.waitUntil("the large reply has begun", within: patience) {
                $0.toClient.arrived > arrived + 200_000
            }
            try await prepare()
            let during = try await times(ofSetting: 1_000, client)
            expectSimilar(during, before: before)
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
