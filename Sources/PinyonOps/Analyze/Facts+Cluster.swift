internal import PinyonClient

extension Facts {
    /// Notes nodes that others know of and nobody could ask: clients aren't told of nodes that are down.
    mutating func noteUnseenNodes() {
        guard topology == .cluster else { return }
        var known = Set(nodes.map(\.name)).union(unreached.map(\.name))
        for view in nodes.compactMap(\.clusterNodes.value) {
            for node in view.nodes where !node.isMyself {
                let host = node.address.hostname ?? node.address.ip
                guard let port = node.address.port, !host.isEmpty else { continue }
                let names = [host, node.address.ip].map { "\(ServerAddress.host($0, port: port))" }
                guard known.isDisjoint(with: names), let name = names.first else { continue }
                known.formUnion(names)
                unreached.append((name: name, reason: Self.reason(node)))
            }
        }
    }

    private static func reason(_ node: ClusterNodes.Node) -> String {
        if node.flags.contains(.failed) { return "the cluster says that it has failed" }
        if node.flags.contains(.possiblyFailed) { return "a node says that it may have failed" }
        if node.flags.contains(.noAddress) { return "the cluster doesn't know its address" }
        if node.flags.contains(.handshake) { return "it is just joining the cluster" }
        return "it wasn't named among those that serve the cluster"
    }
}
