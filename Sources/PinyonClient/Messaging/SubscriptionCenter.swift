internal import NIOCore
internal import Synchronization

/// Sends subscriptions to where they belong: ordinary channels to any one node, shard channels to the node of their
/// slot, and what is wanted of a certain node to that one.
final class SubscriptionCenter: Sendable {
    private let topology: any Topology
    private let factory: NodeFactory
    private let ordinary: SubscriptionHub
    private let state = Mutex(State())

    private struct State {
        var hubs: [Place: SubscriptionHub] = [:]
        /// Those who are being taken to where their shard channel is served now, the one under way last.
        var moving: [SubscriptionTarget: [Move]] = [:]
        /// When subscriptions last came to a new place with a channel, and how often in a row that was soon after the
        /// time before.
        var moved: [Mover: (at: NIODeadline, times: Int)] = [:]
        var closed: ClientError?

        /// Notes that a subscription has come to a new place.
        mutating func noteMoved(_ mover: Mover, now: NIODeadline) {
            let isSoon = moved[mover].map { now - $0.at < leastStay } ?? false
            if moved.count >= rememberedMoves { moved = moved.filter { now - $0.value.at < leastStay } }
            moved[mover] = (now, isSoon ? (moved[mover]?.times ?? 0) + 1 : 0)
        }
    }

    private struct Mover: Hashable {
        let subscription: ObjectIdentifier
        let target: SubscriptionTarget

        init(_ subscription: Subscription, _ target: SubscriptionTarget) {
            self.subscription = ObjectIdentifier(subscription)
            self.target = target
        }
    }

    /// A subscriber of a shard channel whose slot is served elsewhere now.
    fileprivate struct Move {
        let subscription: Subscription
        /// Where it still is subscribed, and stays so until it is at the new place; nil if that has ended.
        var former: SubscriptionHub?
    }

    /// A node, and what of it is subscribed to.
    private struct Place: Hashable {
        enum Purpose {
            /// Shard channels, which go on at another node when they move.
            case shards
            /// What is wanted of this node and no other, which ends with it.
            case itself
        }

        var node: ObjectIdentifier
        var purpose: Purpose

        init(_ node: Node, _ purpose: Purpose) {
            self.node = ObjectIdentifier(node)
            self.purpose = purpose
        }
    }

    /// Whoever has to move again sooner waits before: the servers may send it to and fro.
    private static let leastStay = TimeAmount.seconds(1)
    private static let rememberedMoves = 1_000

    private static let nodeGone = ClientError(.connectionClosed, "the node isn't used any more")

    init(topology: any Topology, factory: NodeFactory) {
        self.topology = topology
        self.factory = factory
        ordinary = SubscriptionHub(
            settings: factory.configuration.connectionSettings, group: factory.group, work: factory.work
        ) { (deadline: NIODeadline) throws(ClientError) in
            if let node = topology.node(for: nil, access: .primary) { return node.connector }
            return try await topology.findNode(for: nil, access: .primary, until: deadline).connector
        } isInUse: { connector in
            topology.nodes.contains { $0.node.connector === connector }
        }
    }

    /// Subscribes to channels, and returns when all servers have confirmed it.
    func subscribe(
        to targets: [SubscriptionTarget], buffering: SubscriptionBuffering, until deadline: NIODeadline
    ) async throws(ClientError) -> Subscription {
        try Self.check(targets)
        let subscription = Subscription(buffering)
        do throws(ClientError) {
            try await add(subscription, to: targets, until: deadline)
            return subscription
        } catch {
            end(subscription)
            throw error
        }
    }

    /// Subscribes to channels and patterns of one node, and returns when it has confirmed it.
    func subscribe(
        to targets: [SubscriptionTarget], on node: Node, buffering: SubscriptionBuffering, until deadline: NIODeadline
    ) async throws(ClientError) -> Subscription {
        try Self.check(targets)
        guard !targets.contains(where: { $0.kind == .shard }) else {
            throw ClientError(
                .invalidArgument, "a shard channel is where its slot is: subscribe to it with the client",
                command: "SSUBSCRIBE")
        }
        let subscription = Subscription(buffering)
        do throws(ClientError) {
            try await add(subscription, to: targets, on: node, until: deadline)
            return subscription
        } catch {
            end(subscription)
            throw error
        }
    }

