internal import NIOCore
internal import Synchronization

extension ClusterTopology {
    /// The time for one node's answer.
    private static let answerTime = Duration.seconds(1)
    /// How many known nodes are asked at a time, besides a seed.
    private static let askedNodes = 3
    /// How many looks have to miss a node before it is let go of.
    private static let absenceLimit = 2
    /// How long a node that was let go of may still answer.
    private static let drainTime = TimeAmount.seconds(5)

    /// Asks some nodes, and uses the best view.
    func look() async throws(ClientError) {
        let known = state.withLock { Array($0.known.values) }
        let chosen = Array(known.shuffled().prefix(Self.askedNodes)) + [seeds.randomElement()].compactMap { $0 }
        var answers = await ask(chosen)
        if answers.views.isEmpty {
            // Perhaps all of them are gone: everybody else, then.
            let asked = Set(chosen.map { ObjectIdentifier($0) })
            answers = await ask((known + seeds).filter { !asked.contains(ObjectIdentifier($0)) })
        }
        guard let best = ClusterView.best(answers.views.map(\.view)),
            let namer = answers.views.first(where: { $0.view == best })?.node
        else { throw Self.noView(answers.errors) }
        guard best.epoch >= state.withLock({ $0.epoch }) || answers.views.count > 1 else { return }
        apply(best, namedFrom: namer.networkKind)
    }

    private struct Answer: Sendable {
        let node: Node
        let view: Result<ClusterView, ClientError>
    }

    private struct Answers {
        var views: [(node: Node, view: ClusterView)] = []
        var errors: [ClientError] = []
    }

    private func ask(_ nodes: [Node]) async -> Answers {
        await withTaskGroup { tasks in
            for node in nodes {
                tasks.addTask { Answer(node: node, view: await self.answer(of: node)) }
            }
            var answers = Answers()
            for await answer in tasks {
                switch answer.view {
                case .success(let view): answers.views.append((answer.node, view))
                case .failure(let error): answers.errors.append(error)
                }
            }
            return answers
        }
    }

    private func answer(of node: Node) async -> Result<ClusterView, ClientError> {
        do throws(ClientError) {
            return .success(try await view(of: node))
        } catch {
            return .failure(error)
        }
    }

    private func view(of node: Node) async throws(ClientError) -> ClusterView {
        let info = try await node.ask(.clusterInfo(), within: Self.answerTime)
        let epoch = info.currentEpoch ?? 0
        let host = node.address.hostName
        // Servers before 8 leave failed shards' slots out of SHARDS.
        guard node.connector.server?.hasReliableShards == true else {
            let slots = try await node.ask(.clusterSlots(), within: Self.answerTime)
            return ClusterView(slots, epoch: epoch, host: host)
        }
        let shards = try await node.ask(.clusterShards(), within: Self.answerTime)
        return ClusterView(shards, epoch: epoch, host: host, usesTLS: factory.configuration.tls != nil)
    }

    private static func noView(_ errors: [ClientError]) -> ClientError {
        if let terminal = errors.first(where: { $0.code == .authentication }) { return terminal }
        if let error = errors.first(where: { $0.serverError?.message.contains("cluster support disabled") == true }) {
            return ClientError(
                .configuration, "the server isn't part of a cluster: leave topology=cluster out of the URL",
                node: error.node, serverError: error.serverError)
        }
        let reasons = errors.prefix(3).map { "\($0.node ?? "?"): \($0.message)" }.joined(separator: "; ")
        return ClientError(
            .unknownTopology, "no node of the cluster could be asked (\(reasons))", underlying: errors.first)
    }

    /// Uses a view.
    func apply(_ view: ClusterView, namedFrom namer: NetworkKind) {
        let (moved, isFirst, dropped): ([HashSlot], Bool, [Node]) = state.withLock { state in
            guard state.closed == nil else { return ([], false, []) }
            let map = makeMap(view, namedFrom: namer, &state)
            let isFirst = state.map.isEmpty
            let moved = isFirst ? [] : state.map.moved(to: map)
            state.map = map
            state.epoch = view.epoch
            return (moved, isFirst, dropAbsent(view, &state))
        }
        if isFirst || !moved.isEmpty { tell(moved) }
        drain(dropped)
    }

    private func makeMap(_ view: ClusterView, namedFrom namer: NetworkKind, _ state: inout State) -> SlotMap<Node> {
        var shards: [(shard: SlotMap<Node>.Shard, slots: [SlotRange])] = []
        for shard in view.shards {
            // A node whose address can't be trusted is left out: its slots have nobody then, and calls say so.
            guard isTrusted(shard.primary, namer),
                let primary = try? primary(at: shard.primary, namedFrom: namer, &state)
            else { continue }
            let replicas = shard.replicas.compactMap { replica in
                isTrusted(replica.address, namer)
                    ? SlotMap<Node>.Replica(
                        node: self.replica(at: replica.address, namedFrom: namer, &state),
                        availabilityZone: replica.availabilityZone) : nil
            }
            shards.append((SlotMap<Node>.Shard(primary: primary, replicas: replicas), shard.slots))
        }
        return SlotMap(shards)
    }

    private func isTrusted(_ address: ServerAddress, _ namer: NetworkKind) -> Bool {
        guard case .host(let host, let port) = address else { return false }
        return (try? factory.check(host: host, port: port, namedFrom: namer)) != nil
    }

    private func replica(at address: ServerAddress, namedFrom namer: NetworkKind, _ state: inout State) -> Node {
        if let known = state.replicas[address] { return known }
        var purpose = NodeFactory.Purpose()
        purpose.readsFromReplica = true
        let node = factory.node(at: address, purpose, namedFrom: namer)
        state.replicas[address] = node
        return node
    }

    /// Forgets the nodes that several looks have missed.
    private func dropAbsent(_ view: ClusterView, _ state: inout State) -> [Node] {
        let primaries = Set(view.shards.map(\.primary))
        let replicas = Set(view.shards.flatMap { $0.replicas.map(\.address) })
        var dropped: [Node] = []
        for (address, node) in state.known where isGone(address, primaries.union(replicas), &state) {
            state.known[address] = nil
            dropped.append(node)
        }
        for (address, node) in state.replicas where !replicas.contains(address) {
            state.replicas[address] = nil
            dropped.append(node)
        }
        return dropped
    }

    private func isGone(_ address: ServerAddress, _ present: Set<ServerAddress>, _ state: inout State) -> Bool {
        guard !present.contains(address) else {
            state.absences[address] = nil
            return false
        }
        state.absences[address, default: 0] += 1
        guard state.absences[address, default: 0] >= Self.absenceLimit else { return false }
        state.absences[address] = nil
        return true
    }

    private func drain(_ nodes: [Node]) {
        guard !nodes.isEmpty else { return }
        factory.group.any().scheduleTask(in: Self.drainTime) {
            for node in nodes {
                node.close(
                    ClientError(
                        .connectionClosed, "the node has left the cluster", node: "\(node.address)", mayHaveRun: true))
            }
        }
    }
}

extension ServerIdentity {
    /// Whether `CLUSTER SHARDS` can be relied on.
    var hasReliableShards: Bool {
        guard let major = version?.split(separator: ".").first.flatMap({ Int($0) }) else { return false }
        return major >= 8
    }
}
