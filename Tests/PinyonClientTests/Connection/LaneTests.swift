import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// A connection that is made again when it breaks: what happens to commands before, between and after.
@Suite(.timeLimit(.minutes(1)))
struct LaneTests {
    private let eventLoop = NIOAsyncTestingEventLoop()
    private let lane: Lane

    init() {
        // Nobody runs the work, so that only tests make connections.
        let configuration = RedisConfiguration(.standalone(.host("virtual", port: 1)))
        let factory = NodeFactory(
            configuration, group: eventLoop, work: WorkQueue(),
            observer: ConnectionObserver(logger: configuration.logger))
        var purpose = NodeFactory.Purpose()
        purpose.isPrincipal = true
        lane = factory.node(at: .host("virtual", port: 1), purpose, namedFrom: nil).small
    }

    /// A command on its way.
    private struct Sent {
        let task: Task<Result<Replies, ClientError>, Never>

        var result: String {
            get async {
                // Time that stands still ends no wait; the suite's limit does.
                let outcome = await withTaskCancellationHandler {
                    await task.value
                } onCancel: {
                    task.cancel()
                }
                return switch outcome {
                case .success(let replies): replies.all.notation
                case .failure(let error): error.kind
                }
            }
        }
    }

    /// Sends a command, and returns when it is in the queue.
    private func send(_ words: String..., seconds: Int64 = 3, connecting: Int64 = 2) async -> Sent {
        let now = eventLoop.now
        let count = unfinished
        let task = Task { [lane] () -> Result<Replies, ClientError> in
            do throws(ClientError) {
                return .success(
                    try await lane.send(
                        .one(command(words)), deadline: now + .seconds(seconds),
                        connectDeadline: now + .seconds(connecting)))
            } catch {
                return .failure(error)
            }
        }
        while unfinished == count, !Task.isCancelled { await Task.yield() }
        return Sent(task: task)
    }

    private var unfinished: Int { lane.outbox.withMachine { $0.unfinishedCount } }

    private func connect(_ number: Int) async throws -> VirtualConnection {
        let connection = try await VirtualConnection(isAttached: false, number: number, on: eventLoop)
        #expect(await lane.attach(connection.connection()))
        return connection
    }

    @Test func commandsWaitForAConnection() async throws {
        let first = await send("GET", "a")
        let second = await send("GET", "b")
        let connection = try await connect(1)
        #expect(try await connection.written() == wire("GET a", "GET b"))
        try await connection.receive(":1\r\n:2\r\n")
        #expect(await first.result == "[1]")
        #expect(await second.result == "[2]")
        #expect(unfinished == 0)
    }

    @Test func everyCommandStopsWaitingForAConnectionInTime() async {
        // Each after the one before has gone, so that nobody looks at the queue any more.
        for _ in 0..<3 {
            let sent = await send("GET", "a")
            await eventLoop.advanceTime(by: .seconds(2))
            #expect(await sent.result == "notRunning")
            #expect(unfinished == 0)
        }
    }

    @Test func aCommandWithLessTimeThanThoseBeforeItStopsWaitingInTime() async {
        let long = await send("GET", "a", connecting: 3)
        let short = await send("GET", "b", connecting: 1)
        await eventLoop.advanceTime(by: .seconds(1))
        #expect(await short.result == "notRunning")
        #expect(unfinished == 1)
        await eventLoop.advanceTime(by: .seconds(2))
        #expect(await long.result == "notRunning")
    }

    @Test func whatWasNotWrittenGoesToTheNextConnection() async throws {
        let first = try await connect(1)
        let written = await send("INCR", "a")
        #expect(try await first.nextWrite() == wire("INCR a"))
        try await first.setWritable(false)
        let waiting = await send("INCR", "b")
        try await first.channel.close().get()
        #expect(await written.result == "connectionClosed, may have run")
        #expect(!lane.isConnected)
        let second = try await connect(2)
        #expect(try await second.written() == wire("INCR b"))
        try await second.receive(":1\r\n")
        #expect(await waiting.result == "[1]")
    }

    @Test func whoeverWaitsForANewConnectionIsNotToldThatNobodyTries() async throws {
        let connection = try await connect(1)
        try await connection.channel.close().get()
        let sent = await send("GET", "a")
        await eventLoop.advanceTime(by: .seconds(2))
        #expect(await sent.result == "connectionFailed")
    }

    @Test func aPeerThatTakesNoBytesHoldsCommandsUntilTheirTimeIsOver() async throws {
        let connection = try await connect(1)
        try await connection.setWritable(false)
        let early = await send("INCR", "a", seconds: 3)
        let late = await send("INCR", "b", seconds: 9)
        let short = await send("INCR", "c", seconds: 1)
        await eventLoop.advanceTime(by: .seconds(1))
        #expect(await short.result == "timedOut")
        await eventLoop.advanceTime(by: .seconds(2))
        #expect(await early.result == "timedOut")
        #expect(unfinished == 1)
        try await connection.setWritable(true)
        #expect(try await connection.written() == wire("INCR b"))
        try await connection.receive(":1\r\n")
        #expect(await late.result == "[1]")
    }

    @Test func theEndIsForAll() async throws {
        let connection = try await connect(1)
        let written = await send("INCR", "a")
        #expect(try await connection.nextWrite() == wire("INCR a"))
        try await connection.setWritable(false)
        let waiting = await send("INCR", "b")
        lane.close(ClientError(.shutDown, "the client was shut down"))
        await eventLoop.run()
        #expect(await written.result == "shutDown, may have run")
        #expect(await waiting.result == "shutDown")
        #expect(!connection.channel.isActive)
        let error = await #expect(throws: ClientError.self) {
            try await lane.send(
                .one(command(["GET"])), deadline: .distantFuture, connectDeadline: .distantFuture)
        }
        #expect(error?.kind == "shutDown")
        #expect(unfinished == 0)
    }

    @Test func aConnectionThatBrokeBeforeItWasNeededIsNotTaken() async throws {
        let connection = try await VirtualConnection(isAttached: false, on: eventLoop)
        try await connection.channel.close().get()
        #expect(await !lane.attach(connection.connection()))
        #expect(!lane.isConnected)
    }

    @Test func aConnectionThatIsMadeAfterTheEndIsClosed() async throws {
        lane.close(ClientError(.shutDown, "the client was shut down"))
        let connection = try await connect(1)
        await eventLoop.run()
        #expect(!connection.channel.isActive)
    }

    @Test func aCallerThatIsCancelledDisturbsNobody() async throws {
        let connection = try await connect(1)
        let leaving = await send("GET", "a")
        #expect(try await connection.nextWrite() == wire("GET a"))
        let staying = await send("GET", "b")
        #expect(try await connection.nextWrite() == wire("GET b"))
        leaving.task.cancel()
        #expect(await leaving.result == "cancelled, may have run")
        try await connection.receive(":1\r\n:2\r\n")
        #expect(await staying.result == "[2]")
        #expect(unfinished == 0)
    }
}