    private static func check(_ targets: [SubscriptionTarget]) throws(ClientError) {
        guard targets.isEmpty else { return }
        throw ClientError(.invalidArgument, "a subscription needs a channel", command: "SUBSCRIBE")
    }

    private func add(
        _ subscription: Subscription, to targets: [SubscriptionTarget], until deadline: NIODeadline
    ) async throws(ClientError) {
        let common = targets.filter { $0.kind != .shard }
        if !common.isEmpty { try await add(subscription, to: common, on: nil, until: deadline) }
        for target in targets where target.kind == .shard { try await add(subscription, to: target, until: deadline) }
    }

    /// Subscribes to channels and patterns, again if the connection breaks meanwhile: it is others' too, and may have
    /// been about to end when this subscription came.
    ///
    /// - Parameters:
    ///   - subscription: The subscription.
    ///   - targets: The channels and patterns.
    ///   - node: The one server whose channels are meant; nil for any.
    ///   - deadline: When to give up.
    private func add(
        _ subscription: Subscription, to targets: [SubscriptionTarget], on node: Node?, until deadline: NIODeadline
    ) async throws(ClientError) {
        var retry = RetryStateMachine(isRepeatable: true, hasOtherNodes: node == nil && topology.hasOtherNodes)
        while true {
            do throws(ClientError) {
                let hub = if let node { try self.hub(at: node, for: .itself) } else { ordinary }
                try await hub.add(subscription, to: targets, until: deadline)
                return
            } catch {
                guard node.map(isInUse) ?? true, case .retry(let next) = Self.decide(error, &retry),
                    await CommandExecutor.pause(next.delay, until: deadline)
                else { throw error }
            }
        }
    }

    private static func decide(
        _ error: ClientError, _ retry: inout RetryStateMachine
    ) -> RetryStateMachine.Decision {
        guard error.code == .server, let refusal = error.serverError else { return retry.decide(error) }
        return retry.decide(ServerErrorMeaning(refusal), answeredByReplica: false)
    }

    /// Subscribes to a shard channel, wherever its slot is by now.
    ///
    /// - Returns: where that is, and whether the subscription wasn't there already.
    @discardableResult
    private func add(
        _ subscription: Subscription, to target: SubscriptionTarget, until deadline: NIODeadline
    ) async throws(ClientError) -> (home: SubscriptionHub, isNew: Bool) {
        var retry = RetryStateMachine(isRepeatable: true, hasOtherNodes: topology.hasOtherNodes)
        while true {
            let node = try await node(for: target, until: deadline)
            let sentAt = NIODeadline.now()
            do throws(ClientError) {
                let hub = try hub(at: node, for: .shards)
                // It may have left since it was chosen, and whoever saw to those at it didn't find this one.
                guard isInUse(node) else {
                    leave(Place(node, .shards), hub)
                    throw Self.nodeGone.about(node: "\(node.address)")
                }
                return (hub, try await hub.add(subscription, to: [target], until: deadline))
            } catch {
                guard case .retry(let next) = decide(error, &retry, node, sentAt: sentAt),
                    await CommandExecutor.pause(next.delay, until: deadline)
                else { throw error }
            }
        }
    }

    private func decide(
        _ error: ClientError, _ retry: inout RetryStateMachine, _ node: Node, sentAt: NIODeadline
    ) -> RetryStateMachine.Decision {
        guard error.code == .server, let refusal = error.serverError else {
            topology.failed(node, error)
            return retry.decide(error)
        }
        let meaning = ServerErrorMeaning(refusal)
        topology.learn(meaning, from: node, sentAt: sentAt)
        return retry.decide(meaning, answeredByReplica: false)
    }

    /// Ends a subscription everywhere.
    func end(_ subscription: Subscription) {
        // Whoever is just adding it somewhere sees that it has ended, or it is there to be removed.
        subscription.finish(nil)
        ordinary.remove(subscription)
        for hub in state.withLock({ Array($0.hubs.values) }) { hub.remove(subscription) }
    }

