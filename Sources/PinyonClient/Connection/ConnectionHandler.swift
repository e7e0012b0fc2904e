package import NIOCore

/// The end of a connection's pipeline: writes what callers handed in, and gives replies to those who wait.
///
/// It lives on the connection's event loop. What was handed in between two of the loop's turns goes out with one flush;
/// no timer delays it. Where many commands are unanswered, some wait for replies: see ``NagleRule``.
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
    /// Callers whose replies have come in this read, and who aren't told yet.
    private var answered: [Answered] = []
    private var rule = NagleRule()
    /// Whether commands may be in the queue that nobody has told of.
    private var isGathering = false
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
    /// Is told of messages that are of no use to anybody.
    private let onIgnored: (@Sendable (RESPPush) -> Void)?
    /// How long commands may wait without a byte from the peer before that is reported; nil for ever.
    private var stallLimit: TimeAmount?
    /// How long nothing may be said before the peer is asked for a sign of life; nil for ever.
    private var idleLimit: TimeAmount?
    /// The time of commands that have no limit of their own.
    private let usualTime: TimeAmount
    /// How often in a row the peer was silent when it was asked on another connection, since the last byte on this one.
    private var silences = 0
    private var standstill = Standstill()

    package init(
        id: ConnectionID, node: String, settings: ConnectionSettings, outbox: Outbox, now: NIODeadline,
        onIgnored: (@Sendable (RESPPush) -> Void)? = nil
    ) {
        self.id = id
        self.onIgnored = onIgnored
        self.node = node
        self.settings = settings
        self.outbox = outbox
        decoder = RESPDecoder(limits: settings.limits)
        usualTime = TimeAmount(bounded: settings.commandTimeout)
        replies = ReplyQueueStateMachine(now: now, limits: Self.leftBehind(settings.queue))
    }

    /// How much callers that have left may leave behind: what may wait, but not so little that the connection ends for
    /// a handful of time-outs.
    private static func leftBehind(_ limits: QueueLimits) -> QueueLimits {
        QueueLimits(commands: max(limits.commands, 10_000), bytes: max(limits.bytes, 64 << 20))
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
    ///   - stallLimit: How long commands may wait without a byte before that is reported. One that has more time than
    ///     is usual, but not all of it, has this limit from the end of its time on.
    ///   - idleLimit: How long nothing may be said before the peer is asked for a sign of life; nil for ever.
    package func watch(stallLimit: TimeAmount, idleLimit: TimeAmount?) {
        self.stallLimit = stallLimit
        self.idleLimit = idleLimit
        if let context { ring(at: context.eventLoop.now + min(stallLimit, idleLimit ?? stallLimit)) }
    }

    /// Takes lines as long as strings may be from now on: a monitor is told a whole command in a line.
    package func takeLongLines() {
        guard decoder.isBetweenReplies else { return }
        var limits = settings.limits
        limits.line = max(limits.line, limits.string)
        decoder = RESPDecoder(limits: limits)
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
        if isStalled { close(error) }
    }

    private var isStalled: Bool {
        guard let stallTime, let context else { return false }
        return stallTime <= context.eventLoop.now
    }

    /// When the oldest command has waited for too long; nil if none waits, or nobody watches.
    private var stallTime: NIODeadline? {
        guard let stallLimit else { return nil }
        return replies.stall(after: stallLimit, usual: usualTime)
    }

    /// Notes what the peer did when it was asked for a sign of life on another connection.
    ///
    /// - Returns: how often in a row it was silent, since the last byte on this connection.
    package func wasAsked(isSilent: Bool) -> Int {
        silences = isSilent && isStalled ? silences + 1 : 0
        return silences
    }

    /// Whether all commands that were written have their replies.
    package var isIdle: Bool { replies.isEmpty && decoder.isBetweenReplies }

    /// Writes what was handed in since the last turn, but for what waits for replies.
    ///
    /// - Returns: whether all of it is or will be written, or its time limits are watched until it can be.
    @discardableResult
    package func flush() -> Bool {
        guard isAttached, failure == nil, let context else { return false }
        guard context.channel.isWritable else {
            if let next = expireUnwritten(now: context.eventLoop.now) { ring(at: next) }
            return true
        }
        let isMore = outbox.withMachine { machine in
            machine.take(
                upTo: settings.bytesATurn, into: &taken, gathering: rule, beside: replies.count,
                until: timer.time ?? .distantFuture)
        }
        isGathering = rule.gathers(beside: replies.count + taken.count) > 0
        guard !taken.isEmpty else { return true }
        outbox.traffic?.note()
        ring(at: writeTaken(to: context, now: context.eventLoop.now))
        if replies.owesMuch { closeIfOwingTooMuch() }
        // Of callers that have left there are no replies to wait for.
        if failure == nil, isGathering, rule.gathers(beside: replies.count) == 0 { return flush() }
        // More waits than fits into a turn; the others on this loop come first.
        if isMore { context.eventLoop.assumeIsolated().execute { self.flush() } }
        return true
    }

    /// Writes what was handed in, if anybody has asked for that since it was done last: what is gathered waits on.
    ///
    /// - Returns: see ``flush()``.
    package func flushIfAsked() -> Bool {
        if isGathering, isAttached, failure == nil, !outbox.withMachine({ $0.isAwake }) { return true }
        return flush()
    }

    /// Writes what was gathered, if that is half as much as was unanswered. To be called when replies have come, and
    /// before callers are told: they take the processor that the server would be woken on.
    private func flushBeforeReplies() {
        let count = rule.isEnough(whenAnswered: replies.count)
        if outbox.withMachine({ $0.holds(count) }) { flush() }
    }

    /// Writes what was gathered, if that is as much as is still unanswered.
    private func flushIfEnough() {
        let count = rule.gathers(beside: replies.count)
        if outbox.withMachine({ $0.gather(atMost: count) }) { flush() }
    }

    /// Writes what was taken from the queue and still has time.
    ///
    /// - Returns: when somebody's time is over, or something else is to be looked at.
    private func writeTaken(to context: ChannelHandlerContext, now: NIODeadline) -> NIODeadline {
        var writer = BatchWriter(allocator: context.channel.allocator, expecting: taken)
        var earliest = NIODeadline.distantFuture
        for pending in taken {
            // Also if it isn't written: what waits for replies was told so.
            earliest = min(earliest, max(pending.deadline, now))
            guard pending.deadline > now || standstill.pause(due: timer.time, now: now) != nil else {
                outbox.finish(pending, .unwritten("the command's time was over before it could be written", node))
                continue
            }
            guard let batch = pending.beginWriting() else { continue }
            writer.write(batch)
            replies.sent(pending, now: now)
        }
        taken.removeAll(keepingCapacity: true)
        for part in writer.finish() { context.write(wrapOutboundOut(part), promise: nil) }
        context.flush()
        if let stallLimit, let oldest = replies.oldestSent { earliest = min(earliest, oldest + stallLimit) }
        return earliest
    }

    /// Closes the connection if callers that have left leave too much behind: of a peer that takes commands and answers
    /// none there would be ever more.
    private func closeIfOwingTooMuch() {
        let (count, bytes) = outbox.withMachine { ($0.unfinishedCount, $0.unfinishedBytes) }
        guard replies.owesTooMuch(beside: count, bytes: bytes) else { return }
        close(.owingTooMuch(replies.unansweredCount, node))
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
        // First of all: when a write fails, more is read before the flush returns.
        decoder.append(unwrapInboundIn(data))
        if isGathering, isAttached { flushBeforeReplies() }
        let now = context.eventLoop.now
        let (oldest, count) = (replies.oldestSent, replies.count)
        replies.progressed(now: now)
        silences = 0
        do throws(WireError) {
            while failure == nil, let frame = try decoder.next() {
                take(frame)
                if answered.count == Self.toldTogether { tellAnswered() }
            }
        } catch {
            tellAnswered()
            closeUnreadable(error)
        }
        tellAnswered()
        if let oldest, replies.count < count { rule.replied(after: now - oldest) }
        if failure == nil, isGathering, isAttached { flushIfEnough() }
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

    /// Closes the connection because of bytes behind which nothing can be read any more.
    private func closeUnreadable(_ error: WireError) {
        guard error.isLimit, let oldest = replies.removeOldest() else {
            close(.unreadable(error, node))
            return
        }
        hasReplied = true
        outbox.finish(oldest, .tooLarge(error, node, isOneOfSeveral: oldest.wantsList))
        close(.besideTooLarge(node))
    }

    /// How many callers are told together: told one by one, between replies that are still to be read, each finds the
    /// threads that callers run on out of work and wakes one; told all together, the first waits for the last reply.
    private static let toldTogether = 32

    /// Tells callers of the replies that have come for them.
    private func tellAnswered() {
        guard !answered.isEmpty else { return }
        // Their room first: whoever is told may come back at once.
        outbox.withMachine { machine in
            for index in answered.indices where !answered[index].pending.isFinished {
                answered[index].hasFreedRoom = true
                machine.release(answered[index].pending)
            }
        }
        for caller in answered where !caller.pending.finish(.success(caller.replies)) && caller.hasFreedRoom {
            // It left in this moment, and freed its room once more.
            outbox.withMachine { $0.occupy(caller.pending) }
        }
        answered.removeAll(keepingCapacity: true)
    }

    /// Notes to whom a frame belongs.
    private func take(_ frame: RESPFrame) {
        switch frame {
        case .push(let push): take(push)
        case .reply(let reply):
            if readsMessagesFromArrays, let push = RESPPush(subscriberReply: reply) { return take(push) }
            switch replies.received(reply) {
            case .complete(let pending, let all):
                hasReplied = true
                pending.onReplies?(all)
                answered.append(Answered(pending: pending, replies: all))
            case .refused(let pending, let error): answered.append(Answered(pending: pending, replies: .one(error)))
            case .incomplete, .late: break
            case .unsolicited:
                if let onUnsolicited { onUnsolicited(reply) } else { close(.unsolicited(reply, node)) }
            }
        }
    }

    private func take(_ push: RESPPush) {
        guard push.isKnown else {
            onIgnored?(push)
            return
        }
        delegate?.connection(id, received: push)
        guard let pending = replies.confirmed(kind: push.kind, channel: push.values.first?.text) else { return }
        answered.append(Answered(pending: pending, replies: .one(.null)))
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
        let due = timer.time
        timer.rang()
        guard failure == nil, let context else { return }
        let now = context.eventLoop.now
        let pause = standstill.pause(due: due, now: now)
        if isGathering, context.channel.isWritable { flush() }
        guard failure == nil else { return }
        if let pause { return ring(at: pause) }
        var (expired, next) = replies.expired(now: now)
        for pending in expired { outbox.finish(pending, .unanswered(node)) }
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
                .unwritten("the command's time was over before the server took or answered those before it", node))
        }
        return next
    }

    /// Reports that commands have waited for too long.
    ///
    /// - Returns: when to look again.
    private func checkStall(now: NIODeadline) -> NIODeadline? {
        guard let stallLimit, let stallTime else { return nil }
        // Whoever is the oldest by then may have less time than the one that is now.
        guard stallTime <= now else { return min(stallTime, now + stallLimit) }
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
        buffer.writeCommand(CommandArguments(.ping))
        replies.sent(ping, now: now)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        return now + min(idleLimit, stallLimit ?? idleLimit)
    }
}

/// A caller whose replies have come.
private struct Answered {
    let pending: PendingReply
    let replies: Replies
    /// Whether others may have its room already.
    var hasFreedRoom = false
}
