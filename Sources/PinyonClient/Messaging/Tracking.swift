internal import Logging
internal import NIOCore
internal import Synchronization

/// Reads from servers that tell when what was read has changed (server-assisted client-side caching).
///
/// All that a tracked connection brings is in one order: an invalidation that comes before the reply to a read is about
/// an older value than that reply. Replies and events are told on the connection's event loop, one at a time for each
/// connection.
///
/// What ends the server's memory of what was read is told as ``TrackingEvent/flush(_:)``: the connection broke, the
/// server emptied its database or its table, or slots moved to another node. That slots moved is told where the client
/// learns of it, on any thread, and before a read that was referred to their new node is sent there.
///
/// So handlers can be called on several threads at a time, must be quick, and must not wait.
///
/// A server that refuses to track is no failure to connect: the client goes on with it as before. Reads fail with what
/// it said, with ``ClientError/Code/authentication`` if its user may not use `CLIENT TRACKING` or `CLIENT CACHING`. A
/// broadcast is tried again, after ``Backoff/terminal`` at the latest: ``TrackingEvent/connected(_:)`` tells that it
/// stands.
public final class Tracking: Sendable {
    private let executor: CommandExecutor
    private let factory: NodeFactory
    private let mode: TrackingMode
    /// Why no server is asked at all; nil if there is no reason.
    private let objection: ClientError?
    private let onEvent: @Sendable (TrackingEvent) -> Void
    private let onClose: @Sendable (Tracking) -> Void
    private let state = Mutex(State())

    private struct State {
        var lanes: [ObjectIdentifier: (node: Node, lane: Lane)] = [:]
        var closed: ClientError?
    }

    init(
        executor: CommandExecutor, factory: NodeFactory, mode: TrackingMode,
        onEvent: @escaping @Sendable (TrackingEvent) -> Void, onClose: @escaping @Sendable (Tracking) -> Void
    ) {
        self.executor = executor
        self.factory = factory
        self.mode = mode
        objection = mode.objection
        self.onEvent = onEvent
        self.onClose = onClose
        // Who waits for broadcasts only, and never reads, learns it nowhere else.
        if objection != nil {
            factory.configuration.logger.error(
                "prefixes for tracking overlap, which no server takes: nothing will be told, and reads fail")
        }
    }

    /// Reads with a command, and has the server tell when what it read changes.
    ///
    /// - Parameters:
    ///   - command: A command that only reads, and doesn't wait on the server: all reads of a node share a connection.
    ///   - onReply: Is told of the reply on the connection's event loop, in order with the events, even if the calling
    ///     task has left by then.
    /// - Returns: what the server answered.
    /// - Throws: ``ClientError``, with ``ClientError/Code/invalidArgument`` for a command that can't be tracked, or for
    ///   any if the broadcast's prefixes overlap; with what the server said if it refuses to track, even if it answered
    ///   the command: who reads so relies on being told.
    public func read<Response>(
        _ command: Command<Response>, onReply: (@Sendable (TrackedReply<Response>) -> Void)? = nil
    ) async throws(ClientError) -> Response {
        let request = command.request
        if let objection { throw objection.about(command: request.traits.name) }
        try Self.check(request)
        let topology = executor.topology
        let slot = topology.isCluster ? try request.slot() : nil
        let call = Call(request, executor.times, since: .now())
        let isCovered = onReply != nil && mode.covers(request)
        let transport = TrackedTransport(tracking: self, mode: mode, isCovered: isCovered) { reply, isTracked in
            guard let onReply, !reply.isError, let value = try? command.decode(reply) else { return }
            onReply(TrackedReply(value: value, isTracked: isTracked))
        }
        let reply = try await executor.observe(request.traits) { trace throws(ClientError) in
            try await executor.execute(request, call, Route(slot: slot, access: .primary), transport, trace)
        }
        return try command.read(reply)
    }

    /// Refuses what can't be sent, or not over a connection that tracked reads share.
    private static func check(_ request: Request) throws(ClientError) {
        try request.check(in: .nothing)
        let flags = request.traits.flags
        guard flags.contains(.readOnly) else {
            throw ClientError(.invalidArgument, "only commands that read can be tracked", command: request.traits.name)
        }
        guard flags.isDisjoint(with: [.blocking, .leased, .apart]), !request.options.blocks else {
            throw ClientError(
                .invalidArgument,
                """
                a command that waits on the server can't be tracked: all tracked reads of the node would wait behind \
                it; send it with the client instead
                """,
                command: request.traits.name)
        }
    }

