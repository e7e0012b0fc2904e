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
    let executor: CommandExecutor
    let subscriptions: SubscriptionCenter

    init(_ description: NodeDescription, executor: CommandExecutor, subscriptions: SubscriptionCenter) {
        self.subscriptions = subscriptions
        node = description.node
        role = Role(rawValue: description.role.rawValue) ?? .unknown
        slots = description.slots
        self.executor = CommandExecutor(
            topology: FixedTopology(node: description.node), times: executor.times,
            readPreference: executor.readPreference, telemetry: executor.telemetry)
    }

    /// Whether a connection to it stands.
    public var isConnected: Bool { node.small.isConnected }

    /// Sends a command to this server and waits for its reply. A reply that refers to another server is an error.
    public func send<Response>(_ command: Command<Response>) async throws(ClientError) -> Response {
        try await executor.send(command)
    }

    /// Sends commands to this server together.
    public func sendAll(_ commands: [ErasedCommand]) async -> [Result<RESPValue, ClientError>] {
        await executor.sendAll(commands)
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
    /// The servers that are known now: one, or those of the cluster or group. Of a cluster or group none are before the
    /// client has found them, which the first command waits for.
    public var nodes: [RedisNode] {
        topology.nodes.map { RedisNode($0, executor: executor, subscriptions: subscriptions) }
    }

    /// Whether the client is ready for commands, and what it is connected to. Costs no command: suitable for a
    /// readiness probe.
    public var health: ClientHealth {
        let nodes = topology.nodes
        return ClientHealth(
            isReady: isReady(nodes),
            nodes: nodes.map { description in
                ClientHealth.Node(
                    address: description.node.address,
                    role: RedisNode.Role(rawValue: description.role.rawValue) ?? .unknown,
                    isConnected: description.node.small.isConnected)
            },
            openConnections: observer.openConnections, ignoredPushes: observer.ignoredPushes)
    }

    private func isReady(_ nodes: [NodeDescription]) -> Bool {
        let needed = nodes.filter { $0.role != .replica }
        guard topology.isCluster else { return !needed.isEmpty && needed.allSatisfy(\.node.small.isConnected) }
        // A cluster's nodes are connected to when they are first used: only those that failed are known to be down.
        let covered = needed.reduce(0) { $0 + $1.slots.reduce(0) { $0 + $1.count } }
        return covered == HashSlot.count && needed.allSatisfy { $0.isReachable || $0.slots.isEmpty }
    }

    /// What happens to the client's connections from now on, until the client is shut down. Each access is a stream of
    /// its own. At most 1,000 events wait to be read; more of them are dropped, the oldest first.
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

    /// Whether commands can be expected to work: the primary is connected, or all slots of the cluster have one that
    /// isn't known to be out of reach.
    public let isReady: Bool
    /// The servers that are known.
    public let nodes: [Node]
    /// How many connections are open, of all kinds together.
    public let openConnections: Int
    /// How many messages servers have sent since the client was made that answer no command and are of a kind it
    /// doesn't know, such as those of servers that are newer. They disturb nobody.
    public let ignoredPushes: Int
}
