internal import NIOCore
internal import Synchronization

extension ClusterTopology {
    /// The time for one node's answer.
    private static let answerTime = Duration.seconds(1)
    /// How many known nodes are asked at a time, besides a seed.
    private static let askedNodes = 3
    /// How many nodes are asked at a time when those didn't answer.
    private static let askedOthers = 8
    /// How long others may answer after the first did.
    private static let grace = Duration.milliseconds(150)
    /// How many primaries in use are asked, at most, when others tell only older views.
    private static let askedWitnesses = 24
    /// How long only older views may be told before one is used. A minority that was cut off stops serving long before.
    private static let longestDisbelief = TimeAmount.seconds(30)
    /// How long a node that was let go of may still answer.
    private static let drainTime = TimeAmount.seconds(5)

    /// Asks some nodes, and uses the view to believe.
    func look() async throws(ClientError) {
        let (known, replicas, used) = state.withLock { state in
            state.doubts.beginLook()
            return (Self.inRandomOrder(state.known.values), Self.inRandomOrder(state.replicas.values), state.view)
        }
        defer { endLook() }
        let seeds = Self.inRandomOrder(seeds)
        let first = Array(known.prefix(Self.askedNodes) + seeds.prefix(1))
        let doubted = doubtedNodes(limit: Self.askedOthers).filter { node in !first.contains { $0 === node } }
        var answers = await ask(first + doubted)
        // Perhaps all of them are gone: everybody else, then.
        let others = Array(known.dropFirst(Self.askedNodes) + seeds.dropFirst() + replicas)
        for start in stride(from: 0, to: others.count, by: Self.askedOthers) where answers.views.isEmpty {
            let more = await ask(Array(others[start..<min(start + Self.askedOthers, others.count)]))
            answers.views = more.views
            answers.errors += more.errors
        }
        guard !answers.views.isEmpty else { throw Self.noView(answers.errors) }
        guard let choice = await choose(from: answers.views, insteadOf: used) else { return disbelieve() }
        guard !choice.view.shards.isEmpty else { throw Self.emptyView(choice.node) }
        apply(choice.view, namedFrom: choice.node.networkKind)
    }

    /// The view to take the place of the one in use, and who gave it; nil if the one in use stays.
    private func choose(from first: [Told], insteadOf used: ClusterView?) async -> Told? {
        var told = first
        let primaries = primariesInUse
        var unheard = Array(silent(primaries, besides: told).shuffled().prefix(Self.askedWitnesses))
        // Somebody who knows better may just be slow.
        while let used, let best = ClusterView.best(told.map(\.view)), used.isNewer(than: best), !unheard.isEmpty {
            told += await ask(Array(unheard.prefix(Self.askedOthers)), forNewerThan: used).views
            unheard.removeFirst(min(Self.askedOthers, unheard.count))
        }
        let views = Dictionary(told.map { ($0.node.address, $0.view) }, uniquingKeysWith: { view, _ in view })
        let witnesses = primaries.map { primary in
            ClusterView.Witness(view: views[primary.address], isReachable: primary.small.isConnected)
        }
        let isLong = state.withLock { $0.disbelievesSince.map { .now() - $0 > Self.longestDisbelief } ?? false }
        let view = ClusterView.successor(
            of: used, among: told.map(\.view), witnesses: witnesses, isLong: isLong)
        return told.first { $0.view == view }
    }

    /// Notes that only older views were told.
    private func disbelieve() {
        let isFirst = state.withLock { state in
            defer { state.disbelievesSince = state.disbelievesSince ?? .now() }
            return state.disbelievesSince == nil
        }
        guard isFirst else { return }
        factory.logOlderView()
    }

    /// The nodes that have slots in the map in use.
    private var primariesInUse: [Node] {
        let map = state.withLock { $0.map }
        return zip(map.shards, map.ranges).filter { !$0.1.isEmpty }.map { $0.0.primary }
    }