    /// Connects to all primaries, and stays connected: for broadcasts, which come without any read.
    func watchAll() {
        guard mode.isBroadcast, objection == nil else { return }
        for description in executor.topology.nodes where description.role != .replica {
            try? lane(of: description.node).wantConnection()
        }
    }

    /// Ends the tracked connections. The last that is told of each is ``TrackingFlush/connectionLost(_:)``.
    public func close() {
        close(ClientError(.shutDown, "the tracking was closed"))
    }

    func close(_ error: ClientError) {
        let lanes = state.withLock { state in
            state.closed = error
            defer { state.lanes = [:] }
            return state.lanes.values.map(\.lane)
        }
        for lane in lanes { lane.close(error) }
        onClose(self)
    }

    /// Lets go of nodes that are gone, and tells what can't be relied on any more.
    func nodesChanged(_ slots: [HashSlot]) {
        let present = Set(executor.topology.nodes.map { ObjectIdentifier($0.node) })
        let gone: [Lane]? = state.withLock { state in
            guard state.closed == nil else { return nil }
            let gone = state.lanes.filter { !present.contains($0.key) }
            for key in gone.keys { state.lanes[key] = nil }
            return gone.values.map(\.lane)
        }
        guard let gone else { return }
        for lane in gone {
            lane.close(ClientError(.connectionClosed, "the node isn't used any more", mayHaveRun: true))
        }
        if !slots.isEmpty { onEvent(.flush(.slotsMoved(slots))) }
        watchAll()
    }

    /// The tracked connection to a node.
    func lane(of node: Node) throws(ClientError) -> Lane {
        try state.withLock { state throws(ClientError) in
            if let closed = state.closed { throw closed }
            if let known = state.lanes[ObjectIdentifier(node)] { return known.lane }
            let lane = makeLane(node)
            state.lanes[ObjectIdentifier(node)] = (node, lane)
            return lane
        }
    }

    private func makeLane(_ node: Node) -> Lane {
        var hooks = LaneHooks()
        hooks.movesFromLargeReplies = false
        hooks.preparations = [mode.switchingOn]
        let onEvent = onEvent
        let address = node.address
        hooks.onPush = { push in
            if let event = TrackingEvent(push) { onEvent(event) }
        }
        hooks.onConnected = { onEvent(.connected(address)) }
        hooks.onClosed = { _ in onEvent(.flush(.connectionLost(address))) }
        return Lane(
            connector: node.connector, eventLoop: factory.group.next(), work: factory.work,
            isPrincipal: mode.isBroadcast, hooks: hooks)
    }
}

/// The tracked connections, as a way to a node.
private struct TrackedTransport: CallTransport {
    let tracking: Tracking
    let mode: TrackingMode
    /// Whether the keys are among those that servers tell about.
    let isCovered: Bool
    let onReply: @Sendable (RESPValue, Bool) -> Void

    func send(
        _ call: Call, preparation: [CommandArguments], isAsking: Bool, to node: Node
    ) async throws(ClientError) -> RESPValue {
        guard case .one(let arguments) = call.batch else { return .null }
        // Neither permission survives the other one: what is asked of a node in between isn't tracked.
        let isTracked = isCovered && !isAsking
        let isOptingIn = !isAsking && !mode.isBroadcast
        let permission =
            isAsking ? [CommandArguments(.asking)] : isOptingIn ? [CommandArguments(.clientCaching, "YES")] : []
        let optIn = isOptingIn ? preparation.count : nil
        let onReply = onReply
        let replies = try await tracking.lane(of: node).send(
            .several(preparation + permission + [arguments]), deadline: call.deadline,
            connectDeadline: call.connectDeadline
        ) { replies in
            onReply(replies.answer(afterOptIn: optIn), isTracked)
        }
        return replies.answer(afterOptIn: optIn)
    }
}

extension Replies {
    /// The reply to a read; the refusal instead if the server refused to track it and answered nevertheless. What sends
    /// the read somewhere else counts first, since it isn't read here then.
    ///
    /// - Parameter index: Which reply answers the wish to be told of changes; nil if there was none.
    fileprivate func answer(afterOptIn index: Int?) -> RESPValue {
        let replies = all
        guard let index, index < replies.count, replies[index].isError, !last.isError else { return last }
        return replies[index]
    }
}
