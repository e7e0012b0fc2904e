/// Makes a cluster of nodes that run and know nothing of each other.
struct ClusterFormation {
    let cluster: RedisCluster
    let limit: Duration

    private var nodes: [ServerProcess] { cluster.nodes }

    /// Gives out the slots, introduces the nodes, makes replicas, and waits until all agree.
    ///
    /// - Throws: ``ProcessError``, or `CancellationError`.
    func run() async throws {
        for (number, node) in nodes.enumerated() {
            let connection = try await node.connect()
            // Nodes with the same epoch would have to settle first who comes before whom.
            try await connection.require("CLUSTER", "SET-CONFIG-EPOCH", "\(number + 1)")
            if number < cluster.shape.primaries { try await assignSlots(ofPrimary: number, by: connection) }
        }
        try await introduce()
        let identifiers = try await awaitAcquaintance()
        for number in cluster.shape.primaries..<nodes.count {
            let primary = identifiers[cluster.primary(ofNode: number)]
            try await nodes[number].connect().require("CLUSTER", "REPLICATE", primary)
        }
        try await ServerGroup.wait(for: "The cluster was not whole", within: limit, of: nodes) {
            for node in nodes {
                if let missing = try await whatIsMissing(of: node, identifiers) {
                    return "127.0.0.1:\(node.port ?? 0) \(missing)."
                }
            }
            return nil
        }
    }

    private func assignSlots(ofPrimary number: Int, by connection: ControlConnection) async throws {
        let slots = cluster.slots(ofPrimary: number)
        let binary = nodes[number].binary
        // Redis before 7.0 takes slots one by one only.
        let knowsRanges = binary.kind == .valkey || binary.version >= ServerVersion(7, 0)
        let words =
            knowsRanges
            ? ["ADDSLOTSRANGE", "\(slots.lowerBound)", "\(slots.upperBound)"] : ["ADDSLOTS"] + slots.map { "\($0)" }
        try await connection.require(["CLUSTER"] + words)
    }

    private func introduce() async throws {
        let first = try await nodes[0].connect()
        for node in nodes.dropFirst() { try await first.require("CLUSTER", "MEET", "127.0.0.1", "\(node.port ?? 0)") }
    }

    /// Waits until every node knows every other one, and returns their identifiers.
    private func awaitAcquaintance() async throws -> [String] {
        var identifiers: [String] = []
        for node in nodes {
            let reply = try await node.connect().require("CLUSTER", "MYID")
            guard let identifier = reply.string else {
                throw ProcessError(.badReply, "127.0.0.1:\(node.port ?? 0) does not say its cluster identifier.")
            }
            identifiers.append(identifier)
        }
        try await ServerGroup.wait(for: "The nodes did not meet", within: limit, of: nodes) {
            for node in nodes {
                let known = Set(try await view(of: node).filter(\.isHealthy).map(\.identifier))
                guard known == Set(identifiers) else {
                    return "127.0.0.1:\(node.port ?? 0) knows \(known.count) of \(identifiers.count) nodes."
                }
            }
            return nil
        }
        return identifiers
    }

    private func view(of node: ServerProcess) async throws -> [ClusterNodeLine] {
        ClusterNodeLine.parse(try await node.connect().require("CLUSTER", "NODES").string ?? "")
    }

    /// What a node does not see yet as it should be; nil if all is well.
    private func whatIsMissing(of node: ServerProcess, _ identifiers: [String]) async throws -> String? {
        let lines = Dictionary(try await view(of: node).map { ($0.identifier, $0) }) { $1 }
        for (number, identifier) in identifiers.enumerated() {
            guard let line = lines[identifier], line.isHealthy else { return "does not see node \(number)" }
            let primary = cluster.primary(ofNode: number)
            if number < cluster.shape.primaries {
                let slots = cluster.slots(ofPrimary: number)
                let text = slots.count == 1 ? "\(slots.lowerBound)" : "\(slots.lowerBound)-\(slots.upperBound)"
                guard line.slots == [text[...]] else { return "does not see the slots of node \(number)" }
            } else if line.primary != identifiers[primary] {
                return "does not see node \(number) as replica of node \(primary)"
            }
        }
        let connection = try await node.connect()
        let state = try await connection.require("CLUSTER", "INFO").string ?? ""
        guard state.contains("cluster_state:ok") else { return "does not say that the cluster is well" }
        return try await ReplicaLink.whatIsMissing(connection)
    }
}

/// Whether a replica is in step with its primary.
enum ReplicaLink {
    /// What a server lacks to be one that is in step; nil if it is a primary, or lacks nothing.
    static func whatIsMissing(_ connection: ControlConnection) async throws -> String? {
        let state = try await connection.require("INFO", "replication").string ?? ""
        guard state.contains("role:slave") else { return nil }
        return state.contains("master_link_status:up") ? nil : "is not in step with its primary"
    }
}
