internal import NIOCore

/// One server of a client: of a cluster or a group one of several. It runs any command, wherever the command's keys
/// belong.
public struct RedisNode: CommandSender, PipelineSender {
    /// What a server is in its cluster or group.
    public enum Role: String, Sendable {
        /// It takes writes.
        case primary
        /// It follows a primary.
        case replica
        /// It wasn't asked: there is only this server.
        case unknown
    }

    /// Where it listens.
    public var address: ServerAddress { node.address }
    /// What it is.
    public let role: Role
    /// The slots it serves, in a cluster.
    public let slots: [ClosedRange<Int>]
    let node: Node
    private let executor: CommandExecutor

    init(_ description: NodeDescription, executor: CommandExecutor) {
        node = description.node
        role = Role(rawValue: description.role.rawValue) ?? .unknown
        slots = description.slots
        self.executor = CommandExecutor(
            topology: FixedTopology(node: description.node), times: executor.times,
            readPreference: executor.readPreference)
    }

    /// Whether a connection to it stands.
    public var isConnected: Bool { node.small.isConnected }

    /// Sends a command to this server and waits for its reply. A reply that refers to another server is an error.
    public func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        try command.read(try await executor.execute(command.request))
    }

    /// Sends commands to this server together.
    public func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>] {
        await executor.executeAll(commands.map(\.request))
    }

    /// Lends a connection to this server for a closure; see ``RedisClient/withConnection(for:_:)``.
    ///
    /// - Parameter body: Gets the connection.
    /// - Returns: what the closure returns.
    /// - Throws: ``ClientError`` if there is no connection, and what the closure throws.
    public func withConnection<Result>(_ body: (LeasedSession) async throws -> Result) async throws -> Result {
        try await executor.withLease(slot: nil) { session in try await body(session) }
    }
}

/// One server that is asked whatever it is asked.
private struct FixedTopology: Topology {
    let isCluster = false
    let hasOtherNodes = false
    let node: Node

    func node(for slot: HashSlot?, access: Access) -> Node? { node }
    func findNode(for slot: HashSlot?, access: Access, until deadline: NIODeadline) -> Node { node }
    func node(host: String, port: Int, namedBy node: Node) -> Node { self.node }
    func learn(_ meaning: ServerErrorMeaning, from node: Node, sentAt: NIODeadline) {}
    func failed(_ node: Node, _ error: ClientError) {}
    var nodes: [NodeDescription] { [NodeDescription(node: node, role: .unknown, slots: [])] }
    func start() {}
    func close(_ error: ClientError) {}
}

extension RedisClient {
    /// The servers that are known now: one, or those of the cluster or group.
    public var nodes: [RedisNode] {
        topology.nodes.map { RedisNode($0, executor: executor) }
    }

    /// Whether the client is ready for commands, and what it is connected to. Costs no command: suitable for a
    /// readiness probe.
    public var health: ClientHealth {
        let nodes = nodes
        let needed = nodes.filter { $0.role != .replica }
        let covered = nodes.reduce(0) { $0 + $1.slots.reduce(0) { $0 + $1.count } }
        let isReady =
            !needed.isEmpty && (topology.isCluster ? covered == HashSlot.count : needed.allSatisfy(\.isConnected))
        return ClientHealth(
            isReady: isReady,
            nodes: nodes.map {
                ClientHealth.Node(address: $0.address, role: $0.role, isConnected: $0.isConnected)
            },
            openConnections: observer.openConnections)
    }

    /// What happens to the client's connections from now on. Events that aren't read in time are dropped, the oldest
    /// first.
    public var connectionEvents: AsyncStream<ConnectionEvent> { observer.events() }
}

/// Whether a client is ready.
public struct ClientHealth: Sendable, Hashable {
    /// A server and whether a connection to it stands.
    public struct Node: Sendable, Hashable {
        /// Where it listens.
        public let address: ServerAddress
        /// What it is in its cluster or group.
        public let role: RedisNode.Role
        /// Whether a connection to it stands. Those of a cluster are made when they are first used.
        public let isConnected: Bool
    }

    /// Whether commands can be expected to work: the primary is connected, or all slots of the cluster have one.
    public let isReady: Bool
    /// The servers that are known.
    public let nodes: [Node]
    /// How many connections are open, of all kinds together.
    public let openConnections: Int
}
