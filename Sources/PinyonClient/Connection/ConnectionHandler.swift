package import NIOCore

/// The end of a connection's pipeline: writes what callers handed in, and gives replies to those who wait.
///
/// It lives on the connection's event loop. All that was handed in between two of the loop's turns goes out with one
/// flush; no timer delays it.
package final class ConnectionHandler: ChannelInboundHandler {
    package typealias InboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    private let id: ConnectionID
    private let settings: ConnectionSettings
    private let node: String
    private var decoder: RESPDecoder
    private var replies: ReplyQueueStateMachine
    private var context: ChannelHandlerContext?
    private var timer = DeadlineTimer()
    private var taken: [PendingReply] = []
    /// What ended the connection; nil as long as it stands.
    package private(set) var failure: ClientError?

    /// Where commands come from.
    package private(set) var outbox: Outbox
    /// Whether it takes new commands from there.
    private var isAttached = false
    private var tellsWhenDrained = false
    /// Whether any of the commands that come from there was answered.
    package private(set) var hasReplied = false
    private weak var delegate: (any ConnectionDelegate)?
    /// Whether messages may come as arrays: with RESP2, on a connection that subscribes.
    package var readsMessagesFromArrays = false
    /// Takes replies that answer no command; nil if they are a fault of the peer.
    package var onUnsolicited: (@Sendable (RESPValue) -> Void)?
    /// How long commands may wait without a byte from the peer before that is reported; nil for ever.
    private var stallLimit: TimeAmount?
    /// How long nothing may be said before the peer is asked for a sign of life; nil for ever.
    private var idleLimit: TimeAmount?

    package init(id: ConnectionID, node: String, settings: ConnectionSettings, outbox: Outbox, now: NIODeadline) {
        self.id = id
        self.node = node
        self.settings = settings
        self.outbox = outbox
        decoder = RESPDecoder(limits: settings.limits)
        replies = ReplyQueueStateMachine(now: now)
    }

    /// Takes the commands of the handshake, from the queue that it was made with.
    package func begin() {
        isAttached = true
        flush()
    }

    /// Takes commands from a queue from now on. A connection that is broken already is reported at once.
    package func attach(_ outbox: Outbox, delegate: (any ConnectionDelegate)?) {
        if outbox !== self.outbox { hasReplied = false }
        self.outbox = outbox
        self.delegate = delegate
        isAttached = true
        tellsWhenDrained = false
        if let failure { tell(failure) } else { flush() }
    }

    /// Watches whether the peer lives.
    ///
    /// - Parameters:
    ///   - stallLimit: How long commands may wait without a byte before that is reported.
    ///   - idleLimit: How long nothing may be said before the peer is asked for a sign of life.
    package func watch(stallLimit: TimeAmount, idleLimit: TimeAmount) {
        self.stallLimit = stallLimit
        self.idleLimit = idleLimit
        if let context { ring(at: context.eventLoop.now + min(stallLimit, idleLimit)) }
    }

    /// Takes no more commands. The delegate is told when all replies have come.
    package func detach() {
        isAttached = false
        tellsWhenDrained = true
        reportDrained()
    }

    /// Takes no commands, and tells the delegate if the connection breaks.
    package func stand(by delegate: any ConnectionDelegate) {
        self.delegate = delegate
        isAttached = false
    }

    /// Closes the connection if commands still wait and no byte came for too long.
    package func closeIfStalled(_ error: ClientError) {
        guard let stallLimit, let context, let oldest = replies.oldestSent,
            max(oldest, replies.lastProgress) + stallLimit <= context.eventLoop.now
        else { return }
        close(error)
    }

    /// Whether all commands that were written have their replies.
    package var isIdle: Bool { replies.isEmpty && decoder.isBetweenReplies }

    /// Writes what was handed in since the last turn.
    ///
    /// - Returns: whether all of it is or will be written, or its time limits are watched until it can be.
    @discardableResult
    package func flush() -> Bool {
        guard isAttached, failure == nil, let context else { return false }
        guard context.channel.isWritable else {
            if let next = expireUnwritten(now: context.eventLoop.now) { ring(at: next) }
            return true
        }
        let isMore = outbox.take(upTo: settings.bytesATurn, into: &taken)
        guard !taken.isEmpty else { return true }
        let now = context.eventLoop.now
        var writer = BatchWriter(allocator: context.channel.allocator, expecting: taken)
        var earliest = NIODeadline.distantFuture
        for pending in taken where pending.beginWriting() {
            writer.write(pending.batch)
            replies.sent(pending, now: now)
            earliest = min(earliest, pending.deadline)
        }
        taken.removeAll(keepingCapacity: true)
        for part in writer.finish() { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
        if let stallLimit, let oldest = replies.oldestSent { earliest = min(earliest, oldest + stallLimit) }
        ring(at: earliest)
        // More waits than fits into a turn; the others on this loop come first.
        if isMore { context.eventLoop.assumeIsolated().execute { self.flush() } }
        return true
    }

    /// Closes the connection, with the error that those who wait get.
    package func close(_ error: ClientError) {
        fail(error)
        context?.close(promise: nil)
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        timer.cancel()
    }

    package func channelActive(context: ChannelHandlerContext) {
        flush()
        context.fireChannelActive()
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        flush()
        context.fireChannelWritabilityChanged()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard failure == nil else { return }
        decoder.append(unwrapInboundIn(data))
        replies.progressed(now: context.eventLoop.now)
        var finishedCount = 0
        var finishedBytes = 0
        do throws(WireError) {
            while failure == nil, let frame = try decoder.next() {
                guard let finished = take(frame) else { continue }
                finishedCount += 1
                finishedBytes += finished.size
            }
        } catch {
            close(
                ClientError(
                    .protocolViolation, "\(error.reason); the connection was closed", node: node, mayHaveRun: true))
        }
        outbox.release(count: finishedCount, bytes: finishedBytes)
        if tellsWhenDrained { reportDrained() }
        if isAttached, decoder.isWaiting(forAtLeast: settings.largeReply) {
            delegate?.connectionReceivesLargeReply(id)
        }
    }

    package func channelInactive(context: ChannelHandlerContext) {
        let reason = "the server closed the connection" + (replies.isEmpty ? "" : " before it replied")
        fail(ClientError(.connectionClosed, reason, node: node, mayHaveRun: true))
        context.fireChannelInactive()
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let reason = TLSFailure.reason(error, in: context) ?? "the connection broke: \(error)"
        close(ClientError(.connectionClosed, reason, node: node, underlying: error, mayHaveRun: true))
    }

    /// Gives a frame to whom it belongs.
    ///
    /// - Returns: the caller that is done with it, if it was still waiting.
    private func take(_ frame: RESPFrame) -> PendingReply? {
        switch frame {
        case .push(let push):
            return take(push)
        case .reply(let reply):
            if readsMessagesFromArrays, let push = RESPPush(subscriberReply: reply) { return take(push) }
            switch replies.received(reply) {
            case .complete(let pending, let all):
                hasReplied = true
                pending.onReplies?(all)
                return pending.finish(.success(all)) ? pending : nil
            case .refused(let pending, let error): return pending.finish(.success(.one(error))) ? pending : nil
            case .incomplete: return nil
            case .unsolicited:
                if let onUnsolicited { onUnsolicited(reply) } else { close(unsolicited(reply)) }
                return nil
            }
        }
    }

    private func take(_ push: RESPPush) -> PendingReply? {
        delegate?.connection(id, received: push)
        guard let pending = replies.confirmed(kind: push.kind) else { return nil }
        return pending.finish(.success(.one(.null))) ? pending : nil
    }

    private func unsolicited(_ reply: RESPValue) -> ClientError {
        if case .error(let error) = reply.unattributed {
            return ClientError(
                .connectionClosed, "the server ended the connection: \(error)", node: node, serverError: error,
                mayHaveRun: true)
        }
        return ClientError(
            .protocolViolation, "a reply came that no command waits for; the connection was closed", node: node,
            mayHaveRun: true)
    }

    private func fail(_ error: ClientError) {
        guard failure == nil else { return }
        failure = error
        timer.cancel()
        let sent = error.about(written: true)
        for pending in replies.removeAll() { outbox.finish(pending, sent) }
        tell(error)
    }

    /// Tells of the connection's end. With nobody to tell, nobody else looks after those who wait either.
    private func tell(_ failure: ClientError) {
        if let delegate { delegate.connection(id, closed: failure) } else { outbox.close(failure) }
    }

    private func reportDrained() {
        guard tellsWhenDrained, isIdle, failure == nil else { return }
        tellsWhenDrained = false
        delegate?.connectionDrained(id)
    }

    private func ring(at deadline: NIODeadline) {
        guard failure == nil, let context, deadline < .distantFuture else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer.ring(at: deadline, on: context.eventLoop) { bound.value.rang() }
    }

    private func rang() {
        timer.rang()
        guard failure == nil, let context else { return }
        let now = context.eventLoop.now
        var (expired, next) = replies.expired(now: now)
        for pending in expired { outbox.finish(pending, timedOut(pending)) }
        for time in [expireUnwritten(now: now), checkStall(now: now), checkIdleness(now: now)].compactMap({ $0 }) {
            next = min(next ?? time, time)
        }
        if let next { ring(at: next) }
    }

    /// Ends the wait of those that could not be written in time.
    ///
    /// - Returns: when to look again.
    private func expireUnwritten(now: NIODeadline) -> NIODeadline? {
        guard isAttached else { return nil }
        let (expired, next) = outbox.withMachine { $0.expire(now: now) }
        for pending in expired {
            outbox.finish(
                pending,
                ClientError(
                    .timedOut, "the command could not be written in time, because the server takes no more bytes",
                    node: node))
        }
        return next
    }

    /// Reports that commands have waited for too long.
    ///
    /// - Returns: when to look again.
    private func checkStall(now: NIODeadline) -> NIODeadline? {
        guard let stallLimit, let oldest = replies.oldestSent else { return nil }
        let limit = max(oldest, replies.lastProgress) + stallLimit
        guard limit <= now else { return limit }
        delegate?.connectionStalled(id)
        return now + stallLimit
    }

    /// Asks the peer for a sign of life if nothing was said for long.
    ///
    /// - Returns: when to look again.
    private func checkIdleness(now: NIODeadline) -> NIODeadline? {
        guard let idleLimit, let context else { return nil }
        let limit = replies.lastProgress + idleLimit
        guard limit <= now, replies.isEmpty else { return max(limit, now + .nanoseconds(idleLimit.nanoseconds / 4)) }
        let ping = PendingReply(
            .one(CommandArguments(.ping)), deadline: .distantFuture, connectDeadline: .distantFuture)
        // Nobody waits for it: that it is never answered is what the stall limit is for.
        ping.finish(.success(.one(.null)))
        var buffer = context.channel.allocator.buffer(capacity: 16)
        buffer.writeArgumentCount(1)
        buffer.writeImmutableBuffer(CommandArguments(.ping).bytes)
        replies.sent(ping, now: now)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        return now + min(idleLimit, stallLimit ?? idleLimit)
    }

    private func timedOut(_ pending: PendingReply) -> ClientError {
        ClientError(
            .timedOut,
            """
            no reply came in time; if it still comes it is thrown away, and the connection goes on. Raise the time \
            limit, or see why the server is slow (SLOWLOG, LATENCY)
            """,
            node: node, mayHaveRun: true)
    }
}