    /// Leaves nodes that are gone, and moves shard channels of slots that have another primary now.
    func nodesChanged(_ slots: [HashSlot]) {
        let nodes = topology.nodes.map(\.node)
        if let current = ordinary.connector, !nodes.contains(where: { $0.connector === current }) {
            ordinary.relocate(Self.nodeGone)
        }
        let moved = Set(slots)
        let present = Set(nodes.map { ObjectIdentifier($0) })
        for (place, hub) in state.withLock({ $0.hubs }) {
            let isGone = !present.contains(place.node)
            // First, so that nobody comes to it whom the rest wouldn't find.
            if isGone { leave(place, hub) }
            let leaving = hub.targets.filter { target in
                target.kind == .shard && (isGone || moved.contains(HashSlot(key: target.name)))
            }
            for target in leaving { move(target, from: hub, hasEnded: isGone) }
        }
    }

    /// Lets go of a node. Who has shard channels there is still to be taken to where they are now.
    private func leave(_ place: Place, _ hub: SubscriptionHub) {
        state.withLock { if $0.hubs[place] === hub { $0.hubs[place] = nil } }
        hub.close(Self.nodeGone, endsSubscriptions: place.purpose == .itself)
    }

    func close(_ error: ClientError) {
        ordinary.close(error)
        let (hubs, moves) = state.withLock { state in
            state.closed = error
            return (Array(state.hubs.values), state.moving.values.joined().map(\.subscription))
        }
        for hub in hubs { hub.close(error) }
        for subscription in moves { subscription.finish(error) }
    }

    private func node(for target: SubscriptionTarget, until deadline: NIODeadline) async throws(ClientError) -> Node {
        let slot = topology.isCluster ? HashSlot(key: target.name) : nil
        if let known = topology.node(for: slot, access: .primary) { return known }
        return try await topology.findNode(for: slot, access: .primary, until: deadline)
    }

    private func hub(at node: Node, for purpose: Place.Purpose) throws(ClientError) -> SubscriptionHub {
        let place = Place(node, purpose)
        return try state.withLock { state throws(ClientError) in
            if let closed = state.closed { throw closed }
            if let hub = state.hubs[place] { return hub }
            let hub = makeHub(node, purpose)
            state.hubs[place] = hub
            return hub
        }
    }

    private func makeHub(_ node: Node, _ purpose: Place.Purpose) -> SubscriptionHub {
        let settings = factory.configuration.connectionSettings
        // The hub keeps its node, so that the node's identity isn't given to another.
        return SubscriptionHub(settings: settings, group: factory.group, work: factory.work) {
            [weak self] (_: NIODeadline) throws(ClientError) in
            if purpose == .itself { try self?.checkUse(of: node) }
            return node.connector
        } onWithdrawn: { [weak self] target in
            self?.withdrawn(target, by: node)
        }
    }

    /// Ends what is wanted of a node that is gone: not every node that leaves is told of.
    private func checkUse(of node: Node) throws(ClientError) {
        guard !isInUse(node) else { return }
        let place = Place(node, .itself)
        if let hub = state.withLock({ $0.hubs[place] }) { leave(place, hub) }
        throw Self.nodeGone.about(node: "\(node.address)")
    }

    private func isInUse(_ node: Node) -> Bool { topology.nodes.contains { $0.node === node } }

    /// Finds the new home of a channel that a server doesn't serve any more.
    private func withdrawn(_ target: SubscriptionTarget, by node: Node) {
        guard let hub = state.withLock({ $0.hubs[Place(node, .shards)] }) else { return }
        topology.learn(.clusterDown, from: node, sentAt: .now())
        move(target, from: hub, hasEnded: true)
    }

