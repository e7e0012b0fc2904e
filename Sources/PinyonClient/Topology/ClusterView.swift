/// What one node says about the whole cluster.
package struct ClusterView: Sendable, Equatable {
    /// A shard: a primary with the slots it serves, and its replicas.
    package struct Shard: Sendable, Equatable {
        package var primary: ServerAddress
        package var replicas: [Replica]
        package var slots: [SlotRange]
        /// Which availability zone the primary is in, if the servers say.
        package var availabilityZone: String?
    }

    package struct Replica: Sendable, Equatable {
        package var address: ServerAddress
        package var availabilityZone: String?
    }

    package var shards: [Shard]
    /// The number of the newest configuration that the node knows of.
    package var epoch: UInt64
    /// The number of the configuration by which the node, or its primary, has its own slots.
    package var ownEpoch: UInt64 = 0

    /// How many slots have a primary.
    package var coverage: Int {
        shards.reduce(0) { $0 + $1.slots.reduce(0) { $0 + $1.count } }
    }

    /// The view to believe: the newest; of several, that of a node which brought the newest about; then the one that
    /// most nodes have; then the one that covers most.
    ///
    /// A node that was cut off goes on telling its old view, with an old number. Nodes that voted for a new primary
    /// know the newest number before they know who has the slots. Nodes agree if they say the same of who serves which
    /// slots, in whatever order; of replicas each may know something else.
    package static func best(_ views: [ClusterView]) -> ClusterView? {
        guard let newest = views.map(\.epoch).max() else { return nil }
        let candidates = views.filter { $0.epoch == newest }
        let votes = Dictionary(candidates.map { ($0.owners, 1) }, uniquingKeysWith: +)
        return candidates.max { left, right in
            let votes = (left: votes[left.owners] ?? 0, right: votes[right.owners] ?? 0)
            return (left.ownEpoch, votes.left, left.coverage) < (right.ownEpoch, votes.right, right.coverage)
        }
    }

    /// Whether another view knows of older configurations only, so that it must not just take the place of this one.
    package func isNewer(than other: ClusterView) -> Bool { epoch > other.epoch }

    /// What is known of a primary in use.
    package struct Witness: Sendable {
        /// What it says; nil if it didn't answer.
        package var view: ClusterView?
        /// Whether it is connected.
        package var isReachable: Bool

        package init(view: ClusterView?, isReachable: Bool) {
            self.view = view
            self.isReachable = isReachable
        }
    }

    /// The view to take the place of one in use; nil if the latter stays.
    ///
    /// An older view is that of nodes that were cut off. It counts if most of the primaries in use agree on it, since
    /// they cannot all miss what most of them have voted for; if none of them can be reached; or if nobody has told
    /// anything else for long: then the cluster was set up anew, and its numbers begin again.
    ///
    /// - Parameters:
    ///   - used: The view in use, if there is one.
    ///   - views: What nodes say.
    ///   - witnesses: All primaries in use.
    ///   - isLong: Whether nobody has told anything but older views for long.
    package static func successor(
        of used: ClusterView?, among views: [ClusterView], witnesses: [Witness], isLong: Bool
    ) -> ClusterView? {
        guard let used, let best = Self.best(views), used.isNewer(than: best), !isLong,
            witnesses.contains(where: { $0.isReachable || $0.view != nil })
        else { return Self.best(views) }
        let told = Dictionary(grouping: witnesses.compactMap(\.view), by: \.owners)
        return told.values.first { $0.count * 2 > witnesses.count }.flatMap { Self.best($0) }
    }

    /// Who serves which slots.
    private var owners: [ServerAddress: [SlotRange]] {
        Dictionary(shards.map { ($0.primary, $0.slots) }, uniquingKeysWith: +).mapValues { $0.sorted() }
    }
}

extension ClusterView {
    /// A view by the reply to `CLUSTER SLOTS`.
    ///
    /// - Parameters:
    ///   - slots: The reply.
    ///   - epoch: The newest configuration that the node knows of.
    ///   - host: The host of the node that answered, which it may not name itself.
    package init(_ slots: ClusterSlots, epoch: UInt64, host: String) {
        var order: [ServerAddress] = []
        var shards: [ServerAddress: Shard] = [:]
        for assignment in slots.assignments {
            guard let primary = Self.address(assignment.primary.endpoint, assignment.primary.port, host) else {
                continue
            }
            if shards[primary] == nil { order.append(primary) }
            var shard =
                shards[primary]
                ?? Shard(
                    primary: primary, replicas: [], slots: [], availabilityZone: assignment.primary.availabilityZone)
            shard.slots.append(assignment.slots)
            for replica in assignment.replicas {
                guard let address = Self.address(replica.endpoint, replica.port, host),
                    !shard.replicas.contains(where: { $0.address == address })
                else { continue }
                shard.replicas.append(Replica(address: address, availabilityZone: replica.availabilityZone))
            }
            shards[primary] = shard
        }
        self.init(shards: order.compactMap { shards[$0] }, epoch: epoch)
    }

    /// A view by the reply to `CLUSTER SHARDS`.
    ///
    /// - Parameters:
    ///   - reply: The reply.
    ///   - owners: A view by `CLUSTER SLOTS`, which says who has the slots of shards with two primaries. Default: nil;
    ///     then it is the first one.
    ///   - epoch: The newest configuration that the node knows of.
    ///   - host: The host of the node that answered.
    ///   - usesTLS: Whether the ports for TLS are wanted.
    package init(
        _ reply: ClusterShards, owners: ClusterView? = nil, epoch: UInt64, host: String, usesTLS: Bool
    ) {
        let address = { (node: ClusterShards.Node) -> ServerAddress? in
            (usesTLS ? node.tlsPort ?? node.port : node.port ?? node.tlsPort)
                .flatMap { Self.address(node.endpoint, $0, host) }
        }
        let shards: [Shard] = reply.shards.compactMap { shard in
            let online = shard.nodes.filter { $0.health == .online }
            let primaries = online.filter { $0.role == .primary }
            let owner = owners?.owner(of: shard.slots)
            // With no primary that is online, nobody serves the slots.
            guard !shard.slots.isEmpty,
                let primary = primaries.first(where: { address($0) == owner }) ?? primaries.first,
                let primaryAddress = address(primary)
            else { return nil }
            let replicas = online.filter {
                $0.role == .replica && ReplicaLag.isInStep($0.replicationOffset, newest: primary.replicationOffset)
            }.compactMap { node in
                address(node).map { Replica(address: $0, availabilityZone: node.availabilityZone) }
            }
            return Shard(
                primary: primaryAddress, replicas: replicas, slots: shard.slots,
                availabilityZone: primary.availabilityZone)
        }
        self.init(shards: shards, epoch: epoch)
    }

    /// The primary of the first of some slots; nil if nobody has it.
    private func owner(of slots: [SlotRange]) -> ServerAddress? {
        guard let first = slots.first else { return nil }
        return shards.first { shard in shard.slots.contains { $0.contains(first.first) } }?.primary
    }

    private static func address(_ endpoint: ClusterEndpoint, _ port: Int, _ host: String) -> ServerAddress? {
        switch endpoint {
        case .host(let name): .host(name, port: port)
        case .sameHost: .host(host, port: port)
        case .unknown: nil
        }
    }
}

extension ClusterShards {
    /// Whether of a shard that has slots two nodes are its primary, and which of them serves the slots isn't told.
    package var hasRivals: Bool {
        shards.contains { shard in
            !shard.slots.isEmpty && shard.nodes.count { $0.role == .primary && $0.health == .online } > 1
        }
    }
}
