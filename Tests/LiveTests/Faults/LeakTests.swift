import PinyonClient
import PinyonTesting
import Testing

/// What a client leaves behind. Each test runs in a process of its own, so that nobody else's descriptors and memory
/// are counted.
@Suite(.timeLimit(.minutes(5))) struct LeakTests {
    private static let rounds = isSoak ? 20 : 4
    /// What may be left after all rounds: a kilobyte for each connection and 50 bytes for each subscription, which no
    /// channel or task of each fits into. Lists that keep their room take some of it, and what threads keep at hand;
    /// and the test library keeps about 600 bytes of each error that is thrown, such as one when a connection ends.
    private static let mostForConnections = rounds << 20
    private static let mostForSubscriptions = 2 << 20

    @Test(
        "1,000 connections leak nothing: descriptors, memory and the client itself are gone afterwards",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func connections() async {
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                try await Self.repeatedly(Self.mostForConnections) { try await Self.borrow(1_000, server) }
            }
        }
    }

    @Test(
        "10,000 idle subscriptions leak nothing: descriptors, memory and the client itself are gone afterwards",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func subscriptions() async {
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                try await Self.repeatedly(Self.mostForSubscriptions) { try await Self.subscribe(10_000, server) }
            }
        }
    }

    /// Does something once to warm up, and then again, and compares what the process takes.
    private static func repeatedly(_ most: Int, _ body: () async throws -> Void) async throws {
        let before = ThisProcess.openDescriptors
        try await body()
        // Event loops have descriptors of their own, which stay.
        try await eventually("the first ones are closed") { ThisProcess.openDescriptors < before + 100 }
        let memory = try await settledBytes()
        let (descriptors, threads) = (ThisProcess.openDescriptors, ThisProcess.threads)
        for _ in 0..<rounds {
            try await body()
            try await eventually("the descriptors are closed") { ThisProcess.openDescriptors <= descriptors }
        }
        let growth = try await settledBytes() - memory
        print("leaks: \(growth >> 10) KiB more after \(rounds) rounds, and \(memory >> 10) KiB before")
        #expect(growth < most, "\(growth >> 10) KiB more after \(rounds) rounds")
        #expect(ThisProcess.threads <= threads + 2)
    }

    /// The bytes that are allocated when nothing has been given back for a while.
    private static func settledBytes() async throws -> Int {
        var least = Int.max
        var unchanged = 0
        while unchanged < 10 {
            let bytes = ThisProcess.allocatedBytes
            unchanged = bytes < least ? 0 : unchanged + 1
            least = min(least, bytes)
            try await Task.sleep(for: .milliseconds(50))
        }
        return least
    }

    /// Holds many connections at once.
    private static func borrow(_ count: Int, _ server: LiveServer) async throws {
        weak var gone: RedisClient?
        let change: (inout RedisConfiguration) -> Void = { configuration in
            configuration.leasedConnections = count
            configuration.connectionsPerSecond = 1_000_000
            configuration.waitLong()
        }
        try await withClient(.standalone(server.tcpAddress), change) { client in
            gone = client
            try await allAtOnce(count) { held in
                try await client.withConnection { session in
                    _ = try await session.ping()
                    await held()
                }
            } whileHeld: {
                let clients = try await client.info()["connected_clients"].flatMap { Int($0) } ?? 0
                #expect(clients > count)
            }
        }
        try await eventually("the client is gone") { gone == nil }
    }

    /// Holds many subscriptions at once.
    private static func subscribe(_ count: Int, _ server: LiveServer) async throws {
        weak var gone: RedisClient?
        let change: (inout RedisConfiguration) -> Void = { $0.waitLong() }
        try await withClient(.standalone(server.tcpAddress), change) { client in
            gone = client
            try await allAtOnce(count) { held in
                let number = Int.random(in: 0..<(1 << 40))
                try await client.withSubscription(to: [.channel("channel:\(number)")]) { _ in await held() }
            } whileHeld: {
                let channels = try await client.info()["pubsub_channels"].flatMap { Int($0) } ?? 0
                #expect(channels > count - 10)
            }
            try await eventually("the server was told that nobody listens any more") {
                try await client.info()["pubsub_channels"] == "0"
            }
        }
        try await eventually("the client is gone") { gone == nil }
    }

    /// Runs many tasks, each until all have come to the same point and something was done there.
    private static func allAtOnce(
        _ count: Int, _ body: @escaping @Sendable (_ held: @Sendable () async -> Void) async throws -> Void,
        whileHeld: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (arrivals, arrival) = AsyncStream<Void>.makeStream()
            let gate = Gate()
            for _ in 0..<count {
                group.addTask {
                    do {
                        try await body {
                            arrival.yield()
                            await gate.pass()
                        }
                    } catch {
                        // All will never be there.
                        arrival.finish()
                        throw error
                    }
                }
            }
            var arrived = 0
            for await _ in arrivals {
                arrived += 1
                if arrived == count { break }
            }
            do {
                try Task.checkCancellation()
                if arrived == count { try await whileHeld() }
            } catch {
                // Being cancelled doesn't let them through.
                await gate.open()
                throw error
            }
            await gate.open()
            try await group.waitForAll()
        }
    }
}

/// Lets tasks pass once it is open.
private actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func pass() async {
        if isOpen { return }
        await withCheckedContinuation { waiting.append($0) }
    }
}
