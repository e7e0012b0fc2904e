import NIOCore
import NIOEmbedded
import PinyonClient
import Synchronization

/// A connection without a socket, on an event loop whose time only passes when a test says so.
final class VirtualConnection: Sendable {
    let number: Int
    let channel: NIOAsyncTestingChannel
    let outbox: Outbox
    let delegate = RecordingDelegate()
    let flushes = FlushCounter()
    let handler: NIOLoopBound<ConnectionHandler>

    /// A connection that takes commands from ``outbox``, unless a test attaches another.
    ///
    /// - Parameters:
    ///   - settings: The client's settings.
    ///   - limits: How much may wait.
    ///   - isAttached: Whether it takes commands at once.
    ///   - number: What tells it from others.
    ///   - loop: Its event loop.
    init(
        _ settings: ConnectionSettings = ConnectionSettings(), limits: QueueLimits = QueueLimits(),
        isAttached: Bool = true, number: Int = 7, on loop: NIOAsyncTestingEventLoop = NIOAsyncTestingEventLoop()
    ) async throws {
        let (outbox, flushes) = (Outbox(limits: limits), flushes)
        self.outbox = outbox
        self.number = number
        channel = try await NIOAsyncTestingChannel(loop: loop) { channel in
            let handler = ConnectionHandler(
                id: ConnectionID(number: number), node: "virtual:1", settings: settings, outbox: outbox,
                now: channel.eventLoop.now)
            try channel.pipeline.syncOperations.addHandlers([flushes, handler])
        }
        try await channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        handler = try await channel.eventLoop.submit { [channel] in
            NIOLoopBound(
                try channel.pipeline.syncOperations.handler(type: ConnectionHandler.self), eventLoop: channel.eventLoop)
        }.get()
        if isAttached { try await attach() }
    }

    func attach() async throws {
        outbox.withMachine { $0.connected() }
        try await onLoop { [outbox, delegate] in $0.attach(outbox, delegate: delegate) }
    }

    var now: NIODeadline { channel.testingEventLoop.now }

    /// Works on the handler, on its event loop.
    @discardableResult
    func onLoop<Result: Sendable>(_ body: @escaping @Sendable (ConnectionHandler) -> Result) async throws -> Result {
        try await channel.testingEventLoop.executeInContext { [handler] in body(handler.value) }
    }

    /// Hands in commands, and then lets the event loop have a turn.
    func send(_ commands: PendingReply...) async throws {
        for command in commands { _ = try outbox.enqueue(command) }
        try await turn()
    }

    /// Lets the handler look at the queue, and then the event loop do what that made necessary.
    func turn() async throws {
        try await onLoop { _ = $0.flush() }
        await channel.testingEventLoop.run()
    }

    /// Brings bytes from the server, as one read.
    func receive(_ text: String) async throws {
        try await channel.writeInbound(ByteBuffer(string: text))
        await channel.testingEventLoop.run()
    }

    /// The buffers that were written since the last time.
    func writtenParts() async throws -> [ByteBuffer] {
        var parts: [ByteBuffer] = []
        while let part = try await channel.readOutbound(as: ByteBuffer.self) { parts.append(part) }
        return parts
    }

    /// What was written since the last time.
    func written() async throws -> String {
        try await writtenParts().map { String(buffer: $0) }.joined()
    }

    /// The next buffer that is written; waits until there is one.
    func nextWrite() async throws -> String {
        String(buffer: try await channel.waitForOutboundWrite(as: ByteBuffer.self))
    }

    /// Says whether the socket takes bytes, and tells the handler.
    func setWritable(_ isWritable: Bool) async throws {
        channel.isWritable = isWritable
        try await channel.testingEventLoop.executeInContext { [channel] in
            channel.pipeline.fireChannelWritabilityChanged()
        }
        await channel.testingEventLoop.run()
    }

    func pass(_ time: TimeAmount) async {
        await channel.testingEventLoop.advanceTime(by: time)
    }

    /// The connection as the rest of the client has it.
    func connection() -> Connection {
        Connection(
            id: ConnectionID(number: number), address: .host("virtual", port: 1), channel: channel,
            server: ServerIdentity(protocolVersion: 3), handler: handler)
    }
}

/// Writes down what a connection tells.
final class RecordingDelegate: ConnectionDelegate {
    private let record = Mutex<[String]>([])

    /// What was told since the last time.
    var events: [String] {
        record.withLock { record in
            defer { record = [] }
            return record
        }
    }

    func connection(_ id: ConnectionID, received push: RESPPush) { note(RESPFrame.push(push).notation) }
    func connectionReceivesLargeReply(_ id: ConnectionID) { note("large reply") }
    func connectionStalled(_ id: ConnectionID) { note("stalled") }
    func connectionDrained(_ id: ConnectionID) { note("drained") }
    func connection(_ id: ConnectionID, closed error: ClientError) { note("closed: \(error.code)") }

    private func note(_ event: String) { record.withLock { $0.append(event) } }
}

/// Counts how often a connection is flushed.
final class FlushCounter: ChannelOutboundHandler, Sendable {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let counter = Mutex(0)
    /// What is read before the next flush returns, as when its write fails and a channel reads what is left.
    let readByFlush = Mutex<ByteBuffer?>(nil)

    /// How often since the last time.
    var count: Int {
        counter.withLock { count in
            defer { count = 0 }
            return count
        }
    }

    func flush(context: ChannelHandlerContext) {
        counter.withLock { $0 += 1 }
        context.flush()
        if let bytes = readByFlush.withLock({ $0.take() }) { context.fireChannelRead(NIOAny(bytes)) }
    }
}
