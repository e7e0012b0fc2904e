internal import NIOCore
internal import Synchronization

/// Sends subscriptions to where they belong: ordinary channels to one node, shard channels to the node of their slot.
final class SubscriptionCenter: Sendable {
    private let topology: any Topology
    private let factory: NodeFactory
    private let ordinary: SubscriptionHub
    private let state = Mutex(State())

    private struct State {
        var shards: [ObjectIdentifier: SubscriptionHub] = [:]
        var closed: ClientError?
    }

    init(topology: any Topology, factory: NodeFactory) {
        self.topology = topology
        self.factory = factory
        ordinary = SubscriptionHub(
            settings: factory.configuration.connectionSettings, group: factory.group, work: factory.work
        ) { (deadline: NIODeadline) throws(ClientError) in
            if let node = topology.node(for: nil, access: .primary) { return node.connector }
            return try await topology.findNode(for: nil, access: .primary, until: deadline).connector
        }
    }

    /// Subscribes to channels, and returns when all servers have confirmed it.
    func subscribe(
        to targets: [SubscriptionTarget], buffering: SubscriptionBuffering, until deadline: NIODeadline
    ) async throws(ClientError) -> Subscription {
        guard !targets.isEmpty else {
            throw ClientError(.invalidArgument, "a subscription needs a channel", command: "SUBSCRIBE")
        }
        let subscription = Subscription(buffering)
        do throws(ClientError) {
            try await add(subscription, to: targets, until: deadline)
            return subscription
        } catch {
            end(subscription)
            throw error
        }
    }

    private func add(
        _ subscription: Subscription, to targets: [SubscriptionTarget], until deadline: NIODeadline
    ) async throws(ClientError) {
        let common = targets.filter { $0.kind != .shard }
        if !common.isEmpty { try await ordinary.add(subscription, to: common, until: deadline) }
        for target in targets where target.kind == .shard { try await add(subscription, to: target, until: deadline) }
    }

    /// Subscribes to a shard channel, wherever its slot is by now.
    private func add(
        _ subscription: Subscription, to target: SubscriptionTarget, until deadline: NIODeadline
    ) async throws(ClientError) {
        var retry = RetryStateMachine(isRepeatable: true, hasOtherNodes: topology.hasOtherNodes)
        while true {
            let node = try await node(for: target, until: deadline)
            let sentAt = NIODeadline.now()
            do throws(ClientError) {
                return try await hub(at: node).add(subscription, to: [target], until: deadline)
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
        for hub in state.withLock({ Array($0.shards.values) }) { hub.remove(subscription) }
    }

    /// Leaves nodes that are gone, and moves shard channels of slots that have another primary now.
    func nodesChanged(_ slots: [HashSlot]) {
        let nodes = topology.nodes.map(\.node)
        if let current = ordinary.connector, !nodes.contains(where: { $0.connector === current }) {
            ordinary.relocate(ClientError(.connectionClosed, "the node isn't used any more"))
        }
        let moved = Set(slots)
        let present = Set(nodes.map { ObjectIdentifier($0) })
        for (node, hub) in state.withLock({ $0.shards }) {
            let isGone = !present.contains(node)
            for target in hub.targets where isGone || moved.contains(HashSlot(key: target.name)) {
                move(target, from: hub)
            }
            guard isGone else { continue }
            state.withLock { $0.shards[node] = nil }
            hub.close(ClientError(.connectionClosed, "the node isn't used any more"))
        }
    }

    func close(_ error: ClientError) {
        ordinary.close(error)
        let hubs = state.withLock { state in
            state.closed = error
            return Array(state.shards.values)
        }
        for hub in hubs { hub.close(error) }
    }

    private func node(for target: SubscriptionTarget, until deadline: NIODeadline) async throws(ClientError) -> Node {
        let slot = topology.isCluster ? HashSlot(key: target.name) : nil
        if let known = topology.node(for: slot, access: .primary) { return known }
        return try await topology.findNode(for: slot, access: .primary, until: deadline)
    }

    private func hub(at node: Node) throws(ClientError) -> SubscriptionHub {
        try state.withLock { state throws(ClientError) in
            if let closed = state.closed { throw closed }
            if let hub = state.shards[ObjectIdentifier(node)] { return hub }
            let hub = makeHub(node)
            state.shards[ObjectIdentifier(node)] = hub
            return hub
        }
    }

    private func makeHub(_ node: Node) -> SubscriptionHub {
        let settings = factory.configuration.connectionSettings
        // The hub keeps its node, so that the node's identity isn't given to another.
        return SubscriptionHub(settings: settings, group: factory.group, work: factory.work) {
            (_: NIODeadline) throws(ClientError) in
            node.connector
        } onWithdrawn: { [weak self] target in
            self?.withdrawn(target, by: node)
        }
    }

    /// Finds the new home of a channel that a server doesn't serve any more.
    private func withdrawn(_ target: SubscriptionTarget, by node: Node) {
        guard let hub = state.withLock({ $0.shards[ObjectIdentifier(node)] }) else { return }
        topology.learn(.clusterDown, from: node, sentAt: .now())
        move(target, from: hub)
    }

    private func move(_ target: SubscriptionTarget, from hub: SubscriptionHub) {
        let subscribers = hub.takeOut(target)
        guard !subscribers.isEmpty else { return }
        factory.work.submit { await self.settle(target, subscribers) }
    }

    private func settle(_ target: SubscriptionTarget, _ subscribers: [Subscription]) async {
        let settings = factory.configuration.connectionSettings
        var failures = 0
        var waiting = subscribers
        while !Task.isCancelled, state.withLock({ $0.closed }) == nil {
            let deadline = NIODeadline.now() + TimeAmount(settings.connectTimeout)
            do throws(ClientError) {
                while let subscriber = waiting.last {
                    if !subscriber.isFinished {
                        try await add(subscriber, to: target, until: deadline)
                        subscriber.add(.gap(.moved))
                        // It may have ended meanwhile, and nobody would take it out again.
                        if subscriber.isFinished { end(subscriber) }
                    }
                    waiting.removeLast()
                }
                return
            } catch {
                failures += 1
                let delay = settings.backoff.delay(
                    afterFailures: failures, isTerminal: false, fraction: .random(in: 0.5...1))
                do { try await Task.sleep(for: delay) } catch { return }
            }
        }
    }
}