    /// Those of some nodes that have said nothing yet. Nodes that can't be connected to aren't among them: waiting for
    /// them would keep looks from seeing who takes their place.
    private func silent(_ nodes: [Node], besides told: [Told]) -> [Node] {
        let heard = Set(told.map(\.node.address))
        let doubts = state.withLock { $0.doubts }
        return nodes.filter { node in
            !heard.contains(node.address) && (node.small.isConnected || !doubts.isUnreachable(node.address))
        }
    }

    /// Nodes in random order, so that no node is asked by all clients; at the end those that could not be reached.
    private static func inRandomOrder(_ nodes: some Sequence<Node>) -> [Node] {
        let shuffled = nodes.shuffled()
        return shuffled.filter { !$0.connector.isSuspect } + shuffled.filter { $0.connector.isSuspect }
    }

    /// A view, and who gave it.
    private typealias Told = (node: Node, view: ClusterView)

    private struct Answer: Sendable {
        let node: Node
        let view: Result<ClusterView, ClientError>
    }

    private struct Answers {
        var views: [Told] = []
        var errors: [ClientError] = []
        var count: Int { views.count + errors.count }
    }

    /// Asks nodes, and doesn't wait for the slow when others have answered.
    ///
    /// - Parameters:
    ///   - nodes: The nodes.
    ///   - used: A view, for which the slow are waited for until one tells another that isn't older.
    private func ask(_ nodes: [Node], forNewerThan used: ClusterView? = nil) async -> Answers {
        let unconnected = nodes.filter { !$0.small.isConnected }.map(\.address)
        state.withLock { state in
            for address in unconnected { state.doubts.willAsk(address) }
        }
        return await withTaskGroup(of: Answer?.self) { tasks in
            for node in nodes {
                tasks.addTask { Answer(node: node, view: await self.answer(of: node, within: Self.answerTime)) }
            }
            var answers = Answers()
            var isEnding = false
            while answers.count < nodes.count, let answer = await tasks.next(), let answer {
                switch answer.view {
                case .success(let view):
                    if !isEnding, used?.isNewer(than: view) != true {
                        isEnding = true
                        tasks.addTask {
                            try? await Task.sleep(for: Self.grace)
                            return nil
                        }
                    }
                    answers.views.append((answer.node, view))
                case .failure(let error): answers.errors.append(error)
                }
            }
            tasks.cancelAll()
            return answers
        }
    }

    private func answer(of node: Node, within limit: Duration) async -> Result<ClusterView, ClientError> {
        do throws(ClientError) {
            return .success(try await view(of: node, within: limit))
        } catch {
            return .failure(error)
        }
    }

    private func view(of node: Node, within limit: Duration) async throws(ClientError) -> ClusterView {
        let info = try await node.ask(.clusterInfo(), within: limit)
        let epoch = info.currentEpoch ?? 0
        let host = node.address.hostName
        func owners() async throws(ClientError) -> ClusterView {
            ClusterView(try await node.ask(.clusterSlots(), within: limit), epoch: epoch, host: host).of(info)
        }
        // Servers before 8 leave failed shards' slots out of SHARDS.
        guard node.connector.server?.hasReliableShards == true else { return try await owners() }
        let shards = try await node.ask(.clusterShards(), within: limit)
        return ClusterView(
            shards, owners: shards.hasRivals ? try await owners() : nil, epoch: epoch, host: host,
            usesTLS: factory.configuration.tls != nil
        ).of(info)
    }

