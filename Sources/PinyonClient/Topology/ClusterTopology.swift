internal import NIOCore
internal import Synchronization

/// The nodes of a cluster, and which of them serve which slots.
///
/// It begins with the seeds from the configuration, which are kept for ever. What it learns afterwards comes from
/// several nodes, of which the one with the newest configuration is believed.
final class ClusterTopology: Topology {
    let isCluster = true
    let hasOtherNodes = true

    struct State {
        var map = SlotMap<Node>()
        /// All nodes in use, by their addresses.
        var known: [ServerAddress: Node] = [:]
        /// Replicas have connections of their own kind.
        var replicas: [ServerAddress: Node] = [:]
        var absences = Absences()
        var replicaAbsences = Absences()
        var doubts = NodeDoubts()
        /// The view that the map was made by.
        var view: ClusterView?
        /// Since when only older views were told.
        var disbelievesSince: NIODeadline?
        var turn = 0
        var closed: ClientError?
    }

    let factory: NodeFactory
    let seeds: [Node]
    let state = Mutex(State())
    private let refresherBox = Mutex<Refresher?>(nil)
    /// Are told when the nodes are others than before.
    let changeHandlers = Mutex<[@Sendable ([HashSlot]) -> Void]>([])

    init(seeds: [ServerAddress], factory: NodeFactory) {
        self.factory = factory
        self.seeds = seeds.map { factory.node(at: $0, NodeFactory.Purpose(), namedFrom: nil) }
        let backoff = factory.configuration.backoff
        let refresher = Refresher(eventLoop: factory.group.next()) { [weak self] in
            Self.pace(nodes: self?.state.withLock { $0.known.count } ?? 0, backoff)
        } look: { [weak self] () throws(ClientError) in
            try await self?.look()
        }
        refresherBox.withLock { $0 = refresher }
    }

    /// The more nodes there are, the more clients there are likely to be, and the less often each looks.
    private static func pace(nodes: Int, _ backoff: Backoff) -> Refresher.Pace {
        let gap = Duration.milliseconds(min(30_000, max(400, nodes * 30)))
        return Refresher.Pace(
            period: .seconds(60), firstPeriod: .seconds(2), gap: gap, longestGap: .seconds(10), backoff: backoff)
    }

    var refresher: Refresher? { refresherBox.withLock { $0 } }

    func node(for slot: HashSlot?, access: Access) -> Node? {
        state.withLock { state in
            guard let slot else { return Self.anyPrimary(&state) }
            guard let shard = state.map.shard(of: slot) else { return nil }
            guard case .read(let preference) = access, !shard.replicas.isEmpty else { return shard.primary }
            state.turn &+= 1
            return Self.reader(shard, preference, turn: state.turn, zone: factory.configuration.availabilityZone)
        }
    }

    private static func anyPrimary(_ state: inout State) -> Node? {
        guard !state.map.isEmpty else { return nil }
        state.turn &+= 1
        return Node.next(of: state.map.shards.map(\.primary), turn: state.turn)
    }

