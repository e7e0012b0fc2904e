internal import NIOCore
internal import Synchronization

/// One server of a client, with its lanes and the connections it lends.
package final class Node: Sendable {
    let address: ServerAddress
    let connector: Connector
    package let small: Lane
    /// The queue of the small lane. Here, too, because what is referred to weakly, as lanes are by their connections,
    /// is slow to retain.
    private let smallOutbox: Outbox
    package let bulk: Lane
    let leases: LeasePool
    let group: any EventLoopGroup
    private let restsUntil = Atomic<UInt64>(0)

    /// A server; nothing is connected yet.
    ///
    /// - Parameters:
    ///   - connector: Makes its connections.
    ///   - group: Where they live.
    ///   - work: Where they are made.
    ///   - leases: The most connections on loan.
    ///   - isPrincipal: Whether a broken connection is made again although nobody waits.
    ///   - isReplaceable: Whether callers are sent away when connecting fails, because others can do what they want.
    init(
        connector: Connector, group: any EventLoopGroup, work: WorkQueue, leases: Int, isPrincipal: Bool,
        isReplaceable: Bool
    ) {
        address = connector.address
        self.connector = connector
        self.group = group
        let eventLoop = group.next()
        small = Lane(
            connector: connector, eventLoop: eventLoop, work: work, isPrincipal: isPrincipal,
            isReplaceable: isReplaceable)
        smallOutbox = small.outbox
        var hooks = LaneHooks()
        hooks.movesFromLargeReplies = false
        hooks.yieldsToSmall = true
        bulk = Lane(
            connector: connector, eventLoop: connector.traffic == nil ? group.next() : eventLoop, work: work,
            isPrincipal: false, isReplaceable: isReplaceable, hooks: hooks)
        self.leases = LeasePool(connector: connector, group: group, work: work, limit: leases)
    }

    /// How long others are asked first after it has said that it can't answer yet.
    private static let restTime = TimeAmount.seconds(1)

    /// Whether others are to be asked first if there are any: it could not be reached a short while ago, or it loads
    /// its data, has lost its primary, or is kept busy.
    var isDegraded: Bool {
        connector.isSuspect || NIODeadline.now().uptimeNanoseconds < restsUntil.load(ordering: .relaxed)
    }

    /// Notes that it said that it can't answer yet.
    func rest() {
        restsUntil.store((NIODeadline.now() + Self.restTime).uptimeNanoseconds, ordering: .relaxed)
    }

    /// One node after the other, passing over those that are degraded as long as there are others.
    static func next(of nodes: [Node], turn: Int) -> Node? {
        guard !nodes.isEmpty else { return nil }
        let start = abs(turn % nodes.count)
        let turned = nodes[start...] + nodes[..<start]
        return turned.first { !$0.isDegraded } ?? turned.first
    }

    /// Sends a command over the small lane, and waits for its reply.
    @inline(__always)
    func sendSmall(_ pending: PendingReply) async -> Result<Replies, ClientError> {
        do throws(ClientError) {
            let enqueued = try smallOutbox.enqueue(pending)
            if enqueued.wake || enqueued.connect { small.follow(enqueued) }
        } catch {
            return .failure(error)
        }
        return await smallOutbox.outcome(of: pending)
    }

    /// Sends a call, and waits for its replies.
    func send(_ call: Call) async throws(ClientError) -> Replies {
        switch call.path {
        case .small:
            try await small.send(call.batch, deadline: call.deadline, connectDeadline: call.connectDeadline)
        case .bulk:
            try await bulk.send(call.batch, deadline: call.deadline, connectDeadline: call.connectDeadline)
        case .leased:
            try await sendLeased(call)
        }
    }

    private func sendLeased(_ call: Call) async throws(ClientError) -> Replies {
        let leased = try await leases.lease(until: call.connectDeadline)
        defer { leases.giveBack(leased) }
        // What it changes must not be found by the next borrower.
        if call.terms.changesConnection { leased.soil() }
        return try await leased.send(call.batch, deadline: call.deadline)
    }

    /// Sends a command with a time limit of its own, for the client's own purposes.
    func ask<Response>(_ command: Command<Response>, within limit: Duration) async throws(ClientError) -> Response {
        let reply = try await askAll([command.arguments], within: limit).first ?? .null
        if case .error(let error) = reply.unattributed {
            throw CommandExecutor.failure(error, command.traits, self)
        }
        return try command.read(reply)
    }

    /// Sends commands together with a time limit of their own, for the client's own purposes.
    func askAll(_ commands: [CommandArguments], within limit: Duration) async throws(ClientError) -> [RESPValue] {
        let deadline = NIODeadline.now() + TimeAmount(bounded: limit)
        return try await small.send(.several(commands), deadline: deadline, connectDeadline: deadline).all
    }

    /// Makes fresh connections take the place of those that stood before a time: behind the address may be another
    /// server by now.
    func renew(ifConnectedBefore time: NIODeadline) {
        small.renew(ifConnectedBefore: time)
        bulk.renew(ifConnectedBefore: time)
        leases.renew()
    }

    /// Sends those who wait for a connection away, if there is none.
    func turnAway(_ error: ClientError) {
        small.outbox.turnAway(error)
        bulk.outbox.turnAway(error)
        leases.turnAway(error)
    }

    /// Closes all connections; who waits gets the error.
    func close(_ error: ClientError) {
        small.close(error)
        bulk.close(error)
        leases.close(error)
    }
}
