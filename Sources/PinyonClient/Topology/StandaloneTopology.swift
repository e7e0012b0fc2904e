internal import NIOCore
internal import Synchronization

/// One server that does everything.
final class StandaloneTopology: Topology {
    let isCluster = false
    let hasOtherNodes = false
    private let node: Node
    /// The least time between two connections that take the place of one to a server which takes no writes.
    private static let renewalGap = TimeAmount.seconds(1)
    private let nextRenewal = Mutex(NIODeadline.uptimeNanoseconds(0))

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

    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline) {
        guard meaning == .readOnly else { return }
        // The name may lead to a new primary by now, while the connection still leads to the old one.
        let isDue = nextRenewal.withLock { next in
            let now = NIODeadline.now()
            guard next <= now else { return false }
            next = now + Self.renewalGap
            return true
        }
        if isDue { node.renew(ifConnectedBefore: sentAt) }
    }

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
