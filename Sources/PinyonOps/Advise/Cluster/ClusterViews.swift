internal import PinyonClient

/// A cluster as each of its nodes sees it.
struct ClusterViews: Sendable {
    /// What the nodes that answered see.
    let all: [NodeAnswers<ClusterNodes>.Answer]
    private let names: [String: String]

    /// Views of a cluster.
    init(_ all: [NodeAnswers<ClusterNodes>.Answer]) {
        self.all = all
        var names: [String: String] = [:]
        for view in all {
            for node in view.value.nodes where names[node.id] == nil {
                names[node.id] = Self.address(node.address.hostname ?? node.address.ip, node.address.port)
            }
        }
        for view in all {
            if let id = view.value.myself?.id { names[id] = view.node.name }
        }
        self.names = names
    }

    /// What a rule comes to that compares the views of a cluster's nodes. Elsewhere it has nothing to say.
    static func outcome(_ facts: Facts, _ look: (ClusterViews) -> Finding?) -> Rule.Outcome {
        guard facts.topology == .cluster else { return .passed }
        let answers = NodeAnswers(facts.nodes) { $0.clusterNodes }
        if let absence = answers.absence { return .skipped(absence) }
        return .finding(look(ClusterViews(answers.all)))
    }

    /// Every node that anybody knows once: as it sees itself if it answered, or as another sees it.
    var nodes: [ClusterNodes.Node] {
        var known: Set<String> = []
        let own = all.compactMap(\.value.myself)
        return (own + all.flatMap(\.value.nodes)).filter { known.insert($0.id).inserted }
    }

    /// What the views say of a node.
    func lines(of id: String) -> [(viewer: String, node: ClusterNodes.Node)] {
        all.flatMap { view in
            view.value.nodes.filter { $0.id == id }.map { (viewer: view.node.name, node: $0) }
        }
    }

    /// A node's address as it is printed, or the beginning of its identity where nobody knows that.
    func name(of id: String) -> String { names[id] ?? String(id.prefix(8)) }

    /// All addresses by which a node is known.
    func names(of node: ClusterNodes.Node) -> Set<String> {
        let hosts = [node.address.hostname, node.address.ip].compactMap { $0 }
        return Set(hosts.compactMap { Self.address($0, node.address.port) } + [name(of: node.id)])
    }

    private static func address(_ host: String, _ port: Int?) -> String? {
        guard let port, !host.isEmpty else { return nil }
        return "\(ServerAddress.host(host, port: port))"
    }
}

extension ClusterNodes.Node {
    /// The numbers of the slots it serves.
    var slotNumbers: [Int] { slots.flatMap { Array($0.numbers) } }
    /// Whether it is only just being met.
    var isJoining: Bool { flags.contains(.handshake) }
}
