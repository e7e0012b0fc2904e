import NIOCore
import NIOEmbedded
import PinyonClient
import Testing

/// What becomes of callers when a connection ends.
struct ConnectionEndTests {
    /// A connection with a command that was written, and one that wasn't.
    private func broken(by end: (VirtualConnection) async throws -> Void) async throws -> (String, String, [String]) {
        let connection = try await VirtualConnection()
        let written = PendingReply("INCR", "a")
        try await connection.send(written)
        try await connection.setWritable(false)
        let waiting = PendingReply("INCR", "b")
        try await connection.send(waiting)
        _ = connection.delegate.events
        try await end(connection)
        let events = connection.delegate.events
        connection.outbox.withMachine { #expect($0.unfinishedCount == 1) }
        return (await written.result, await waiting.result, events)
    }

    @Test func whatWasWrittenMayHaveRunAndTheRestWaitsForTheNextConnection() async throws {
        let (written, waiting, events) = try await broken { try await $0.channel.close().get() }
        #expect(written == "connectionClosed, may have run")
        #expect(waiting == "waiting")
        #expect(events == ["closed: connectionClosed"])
    }

    @Test func aFaultOfTheSocketEndsIt() async throws {
        let (written, waiting, events) = try await broken { connection in
            try await connection.channel.testingEventLoop.executeInContext { [channel = connection.channel] in
                channel.pipeline.fireErrorCaught(ChannelError.inputClosed)
            }
            #expect(!connection.channel.isActive)
        }
        #expect(written == "connectionClosed, may have run")
        #expect(waiting == "waiting")
        #expect(events == ["closed: connectionClosed"])
    }

    @Test func whoeverClosesItWithoutABlameStillTellsWhatMayHaveRun() async throws {
        let (written, waiting, events) = try await broken { connection in
            try await connection.onLoop { $0.close(ClientError(.shutDown, "the client was shut down")) }
        }
        #expect(written == "shutDown, may have run")
        #expect(waiting == "waiting")
        #expect(events == ["closed: shutDown"])
    }

    @Test func bytesThatAreNotTheProtocolEndItAfterWhatCameBefore() async throws {
        let connection = try await VirtualConnection()
        let (first, second, third) = (PendingReply("A"), PendingReply("B"), PendingReply("C"))
        try await connection.send(first, second, third)
        try await connection.receive("+1\r\nHTTP/1.1 400 Bad Request\r\n+2\r\n+3\r\n")
        #expect(await first.result == "+1")
        #expect(await second.result == "protocolViolation, may have run")
        #expect(await third.result == "protocolViolation, may have run")
        #expect(connection.delegate.events == ["closed: protocolViolation"])
        #expect(!connection.channel.isActive)
        connection.outbox.withMachine { #expect($0.unfinishedCount == 0 && $0.unfinishedBytes == 0) }
    }

    @Test(arguments: ["+OK\r\n", "+OK\r\n+OK\r\n", ":1\r\n$1\r\nx\r\n>1\r\n+push\r\n"])
    func repliesThatNobodyWaitsForEndIt(_ bytes: String) async throws {
        let connection = try await VirtualConnection()
        let pending = PendingReply("PING")
        try await connection.send(pending)
        try await connection.receive("+PONG\r\n" + bytes)
        #expect(await pending.result == "+PONG")
        #expect(connection.delegate.events == ["closed: protocolViolation"])
        #expect(!connection.channel.isActive)
    }

    @Test func aReplyToNobodyInOneReadAndBytesInTheNext() async throws {
        let connection = try await VirtualConnection()
        try await connection.receive("+OK\r\n")
        // The socket may still have had something.
        try await connection.channel.testingEventLoop.executeInContext { [channel = connection.channel] in
            channel.pipeline.fireChannelRead(ByteBuffer(string: "+OK\r\n"))
            channel.pipeline.fireErrorCaught(ChannelError.inputClosed)
        }
        #expect(connection.delegate.events == ["closed: protocolViolation"])
    }

    @Test func anErrorThatAnswersNothingIsTheServersReason() async throws {
        let connection = try await VirtualConnection()
        let pending = PendingReply("PING")
        try await connection.send(pending)
        try await connection.receive("+PONG\r\n-ERR max number of clients reached\r\n")
        #expect(connection.delegate.events == ["closed: connectionClosed"])
    }

    @Test func noPartOfAReplySurfaces() async throws {
        let connection = try await VirtualConnection()
        let (cut, batch) = (PendingReply(several: "A", "B"), PendingReply("C"))
        try await connection.send(cut, batch)
        try await connection.receive("$3\r\nabc\r\n*2\r\n:1\r\n")
        try await connection.channel.close().get()
        #expect(await cut.result == "connectionClosed, may have run")
        #expect(await batch.result == "connectionClosed, may have run")
    }

    @Test func withNobodyToTellTheQueueEndsWithTheConnection() async throws {
        let connection = try await VirtualConnection(isAttached: false)
        connection.outbox.withMachine { $0.connected() }
        try await connection.onLoop { [outbox = connection.outbox] in $0.attach(outbox, delegate: nil) }
        let pending = PendingReply("HELLO", "3")
        _ = try connection.outbox.enqueue(pending)
        // It breaks before the event loop has a turn.
        try await connection.channel.close().get()
        #expect(await pending.result == "connectionClosed")
        #expect(throws: ClientError.self) { try connection.outbox.enqueue(PendingReply("HELLO", "3")) }
    }

    @Test func whoeverTakesABrokenConnectionOverIsToldAtOnce() async throws {
        let connection = try await VirtualConnection(isAttached: false)
        let queue = Outbox(limits: QueueLimits())
        _ = try queue.enqueue(PendingReply("GET", "a"))
        queue.withMachine { $0.connected() }
        try await connection.onLoop { [delegate = connection.delegate] handler in
            handler.close(ClientError(.connectionClosed, "broken"))
            handler.attach(queue, delegate: delegate)
        }
        #expect(connection.delegate.events == ["closed: connectionClosed"])
        queue.withMachine { #expect(!$0.isEmpty, "the next connection takes it") }
    }

    @Test func theEndIsToldOnce() async throws {
        let connection = try await VirtualConnection()
        try await connection.onLoop { handler in
            handler.close(ClientError(.connectionClosed, "first"))
            handler.close(ClientError(.shutDown, "second"))
        }
        await connection.channel.testingEventLoop.run()
        #expect(connection.delegate.events == ["closed: connectionClosed"])
    }
}
