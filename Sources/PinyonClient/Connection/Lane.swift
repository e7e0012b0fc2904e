package import NIOCore

/// A connection to one server that many callers share, and that is made again when it breaks.
///
/// When a large reply begins to arrive, later commands move to a second connection that is kept for that, so that they
/// don't wait behind it.
package final class Lane: Sendable {
    let eventLoop: any EventLoop
    let connector: Connector
    package let outbox: Outbox
    let work: WorkQueue
    let loop: NIOLoopBoundBox<LaneState>
    /// Whether a broken connection is made again although nobody waits.
    let isPrincipal: Bool
    /// Whether callers are sent away when connecting has failed once, because others can do what they want.
    let isReplaceable: Bool
    /// What else belongs to its connections.
    let hooks: LaneHooks

    init(
        connector: Connector, eventLoop: any EventLoop, work: WorkQueue, isPrincipal: Bool, isReplaceable: Bool = false,
        hooks: LaneHooks = LaneHooks()
    ) {
        self.hooks = hooks
        self.connector = connector
        self.eventLoop = eventLoop
        self.work = work
        self.isPrincipal = isPrincipal
        self.isReplaceable = isReplaceable
        outbox = Outbox(
            limits: connector.settings.queue, traffic: hooks.yieldsToSmall ? nil : connector.traffic)
        loop = NIOLoopBoundBox.makeBoxSendingValue(LaneState(), eventLoop: eventLoop)
    }

    /// Sends commands and waits for their replies.
    ///
    /// - Parameters:
    ///   - batch: The commands.
    ///   - deadline: When to give up.
    ///   - connectDeadline: When to give up if there is still no connection.
    ///   - onReplies: Is told of the replies on the event loop.
    package func send(
        _ batch: CommandBatch, deadline: NIODeadline, connectDeadline: NIODeadline,
        onReplies: (@Sendable (Replies) -> Void)? = nil
    ) async throws(ClientError) -> Replies {
        let pending = PendingReply(
            batch, deadline: deadline, connectDeadline: connectDeadline, onReplies: onReplies)
        follow(try outbox.enqueue(pending))
        return try await outbox.replies(to: pending)
    }

    /// Does what the queue asks for when commands were handed in.
    func follow(_ enqueued: OutboxStateMachine.Enqueued) {
        if enqueued.wake { eventLoop.execute { self.turn() } }
        if enqueued.connect { startConnecting() }
    }

    /// Whether a connection stands.
    package var isConnected: Bool {
        outbox.withMachine { machine in
            if case .connected = machine.phase { true } else { false }
        }
    }

    /// Makes a connection if there is none.
    func wantConnection() {
        if outbox.withMachine({ $0.wantConnection() }) { startConnecting() }
    }

    /// Closes it for good.
    package func close(_ error: ClientError) {
        outbox.close(error)
        eventLoop.execute {
            self.loop.value.timer.cancel()
            self.loop.value.current?.onLoop.close(error)
            self.loop.value.other?.onLoop.close(error)
            for connection in self.loop.value.retired { connection.onLoop.close(error) }
        }
    }

    /// Makes a fresh connection take the place of one that stood before a time, which may lead to somebody else by now.
    /// The old one still gives the replies that it owes.
    func renew(ifConnectedBefore time: NIODeadline) {
        eventLoop.execute { self.retire(ifConnectedBefore: time) }
    }

    func startConnecting() {
        work.submit { await self.connect() }
    }

    /// Looks at the queue, on the event loop.
    private func turn() {
        if let current = loop.value.current, current.onLoop.flushIfAsked() { return }
        // Somebody waits now.
        loop.value.idlePause?.finish(.success(()))
        if let refusal = loop.value.refusal {
            sendAway(refusal)
        } else if isReplaceable, eventLoop.now < loop.value.restsUntil, let failure = loop.value.lastFailure {
            sendAway(failure)
        } else {
            expire()
        }
    }

    /// Tells those who wait that it is in vain, on the event loop.
    func sendAway(_ error: ClientError) {
        for pending in outbox.withMachine({ $0.removeAll() }) { outbox.finish(pending, error) }
    }

    /// Ends the wait of those whose time is over, on the event loop.
    func expire() {
        let (expired, next) = outbox.withMachine { $0.expire(now: eventLoop.now) }
        for pending in expired { outbox.finish(pending, expiry()) }
        guard let next else { return }
        loop.value.timer.ring(at: next, on: eventLoop) {
            self.loop.value.timer.rang()
            self.expire()
        }
    }

    private func expiry() -> ClientError {
        guard loop.value.current == nil else {
            return ClientError(
                .timedOut, "the command's time was over before the server took or answered those before it",
                node: "\(connector.address)")
        }
        if let failure = loop.value.lastFailure { return failure }
        guard !loop.value.isTrying else {
            return ClientError(
                .connectionFailed,
                "no connection was made in time: the name's addresses or the server's greeting did not come"
                    + (connector.tls == nil ? "" : "; does the server speak TLS on this port?"),
                node: "\(connector.address)")
        }
        return ClientError(
            .notRunning, "there was no connection in time, and none was tried: is the client's run() running?",
            node: "\(connector.address)")
    }
}

/// What only a lane's event loop touches.
struct LaneState {
    /// The connection that takes new commands.
    var current: Connection?
    /// A connection that sends the rest of its replies, or waits for its turn.
    var other: Connection?
    var isMakingOther = false
    var timer = DeadlineTimer()
    /// When the connection began to take commands.
    var connectedAt = NIODeadline.now()
    /// Connections that give the replies they owe, and are closed then.
    var retired: [Connection] = []
    /// Whether a connection is being made, or waited for.
    var isTrying = false
    /// How many attempts failed, or led to connections that ended too soon, since a connection was good for something.
    var failures = 0
    /// No attempt is made before, because the last connection ended too soon.
    var restsUntil = NIODeadline.uptimeNanoseconds(0)
    /// The pause before an attempt that nobody waits for; whoever comes ends it.
    var idlePause: Waiter<Void>?
    var lastFailure: ClientError?
    /// What only people can mend, during the pause after it: nobody need wait for the next attempt.
    var refusal: ClientError?
}

/// What else belongs to a lane's connections.
struct LaneHooks: Sendable {
    /// Commands that have to succeed before a connection is used.
    var preparations: [CommandArguments] = []
    /// Whether commands move to another connection when a large reply comes.
    var movesFromLargeReplies = true
    /// Whether its replies are large, and small ones of other lanes come first where they share a thread.
    var yieldsToSmall = false
    /// Is told of messages, on the event loop.
    var onPush: (@Sendable (RESPPush) -> Void)?
    /// Is told of each new connection, on the event loop.
    var onConnected: (@Sendable () -> Void)?
    /// Is told that a connection has ended, on the event loop.
    var onClosed: (@Sendable (ClientError) -> Void)?
}
