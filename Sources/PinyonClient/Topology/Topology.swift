internal import NIOCore

/// Knows which node to ask for what, and learns from what nodes answer.
protocol Topology: Sendable {
    /// Whether keys belong to slots, and slots to nodes.
    var isCluster: Bool { get }
    /// Whether another node may take the place of one that fails.
    var hasOtherNodes: Bool { get }

    /// The node for a command, if that is known. Costs little: it is asked for every command.
    ///
    /// - Parameters:
    ///   - slot: The slot of its keys, nil if it has none or slots don't matter.
    ///   - access: Which kinds of nodes will do.
    func node(for slot: HashSlot?, access: Access) -> Node?

    /// Waits until a node may be known, or finds out.
    ///
    /// - Throws: ``ClientError/Code/unknownTopology`` or what else went wrong, at the deadline at the latest.
    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) async throws(ClientError) -> Node

    /// The node at an address that another node named.
    ///
    /// - Throws: ``ClientError/Code/untrustedAddress``.
    func node(host: String, port: Int, namedBy node: Node) throws(ClientError) -> Node

    /// Notes what a node answered to a command.
    ///
    /// - Parameters:
    ///   - meaning: What it answered.
    ///   - node: The node.
    ///   - sentAt: When the command was sent, or before: connections that are newer weren't meant.
    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline)

    /// Notes that a node could not be talked to.
    func failed(_ node: Node, _ error: ClientError)

    /// All nodes that are known.
    var nodes: [NodeDescription] { get }

    /// Says who is told when the nodes are others than before, with the slots that have another primary.
    func onChange(_ handler: @escaping @Sendable ([HashSlot]) -> Void)

    /// Looks at the nodes anew, if they can have changed, and returns when that is done or the time is over.
    func look(until deadline: NIODeadline) async

    /// Begins to look for nodes, as pieces of background work.
    func start()

    /// Ends all connections.
    func close(_ error: ClientError)
}

extension Topology {
    func look(until deadline: NIODeadline) async {}
}

/// Which kinds of nodes will do for a command.
enum Access: Sendable, Hashable {
    case primary
    case read(ReadPreference)
}

/// A node and what it is for.
struct NodeDescription: Sendable {
    enum Role: String, Sendable {
        case primary
        case replica
        case unknown
    }

    let node: Node
    let role: Role
    let slots: [ClosedRange<Int>]
    /// Whether nothing says that no connection to it can be made.
    var isReachable = true
}

extension Topology {
    func onChange(_ handler: @escaping @Sendable ([HashSlot]) -> Void) {}
}