    private static func reader(
        _ shard: SlotMap<Node>.Shard, _ preference: ReadPreference, turn: Int, zone: String?
    ) -> Node {
        let replicas = shard.replicas.map(\.node)
        let choice: [Node]
        switch preference {
        case .primary: return shard.primary
        case .preferReplica: choice = replicas.contains { !$0.isDegraded } ? replicas : [shard.primary]
        case .any: choice = [shard.primary] + replicas
        case .nearest:
            var near = shard.replicas.filter { $0.availabilityZone == zone && zone != nil }.map(\.node)
            if shard.availabilityZone == zone, zone != nil { near.append(shard.primary) }
            if near.contains(where: { !$0.isDegraded }) {
                choice = near
            } else {
                choice = near.isEmpty || shard.primary.isDegraded ? [shard.primary] + replicas : [shard.primary]
            }
        }
        return Node.next(of: choice, turn: turn) ?? shard.primary
    }

    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) async throws(ClientError) -> Node {
        while true {
            if let node = node(for: slot, access: access) { return node }
            if let closed = state.withLock({ $0.closed }) { throw closed }
            guard NIODeadline.now() < deadline, !Task.isCancelled, let refresher else { throw unknown(slot) }
            refresher.request(.need)
            await refresher.changes.wait(until: deadline)
            // Waiting doesn't help against a wrong password.
            if let failure = refresher.lastFailure, failure.isForPeople { throw failure }
        }
    }

    func look(until deadline: NIODeadline) async {
        guard let refresher else { return }
        refresher.request()
        await refresher.changes.wait(until: deadline)
    }

    private func unknown(_ slot: HashSlot?) -> ClientError {
        if Task.isCancelled { return ClientError(.cancelled, "the calling task was cancelled") }
        if let slot, !state.withLock({ $0.map.isEmpty }) {
            return ClientError(
                .unknownTopology, "no node of the cluster serves slot \(slot) (see CLUSTER NODES)")
        }
        if let failure = refresher?.lastFailure { return failure }
        return ClientError(
            .notRunning, "the cluster's nodes were not asked for in time: is the client's run() running?")
    }

    func node(host: String, port: Int, namedBy namer: Node) throws(ClientError) -> Node {
        try factory.check(host: host, port: port, namedFrom: namer.networkKind)
        let address = ServerAddress.host(host, port: port)
        return try state.withLock { state throws(ClientError) in
            if let closed = state.closed { throw closed }
            return try primary(at: address, namedFrom: namer.networkKind, &state)
        }
    }

    /// The node at an address, made if there is none. It connects when it is used.
    func primary(
        at address: ServerAddress, namedFrom namer: NetworkKind, _ state: inout State
    ) throws(ClientError) -> Node {
        if let known = state.known[address] { return known }
        try checkRoom(for: address, state)
        let node = factory.node(at: address, NodeFactory.Purpose(), namedFrom: namer)
        factory.logNewNode(address, "primary")
        state.known[address] = node
        return node
    }

    /// Refuses one more node than may be connected to.
    func checkRoom(for address: ServerAddress, _ state: State) throws(ClientError) {
        let count = state.known.count + state.replicas.count
        guard count >= factory.configuration.addressTrust.nodes else { return }
        throw ClientError(
            .untrustedAddress, "the servers have named \(count) nodes already, as many as AddressTrust allows",
            node: "\(address)")
    }

    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline) {
        switch meaning {
        case .moved(let slot, let host, let port):
            if let host {
                patch(slot, host.isEmpty ? node.address.hostName : host, port, from: node, sentAt: sentAt)
            }
            refresher?.request(.news)
        case .ask, .readOnly, .clusterDown:
            refresher?.request(.need)
        case .tryAgain, .busy, .redirect, .notPermitted, .surface:
            break
        }
    }

    /// Believes a node that says who has one slot now, until the next look.
    private func patch(_ slot: HashSlot, _ host: String, _ port: Int, from node: Node, sentAt: NIODeadline) {
        guard let owner = try? self.node(host: host, port: port, namedBy: node) else { return }
        // Several servers are behind one address, and only a new connection can reach another of them.
        if owner === node { node.renew(ifConnectedBefore: sentAt) }
        let hasMoved = state.withLock { state in
            guard state.map.shard(of: slot)?.primary !== owner else { return false }
            state.map.assign(slot, to: owner)
            return true
        }
        if hasMoved { tell([slot]) }
    }

    func onChange(_ handler: @escaping @Sendable ([HashSlot]) -> Void) {
        changeHandlers.withLock { $0.append(handler) }
    }

    func tell(_ moved: [HashSlot]) {
        for handler in changeHandlers.withLock({ $0 }) { handler(moved) }
    }

    func failed(_ node: Node, _ error: ClientError) {
        if error.code == .connectionClosed || error.code == .connectionFailed { refresher?.request(.need) }
    }

    var nodes: [NodeDescription] {
        // All commands need the lock, so it isn't kept while the list is made.
        let (map, doubts) = state.withLock { ($0.map, $0.doubts) }
        return zip(map.shards, map.ranges).flatMap { (shard, slots) -> [NodeDescription] in
            var primary = NodeDescription(node: shard.primary, role: .primary, slots: slots)
            primary.isReachable = shard.primary.small.isConnected || !doubts.isUnreachable(shard.primary.address)
            return [primary] + shard.replicas.map { NodeDescription(node: $0.node, role: .replica, slots: []) }
        }
    }

    func start() {
        guard let refresher else { return }
        factory.observer.onFailure { [weak self] address, error in self?.lost(address, error) }
        factory.work.submit { await refresher.run() }
    }

    func close(_ error: ClientError) {
        let nodes = state.withLock { state in
            state.closed = error
            return Array(state.known.values) + Array(state.replicas.values)
        }
        for node in nodes + seeds { node.close(error) }
        refresher?.changes.raise()
    }
}
