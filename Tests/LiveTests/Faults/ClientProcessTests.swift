import Foundation
import PinyonClient
import PinyonTesting
import Testing

/// Faults of the client's own process. Each test runs in a process of its own, which the others don't disturb.
@Suite(.timeLimit(.minutes(5))) struct ClientProcessTests {
    /// How long the process is stopped.
    private static let standstill = Duration.seconds(isSoak ? 30 : 2)

    @Test(
        "row 51: a client that was stopped for a while wakes up without false alarms",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func stopped() async {
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                let change: (inout RedisConfiguration) -> Void = { configuration in
                    configuration.commandTimeout = .seconds(1)
                    configuration.stallLimit = .seconds(1)
                }
                try await withClient(.standalone(server.tcpAddress), change) { client in
                    try await client.withSubscription(to: [.channel("news")]) { subscription in
                        try await client.withConnection { session in
                            _ = try await session.ping()
                            let before = try await client.connectionNumber()
                            let errors = try await Self.sleepUnderLoad(client)
                            #expect(Set(errors.map(\.code)).isSubset(of: [.timedOut]), "\(errors)")
                            // All of them were under way, with less time than the process was stopped.
                            #expect(errors.count <= 2, "\(errors.count) of 20 callers were told a false alarm")
                            #expect(try await client.connectionNumber() == before, "the connection was given up")
                            #expect(try await session.ping() == "PONG")
                            try await client.command("PUBLISH", "news", "awake")
                            var events = subscription.makeAsyncIterator()
                            guard case .message? = try await events.next() else {
                                Issue.record("the subscription was given up")
                                return
                            }
                        }
                    }
                }
            }
        }
    }

    /// Stops this process for a while, with callers under way.
    ///
    /// - Returns: the errors that they got.
    private static func sleepUnderLoad(_ client: RedisClient) async throws -> [ClientError] {
        try await withThrowingTaskGroup(of: [ClientError].self) { group in
            let isOver = Shared(false)
            for caller in 0..<20 {
                group.addTask {
                    var errors: [ClientError] = []
                    while !isOver.withLock({ $0 }), !Task.isCancelled {
                        if let error = try await clientError({ try await client.set("\(caller)", 1) }) {
                            errors.append(error)
                        }
                    }
                    return errors
                }
            }
            try await standStill()
            for _ in 0..<20 { _ = try await client.get("a") }
            isOver.withLock { $0 = true }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Has another process stop this one and let it go on.
    private static func standStill() async throws {
        let stopper = Process()
        stopper.executableURL = URL(fileURLWithPath: "/bin/sh")
        stopper.arguments = [
            "-c", "kill -STOP $1; sleep $2; kill -CONT $1", "sh", "\(getpid())", "\(standstill.components.seconds)",
        ]
        // It may come before the line after the next.
        var last = ContinuousClock.now
        try stopper.run()
        try await eventually("the process was stopped and goes on", within: standstill + .seconds(60)) {
            defer { last = .now }
            // It is asked all the time otherwise.
            return last.duration(to: .now) > standstill * 0.9
        }
    }

    @Test(
        "row 52: without file descriptors new connections fail with a clear error, and open ones go on",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func noDescriptors() async {
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                try await withClient(.standalone(server.tcpAddress)) { client in
                    try await client.set("a", "1")
                    try #require(ThisProcess.limitDescriptors(to: ThisProcess.lowestFreeDescriptor))
                    let error = try #require(
                        try await clientError { try await client.withConnection { try await $0.ping() } })
                    #expect(error.code == .connectionFailed, "\(error)")
                    #expect(error.message.contains("Too many open files"), "\(error)")
                    for number in 0..<100 {
                        try await client.set("a", number)
                        #expect(try await client.get("a", as: Int.self) == number)
                    }
                    #expect(ThisProcess.limitDescriptors(to: 1_000))
                    #expect(try await client.withConnection { try await $0.ping() } == "PONG")
                }
            }
        }
    }

    @Test(
        "row 53: a million commands that nobody waits for, with a frozen server, take bounded memory and fail fast",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func flood() async {
        await #expect(processExitsWith: .success) {
            try await LiveServer.run(.redis) { server in
                let change: (inout RedisConfiguration) -> Void = { configuration in
                    configuration.queue = QueueLimits(commands: 10_000, bytes: 4 << 20)
                    configuration.commandTimeout = .seconds(300)
                }
                try await withClient(.standalone(server.tcpAddress), change) { client in
                    _ = try await client.ping()
                    try await server.pause()
                    let flood = Flood(client)
                    for _ in 0..<5 { try await flood.pour(10_000, of: 100, leaving: 10_000) }
                    let before = ThisProcess.residentBytes
                    let rounds = 100
                    for _ in 0..<rounds { try await flood.pour(10_000, of: 100, leaving: 10_000) }
                    let refused = (5 + rounds) * 10_000 - 10_000
                    let growth = ThisProcess.residentBytes - before
                    #expect(growth < 64 << 20, "\(growth >> 20) MiB more for \(rounds * 10_000) refused calls")
                    #expect(flood.counts == Flood.Counts(waiting: 10_000, refused: refused))
                    try await server.resume()
                    try await eventually("those that waited are done") { flood.counts.waiting == 0 }
                    #expect(flood.counts == Flood.Counts(succeeded: 10_000, refused: refused))
                    try await client.set("a", "1")
                }
            }
        }
    }

    @Test(
        "row 53: large commands are bounded by their bytes",
        .enabled("Redis is not installed") { await LiveServerKind.redis.isExpected })
    func floodOfBytes() async throws {
        try await LiveServer.run(.redis) { server in
            let change: (inout RedisConfiguration) -> Void = { configuration in
                configuration.queue = QueueLimits(bytes: 4 << 20)
                configuration.commandTimeout = .seconds(60)
            }
            try await withClient(.standalone(server.tcpAddress), change) { client in
                _ = try await client.ping()
                try await server.pause()
                let flood = Flood(client)
                try await flood.pour(1_000, of: 60_000, leaving: 69)
                let waiting = flood.counts.waiting
                #expect((60...69).contains(waiting), "\(waiting) commands of 60,000 bytes wait")
                try await server.resume()
                try await eventually("those that waited are done") { flood.counts.waiting == 0 }
                #expect(flood.counts.failed == 0)
                // The room is free again.
                #expect(try await client.set("a", [UInt8](repeating: 1, count: 60_000)))
            }
        }
    }
}

