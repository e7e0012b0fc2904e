internal import PinyonClient

/// Servers that run on one machine, as far as their addresses tell.
struct SharedHost {
    /// The machine's name.
    let name: String
    /// Its memory, in bytes.
    let total: Int
    /// The servers.
    let nodes: [NodeFacts]

    /// What the servers take, in bytes: what the system gave them, or what they asked for, if a part of that was taken
    /// away again.
    var taken: Int { nodes.reduce(0) { $0 + max($1.info.memory.residentSet ?? 0, $1.info.memory.used ?? 0) } }

    /// What the servers have of the machine's memory, in bytes.
    var resident: Int { nodes.reduce(0) { $0 + ($1.info.memory.residentSet ?? $1.info.memory.used ?? 0) } }

    /// How sure it is that this is one machine: several may stand behind one address.
    var certainty: Double { nodes.count == 1 ? 1 : 0.8 }
}

extension Facts {
    /// The machines whose memory is known.
    var machines: [SharedHost] {
        var nodesByMachine: [Machine: [NodeFacts]] = [:]
        for node in nodes {
            guard let total = node.info.memory.totalSystem, total > 0, node.info.memory.used != nil else { continue }
            nodesByMachine[Machine(name: Self.host(of: node.address), total: total), default: []].append(node)
        }
        return nodesByMachine.map { SharedHost(name: $0.name, total: $0.total, nodes: $1) }
            .sorted { $0.name < $1.name }
    }

    private static func host(of address: ServerAddress) -> String {
        switch address {
        case .host(let name, _): name
        case .unixSocket: "localhost"
        }
    }
}

private struct Machine: Hashable {
    let name: String
    let total: Int
}
