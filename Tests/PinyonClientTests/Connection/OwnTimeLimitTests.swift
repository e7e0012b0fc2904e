import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// What a command's own time limit means for the watch over its connection, and for writing it. No time passes but that
/// of the event loop.
struct OwnTimeLimitTests {
    private let stalled = ClientError(.connectionClosed, "stalled")

    /// A connection that is watched as a client's is by default.
    private func watched() async throws -> VirtualConnection {
        let connection = try await VirtualConnection()
        try await connection.onLoop { $0.watch(ConnectionSettings()) }
        return connection
    }

    @Test func aServerMayBeSilentForAsLongAsACommandHasTime() async throws {
        let connection = try await watched()
        let script = PendingReply("EVAL", "script", "0", deadline: connection.now + .seconds(60))
        try await connection.send(script)
        await connection.pass(.seconds(59))
        #expect(connection.delegate.events.isEmpty)
        try await connection.onLoop { [stalled] in $0.closeIfStalled(stalled) }
        #expect(connection.channel.isActive)
        try await connection.receive(":1\r\n")
        let result = await script.result
        #expect(result == "1")
    }

    @Test func whoeverIsSilentAfterThatIsReported() async throws {
        let connection = try await watched()
        let script = PendingReply("EVAL", "script", "0", deadline: connection.now + .seconds(60))
        try await connection.send(script)
        await connection.pass(.seconds(65))
        let result = await script.result
        #expect(result == "timedOut, may have run")
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(1))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func aCallerThatLeavesLeavesTheServerItsTime() async throws {
        let connection = try await watched()
        let script = PendingReply("EVAL", "script", "0", deadline: connection.now + .seconds(60))
        try await connection.send(script)
        connection.outbox.finish(script, ClientError(.cancelled, "left"))
        await connection.pass(.seconds(65))
        #expect(connection.delegate.events.isEmpty, "the script runs on")
    }

    @Test func whatStandsBehindALongCommandIsWatchedAsUsualAfterwards() async throws {
        let connection = try await watched()
        let script = PendingReply("EVAL", "script", "0", deadline: connection.now + .seconds(60))
        try await connection.send(script, PendingReply("GET", "a", deadline: connection.now + .seconds(3)))
        await connection.pass(.seconds(10))
        try await connection.receive(":1\r\n")
        await connection.pass(.seconds(5))
        #expect(connection.delegate.events.isEmpty)
        await connection.pass(.seconds(1))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func theUsualTimeDelaysNothingHoweverShortTheLimitIs() async throws {
        let connection = try await VirtualConnection()
        try await connection.onLoop { $0.watch(stallLimit: .milliseconds(200), idleLimit: nil) }
        try await connection.send(PendingReply("GET", "a", deadline: connection.now + .seconds(3)))
        await connection.pass(.milliseconds(200))
        #expect(connection.delegate.events == ["stalled"])
    }

    @Test func withoutALimitOnIdlenessNobodyIsAskedForASignOfLife() async throws {
        let connection = try await VirtualConnection()
        try await connection.onLoop { $0.watch(stallLimit: .seconds(6), idleLimit: nil) }
        await connection.pass(.hours(1))
        let written = try await connection.written()
        #expect(written == "")
    }

    @Test func questionsWithoutAnAnswerAreCountedUntilAByteComes() async throws {
        let connection = try await watched()
        try await connection.send(PendingReply("GET", "a", deadline: connection.now + .seconds(3)))
        await connection.pass(.seconds(6))
        let first = try await connection.onLoop { handler in
            [handler.wasAsked(isSilent: true), handler.wasAsked(isSilent: true)]
        }
        #expect(first == [1, 2])
        try await connection.receive("$1\r\n")
        let meanwhile = try await connection.onLoop { $0.wasAsked(isSilent: true) }
        #expect(meanwhile == 0, "bytes came while it was asked")
        await connection.pass(.seconds(6))
        let second = try await connection.onLoop { handler in
            [handler.wasAsked(isSilent: true), handler.wasAsked(isSilent: false)]
        }
        #expect(second == [1, 0])
    }

    @Test func aCommandWhoseTimeIsOverIsNotWritten() async throws {
        let connection = try await VirtualConnection()
        let late = PendingReply("INCR", "a", deadline: connection.now)
        let early = PendingReply("INCR", "b", deadline: connection.now + .nanoseconds(1))
        try await connection.send(late, early)
        let written = try await connection.written()
        #expect(written == wire("INCR b"))
        try await connection.receive(":1\r\n")
        let (lateResult, earlyResult) = (await late.result, await early.result)
        #expect(lateResult == "timedOut")
        #expect(earlyResult == "1")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func whatComesBehindManyWhoseTimeIsOverIsWritten() async throws {
        var settings = ConnectionSettings()
        settings.bytesATurn = 100
        let connection = try await VirtualConnection(settings)
        for _ in 0..<100 { _ = try connection.outbox.enqueue(PendingReply("INCR", "a", deadline: connection.now)) }
        try await connection.send(PendingReply("INCR", "b"))
        let written = try await connection.written()
        #expect(written == wire("INCR b"))
        connection.outbox.withMachine { #expect($0.unfinishedCount == 1) }
    }
}