    /// Takes subscribers of a shard channel to where it is served now.
    ///
    /// - Parameters:
    ///   - target: The channel.
    ///   - hub: Where they are.
    ///   - hasEnded: Whether nothing comes there any more. Otherwise they stay until they are at the new place.
    private func move(_ target: SubscriptionTarget, from hub: SubscriptionHub, hasEnded: Bool) {
        let subscribers = hasEnded ? hub.takeOut(target) : hub.subscribers(of: target)
        guard !subscribers.isEmpty else { return }
        let (isFirst, closed) = state.withLock { state in
            let isFirst = state.moving[target] == nil
            for subscriber in subscribers {
                state.moving[target, default: []].note(subscriber, at: hub, hasEnded: hasEnded)
            }
            return (isFirst, state.closed)
        }
        if let closed, hasEnded {
            for subscriber in subscribers { subscriber.finish(closed) }
            return
        }
        // One after the other, so that none leaves a place that the next one goes to.
        if isFirst { factory.work.submit { await self.settle(target) } }
    }

    private func settle(_ target: SubscriptionTarget) async {
        let settings = factory.configuration.connectionSettings
        var failures = 0
        while let move = nextMove(of: target) {
            let turns = max(failures, turns(of: move, target))
            if turns > 0 {
                let delay = settings.backoff.delay(
                    afterFailures: turns, isTerminal: false, fraction: .random(in: 0.5...1))
                do { try await Task.sleep(for: delay) } catch { return }
            }
            let deadline = NIODeadline.now() + TimeAmount(settings.connectTimeout)
            do throws(ClientError) {
                failures = try await settle(move, target, until: deadline) ? 0 : failures + 1
            } catch {
                guard !error.isNotPermitted else { return refuse(target, error) }
                failures += 1
            }
        }
    }

    /// Ends the subscriptions that are on their way to a channel that the user may not have any more.
    private func refuse(_ target: SubscriptionTarget, _ error: ClientError) {
        for move in state.withLock({ $0.moving.removeValue(forKey: target) ?? [] }) {
            move.subscription.finish(error)
            end(move.subscription)
        }
    }

    /// How often in a row a subscription had to move soon after it had moved, this time included.
    private func turns(of move: Move, _ target: SubscriptionTarget) -> Int {
        state.withLock { state in
            guard let last = state.moved[Mover(move.subscription, target)], .now() - last.at < Self.leastStay else {
                return 0
            }
            return last.times + 1
        }
    }

    /// Who is to be taken to the new place next; nil if nobody is left, or all has ended.
    private func nextMove(of target: SubscriptionTarget) -> Move? {
        state.withLock { state in
            // Whoever is left then is told of the end when all is closed.
            guard !Task.isCancelled, state.closed == nil else { return nil }
            guard let next = state.moving[target]?.last else {
                state.moving[target] = nil
                return nil
            }
            return next
        }
    }

    /// Takes a subscriber to the new place.
    ///
    /// - Returns: whether that is done. It isn't if the server there has withdrawn the channel at once.
    private func settle(
        _ move: Move, _ target: SubscriptionTarget, until deadline: NIODeadline
    ) async throws(ClientError) -> Bool {
        let subscription = move.subscription
        var home: SubscriptionHub?
        if !subscription.isFinished {
            let place = try await add(subscription, to: target, until: deadline)
            home = place.home
            if place.home !== move.former { move.former?.release(subscription, from: target) }
            if place.isNew { subscription.add(.gap(.moved)) }
            // It may have ended meanwhile, and nobody would take it out again.
            if subscription.isFinished { end(subscription) }
        }
        return state.withLock { state in
            guard subscription.isFinished || home?.has(subscription, target) == true else { return false }
            state.moving[target]?.removeLast()
            state.noteMoved(Mover(subscription, target), now: .now())
            return true
        }
    }
}

extension [SubscriptionCenter.Move] {
    /// Adds a subscriber that has to leave a place, or notes that the place of one that waits to leave it has ended.
    fileprivate mutating func note(_ subscription: Subscription, at hub: SubscriptionHub, hasEnded: Bool) {
        // The last one is under way, and may just have found that this place is the right one, which it no longer is.
        let waiting = hasEnded ? indices : indices.dropLast()
        if let known = waiting.first(where: { self[$0].subscription === subscription && self[$0].former === hub }) {
            if hasEnded { self[known].former = nil }
        } else {
            insert(SubscriptionCenter.Move(subscription: subscription, former: hasEnded ? nil : hub), at: 0)
        }
    }
}
