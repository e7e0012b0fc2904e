internal import PinyonClient

extension Rule {
    /// A replica is there for the day on which its primary isn't: it must be able to take its place.
    static let weakReplicas = Rule("replica-weak", .cluster, threshold: 0, unit: "weaknesses") { facts, threshold in
        let all =
            Weakness.smallReplicas(facts) + Weakness.unpromotable(facts) + Weakness.alone(facts)
            + Weakness.neighbours(facts)
        return .finding(finding(all.sorted { $0.weight > $1.weight }, threshold))
    }

    private static func finding(_ weaknesses: [Weakness], _ threshold: Double) -> Finding? {
        guard let worst = weaknesses.first, Double(weaknesses.count) > threshold else { return nil }
        var actions: [String] = []
        for weakness in weaknesses where !actions.contains(weakness.action) { actions.append(weakness.action) }
        return Finding(
            weaknesses.count == 1
                ? worst.text : "\(weaknesses.count) weaknesses of replicas; the worst: \(worst.text)",
            action: actions.joined(separator: " "), value: Double(weaknesses.count), threshold: threshold,
            impact: worst.impact, certainty: worst.certainty, evidence: weaknesses.prefix(10).map(\.text),
            offenders: weaknesses.prefix(10).map { Offender($0.node, node: $0.node) })
    }
}

/// Something that keeps replicas from standing in for their primary.
private struct Weakness {
    let text: String
    let action: String
    let node: String
    let impact: Double
    var certainty = 1.0

    var weight: Double { impact * certainty }

    /// Replicas with less memory than their primary.
    static func smallReplicas(_ facts: Facts) -> [Weakness] {
        facts.replicas.compactMap { replica in
            guard let limit = replica.info.memory.limit, limit > 0, let primary = facts.followedPrimary(of: replica),
                let other = primary.info.memory.limit, other == 0 || limit < other
            else { return nil }
            let has = other == 0 ? "no limit" : Figure.bytes(other)
            return Weakness(
                text: "\(replica.name) has maxmemory \(Figure.bytes(limit)), its primary \(primary.name) \(has)",
                action: "Give each replica the maxmemory of its primary: it evicts or refuses writes once promoted.",
                node: replica.name, impact: 0.7, certainty: 0.9)
        }
    }

    /// Primaries none of whose replicas may take their place.
    static func unpromotable(_ facts: Facts) -> [Weakness] {
        if facts.topology == .cluster { return withoutFailover(facts) }
        let groups = Dictionary(grouping: facts.replicas) { facts.followedPrimary(of: $0)?.name ?? "" }
        return groups.sorted { $0.key < $1.key }.compactMap { primary, replicas in
            guard replicas.allSatisfy({ $0.info.replication.priority == 0 }), let first = replicas.first else {
                return nil
            }
            return Weakness(
                text: "replica-priority is 0 on all replicas\(primary.isEmpty ? "" : " of \(primary)")",
                action: "CONFIG SET replica-priority 100 on a replica that may become primary: 0 means never.",
                node: first.name, impact: 0.8, certainty: facts.topology == .sentinel ? 1 : 0.5)
        }
    }

    private static func withoutFailover(_ facts: Facts) -> [Weakness] {
        let answers = NodeAnswers(facts.nodes) { $0.clusterNodes }
        let views = ClusterViews(answers.all)
        let replicas = Dictionary(grouping: views.nodes.filter { $0.primaryID != nil }) { $0.primaryID ?? "" }
        return replicas.sorted { $0.key < $1.key }.compactMap { primary, replicas in
            guard let first = replicas.first, replicas.allSatisfy({ $0.flags.contains(.noFailover) }) else {
                return nil
            }
            return Weakness(
                text: "cluster-replica-no-failover is on for all replicas of \(views.name(of: primary))",
                action: "CONFIG SET cluster-replica-no-failover no on a replica that may become primary.",
                node: views.name(of: first.id), impact: 0.8, certainty: 0.9)
        }
    }

    /// Primaries without any replica, where there are meant to be some.
    static func alone(_ facts: Facts) -> [Weakness] {
        guard facts.topology != .standalone else { return [] }
        let primaries = facts.primaries.filter { facts.topology == .sentinel || $0.slotCount > 0 }
        let alone = primaries.filter { $0.info.replication.connectedReplicas == 0 }
        // A cluster without a single replica may be meant to be one; one that lacks some isn't.
        let isMeant = facts.topology == .cluster && alone.count == primaries.count
        return alone.map { node in
            Weakness(
                text: "\(node.name) has no replica that is connected",
                action: facts.topology == .cluster
                    ? "Give each primary a replica: CLUSTER REPLICATE <id of the primary> on a node without slots."
                    : "Start a replica: REPLICAOF <host> <port> of the primary, on another host.",
                node: node.name, impact: 0.8, certainty: isMeant ? 0.7 : 0.9)
        }
    }

    /// Replicas on the host of their primary.
    static func neighbours(_ facts: Facts) -> [Weakness] {
        facts.primaries.flatMap { primary -> [Weakness] in
            guard case .host(let host, _) = primary.address, !LoopbackHosts.contains(host) else { return [] }
            return primary.info.replication.replicas.filter { $0.host == host }.map { replica in
                let name = "\(ServerAddress.host(host, port: replica.port ?? 0))"
                return Weakness(
                    text: "\(name) is on the host of its primary \(primary.name)",
                    action: "Move replicas to other hosts than their primaries': one failure takes both.",
                    node: name, impact: 0.75, certainty: 0.85)
            }
        }
    }
}

extension Facts {
    /// The primary that a replica says it follows; nil if that isn't among the servers.
    fileprivate func followedPrimary(of replica: NodeFacts) -> NodeFacts? {
        let told = replica.info.replication
        guard let host = told.primaryHost, let port = told.primaryPort else { return nil }
        let name = "\(ServerAddress.host(host, port: port))"
        // A primary may be known by another name than the one its replicas use.
        return primaries.first { $0.name == name } ?? (primaries.count == 1 ? primaries.first : nil)
    }
}
