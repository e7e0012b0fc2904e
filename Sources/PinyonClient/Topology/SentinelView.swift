/// What a Sentinel says about a group.
package struct SentinelView: Sendable, Hashable {
    /// The primary.
    package var primary: ServerAddress
    /// The number of the configuration by which it became the primary; higher is newer.
    package var epoch: UInt64
    /// The replicas that can be used.
    package var replicas: [ServerAddress]
    /// The other Sentinels that it knows.
    package var sentinels: [ServerAddress]

    package init(
        primary: ServerAddress, epoch: UInt64, replicas: [ServerAddress] = [], sentinels: [ServerAddress] = []
    ) {
        self.primary = primary
        self.epoch = epoch
        self.replicas = replicas
        self.sentinels = sentinels
    }

    /// Whether another Sentinel says the same of the primary.
    package func agrees(with other: SentinelView) -> Bool { primary == other.primary && epoch == other.epoch }

    /// The replicas besides the primary, each once, and no more of them than may be used.
    package func otherReplicas(limit: Int) -> [ServerAddress] {
        var seen: Set<ServerAddress> = [primary]
        var others: [ServerAddress] = []
        for replica in replicas where others.count < limit && seen.insert(replica).inserted { others.append(replica) }
        return others
    }

    /// The replicas that can be read from: those that are up and keep up. How far the primary is isn't told; the one
    /// that is furthest stands in for it.
    ///
    /// Sentinels ask each replica every ten seconds, in which a primary may write more than the bound. So a replica is
    /// behind only if another one of the same primary was further already when it was last asked, which was no later.
    package static func readable(_ replicas: [SentinelReplica]) -> [SentinelReplica] {
        let usable = replicas.filter(\.isUsable)
        return usable.filter { replica in
            let earlier = usable.filter { $0.hasSamePrimary(as: replica) && $0.wasAsked(noLaterThan: replica) }
            return ReplicaLag.isInStep(
                replica.replicationOffset, newest: earlier.compactMap(\.replicationOffset).max())
        }
    }

    /// The view to believe. A Sentinel that was cut off goes on naming the old primary, with an old number.
    package static func newest(_ views: [SentinelView]) -> SentinelView? {
        views.max { $0.epoch < $1.epoch }
    }
}

extension SentinelReplica {
    fileprivate func hasSamePrimary(as other: SentinelReplica) -> Bool {
        primaryHost == other.primaryHost && primaryPort == other.primaryPort
    }

    /// Whether what is known of it is no newer than what is known of another; no if it isn't told how old that is.
    fileprivate func wasAsked(noLaterThan other: SentinelReplica) -> Bool {
        guard let age = informationAge, let otherAge = other.informationAge else { return false }
        return age >= otherAge
    }
}