    private static func emptyView(_ node: Node) -> ClientError {
        ClientError(
            .unknownTopology,
            """
            the cluster names no node that serves slots and can be connected to (see CLUSTER SLOTS; a host of “?” \
            comes from cluster-preferred-endpoint-type)
            """, node: "\(node.address)")
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
        let (moved, former, hasOthers, dropped): ([HashSlot], [Node], Bool, [Node]) = state.withLock { state in
            guard state.closed == nil else { return ([], [], false, []) }
            let map = makeMap(view, namedFrom: namer, &state)
            let isFirst = state.map.isEmpty
            // Also if no slot moved: the last ones of a node may have been learned of one by one.
            let hasOthers = state.map.primaryIdentities != map.primaryIdentities
            let moved = isFirst ? [] : state.map.moved(to: map)
            let former = state.map.primaries(of: moved)
            state.map = map
            state.view = view
            state.disbelievesSince = nil
            return (moved, former, hasOthers, dropAbsent(view, &state))
        }
        let error = ClientError(.connectionFailed, "the slots have another primary now")
        for node in former { node.turnAway(error.about(node: "\(node.address)")) }
        if hasOthers || !moved.isEmpty {
            refresher?.settle()
            tell(moved)
        }
        drain(dropped)
    }

    private func makeMap(_ view: ClusterView, namedFrom namer: NetworkKind, _ state: inout State) -> SlotMap<Node> {
        var shards: [(shard: SlotMap<Node>.Shard, slots: [SlotRange])] = []
        for shard in view.shards {
            // A node whose address can't be trusted is left out: its slots have nobody then, and calls say so.
            guard isTrusted(shard.primary, namer),
                let primary = try? primary(at: shard.primary, namedFrom: namer, &state)
            else { continue }
            var replicas: [SlotMap<Node>.Replica] = []
            for replica in shard.replicas where isTrusted(replica.address, namer) {
                guard let node = try? self.replica(at: replica.address, namedFrom: namer, &state) else { continue }
                replicas.append(SlotMap<Node>.Replica(node: node, availabilityZone: replica.availabilityZone))
            }
            let known = SlotMap<Node>.Shard(
                primary: primary, replicas: replicas, availabilityZone: shard.availabilityZone)
            shards.append((known, shard.slots))
        }
        return SlotMap(shards)
    }

    private func isTrusted(_ address: ServerAddress, _ namer: NetworkKind) -> Bool {
        guard case .host(let host, let port) = address else { return false }
        return (try? factory.check(host: host, port: port, namedFrom: namer)) != nil
    }

    private func replica(
        at address: ServerAddress, namedFrom namer: NetworkKind, _ state: inout State
    ) throws(ClientError) -> Node {
        if let known = state.replicas[address] { return known }
        try checkRoom(for: address, state)
        var purpose = NodeFactory.Purpose()
        purpose.readsFromReplica = true
        purpose.isReplaceable = true
        let node = factory.node(at: address, purpose, namedFrom: namer)
        factory.logNewNode(address, "replica")
        state.replicas[address] = node
        return node
    }

    /// Forgets the nodes that several looks have missed.
    private func dropAbsent(_ view: ClusterView, _ state: inout State) -> [Node] {
        let primaries = Set(view.shards.map(\.primary))
        let replicas = Set(view.shards.flatMap { $0.replicas.map(\.address) })
        var dropped: [Node] = []
        let all = primaries.union(replicas)
        for (address, node) in state.known where state.absences.isGone(address, from: all) {
            state.known[address] = nil
            state.doubts.settle(address)
            dropped.append(node)
        }
        for (address, node) in state.replicas where state.replicaAbsences.isGone(address, from: replicas) {
            state.replicas[address] = nil
            dropped.append(node)
        }
        return dropped
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

extension ClusterView {
    /// The same view, of a node that says this about itself.
    fileprivate func of(_ info: ClusterInfo) -> ClusterView {
        var view = self
        view.ownEpoch = info.myEpoch ?? 0
        return view
    }
}

extension ClientError {
    /// Whether only people can mend what is wrong.
    var isForPeople: Bool { code == .authentication || code == .configuration }
}

extension ServerIdentity {
    /// Whether `CLUSTER SHARDS` can be relied on.
    var hasReliableShards: Bool {
        guard let major = version?.split(separator: ".").first.flatMap({ Int($0) }) else { return false }
        return major >= 8
    }
}

extension SlotMap<Node> {
    fileprivate var primaryIdentities: Set<ObjectIdentifier> { Set(shards.map { ObjectIdentifier($0.primary) }) }
}
