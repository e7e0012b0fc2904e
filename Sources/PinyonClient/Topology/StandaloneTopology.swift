internal import NIOCore

/// One server that does everything.
final class StandaloneTopology: Topology {
    let isCluster = false
    let hasOtherNodes = false
    private let node: Node

    init(address: ServerAddress, factory: NodeFactory) {
        var purpose = NodeFactory.Purpose()
        purpose.database = factory.configuration.database
        purpose.isPrincipal = true
        node = factory.node(at: address, purpose, namedFrom: nil)
    }

    func node(for slot: HashSlot?, access: Access) -> Node? { node }

    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) -> Node { node }

    func node(host: String, port: Int, namedBy node: Node) throws(ClientError) -> Node {
        throw ClientError(
            .server, "the server belongs to a cluster: put ?topology=cluster into the URL", node: "\(node.address)")
    }

    func learn(_ meaning: ServerErrorMeaning, from node: Node) {}

    func failed(_ node: Node, _ error: ClientError) {}

    var nodes: [NodeDescription] {
        [NodeDescription(node: node, role: .unknown, slots: [])]
    }

    func start() {
        node.small.wantConnection()
    }

    func close(_ error: ClientError) {
        node.close(error)
    }
}
