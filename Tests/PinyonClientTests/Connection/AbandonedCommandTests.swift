import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// What callers that have left leave behind on a connection.
struct AbandonedCommandTests {
    private func time(_ seconds: Int64) -> NIODeadline { .uptimeNanoseconds(0) + .seconds(seconds) }

    /// A command.
    ///
    /// - Parameter bytes: Becomes its arguments' bytes as it holds them.
    private func write(_ bytes: inout ByteBuffer) -> PendingReply {
        let arguments = command(["SET", "a", "value"])
        bytes = arguments.bytes
        return PendingReply(.one(arguments), deadline: .distantFuture, connectDeadline: .distantFuture)
    }

    /// Whether somebody else holds bytes, too: then they are copied when they are changed. Can be asked once.
    private func areHeld(_ bytes: inout ByteBuffer) -> Bool {
        let before = bytes.storage
        bytes.setInteger(UInt8(ascii: "$"), at: bytes.readerIndex)
        return bytes.storage != before
    }

    @Test func theBytesOfACommandThatWaitsToBeWrittenAreThere() {
        var bytes = ByteBuffer()
        let pending = write(&bytes)
        let areHeld = areHeld(&bytes)
        #expect(areHeld && pending.beginWriting() != nil)
    }

    @Test func aCommandThatWasWrittenHoldsNoBytes() async throws {
        let connection = try await VirtualConnection()
        var bytes = ByteBuffer()
        let pending = write(&bytes)
        try await connection.send(pending)
        let written = try await connection.written()
        #expect(written == wire("SET a value"))
        let areHeld = areHeld(&bytes)
        #expect(!areHeld && !pending.isFinished)
    }

    @Test func aCallerThatLeftBeforeItsCommandWasWrittenHoldsNoBytes() async throws {
        let connection = try await VirtualConnection()
        try await connection.setWritable(false)
        var bytes = ByteBuffer()
        let pending = write(&bytes)
        try await connection.send(pending)
        connection.outbox.finish(pending, ClientError(.cancelled, "left"))
        let areHeld = areHeld(&bytes)
        #expect(!areHeld)
        connection.outbox.withMachine { #expect(!$0.isEmpty, "it keeps its place") }
    }

    @Test func aConnectionThatOwesTooMuchToCallersThatHaveLeftIsGivenUp() async throws {
        var settings = ConnectionSettings()
        settings.queue = QueueLimits(commands: 10)
        let connection = try await VirtualConnection(settings)
        let leaving = (0...10_000).map { _ in PendingReply("A") }
        for pending in leaving { _ = try connection.outbox.enqueue(pending) }
        try await connection.turn()
        #expect(connection.channel.isActive, "all of them wait")
        for pending in leaving { connection.outbox.finish(pending, ClientError(.timedOut, "late")) }
        let staying = PendingReply("B")
        try await connection.send(staying)
        #expect(!connection.channel.isActive)
        #expect(connection.delegate.events == ["closed: connectionClosed"])
        guard case .failure(let error) = await staying.outcome() else {
            Issue.record("it waits on")
            return
        }
        #expect(error.kind == "connectionClosed, may have run")
        #expect(error.message.contains("10002 commands have no reply"), "\(error)")
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test func aFewThatLeaveAreNotTooManyHoweverLittleMayWait() async throws {
        var settings = ConnectionSettings()
        settings.queue = QueueLimits(commands: 1, bytes: 1)
        let connection = try await VirtualConnection(settings)
        for _ in 0..<1_000 {
            let leaving = PendingReply("GET", "a")
            _ = try connection.outbox.enqueue(leaving)
            try await connection.onLoop { _ = $0.flush() }
            connection.outbox.finish(leaving, ClientError(.timedOut, "late"))
        }
        #expect(connection.channel.isActive)
    }

    @Test func whatIsUnansweredIsCountedCommandByCommand() {
        var queue = ReplyQueueStateMachine(now: time(0), limits: QueueLimits(commands: 3, bytes: 1_000))
        let (pipeline, single) = (PendingReply(several: "A", "B", "C"), PendingReply("D"))
        queue.sent(pipeline, now: time(0))
        #expect(queue.unansweredCount == 3 && queue.unansweredBytes == pipeline.byteCount && !queue.owesMuch)
        queue.sent(single, now: time(0))
        #expect(queue.unansweredCount == 4 && queue.owesMuch)
        #expect(!queue.owesTooMuch(beside: 4, bytes: pipeline.size + single.size), "all of them wait")
        #expect(!queue.owesTooMuch(beside: 1, bytes: single.size))
        #expect(queue.owesTooMuch(beside: 0, bytes: 0))
        for _ in 0..<3 { _ = queue.received(.integer(1)) }
        #expect(queue.unansweredCount == 1 && queue.unansweredBytes == single.byteCount && !queue.owesMuch)
        _ = queue.removeAll()
        #expect(queue.unansweredCount == 0 && queue.unansweredBytes == 0)
    }

    @Test func bytesThatWereSentAreBoundedButOneMaySendMany() {
        var queue = ReplyQueueStateMachine(now: time(0), limits: QueueLimits(commands: 100, bytes: 1_000))
        let large = (0..<3).map { _ in PendingReply("SET", String(repeating: "x", count: 5_000)) }
        queue.sent(large[0], now: time(0))
        #expect(!queue.owesMuch)
        queue.sent(large[1], now: time(0))
        queue.sent(large[2], now: time(0))
        #expect(queue.owesMuch && queue.owesTooMuch(beside: 0, bytes: 0))
        #expect(!queue.owesTooMuch(beside: 1, bytes: large[2].size))
        for _ in large { _ = queue.received(.integer(1)) }
        #expect(queue.unansweredBytes == 0)
    }
}