/// Writes that nobody waits for.
private final class Flood: Sendable {
    struct Counts: Equatable {
        var waiting = 0
        var succeeded = 0
        var refused = 0
        var failed = 0
    }

    private let client: RedisClient
    private let state = Shared((begun: 0, counts: Counts()))

    init(_ client: RedisClient) {
        self.client = client
    }

    var counts: Counts { state.withLock { $0.counts } }

    /// Begins writes, and waits until no more than some of all that were begun are left waiting.
    ///
    /// Nobody waits for their tasks: a group would look for each that is over among all that aren't.
    func pour(_ count: Int, of size: Int, leaving most: Int) async throws {
        let value = [UInt8](repeating: 120, count: size)
        let expected = state.withLock { $0.begun } + count
        for _ in 0..<count { Task { await self.write(value) } }
        try await eventually("those for which there is no room are refused", within: .seconds(60)) {
            let (begun, now) = state.withLock { $0 }
            return begun == expected && now.waiting <= most
        }
    }

    private func write(_ value: [UInt8]) async {
        state.withLock { state in
            state.begun += 1
            state.counts.waiting += 1
        }
        var failure: ClientError?
        do throws(ClientError) { try await client.set("a", value) } catch { failure = error }
        state.withLock { state in
            state.counts.waiting -= 1
            switch failure?.code {
            case nil: state.counts.succeeded += 1
            case .queueFull?: state.counts.refused += 1
            default: state.counts.failed += 1
            }
        }
    }
}
