internal import NIOCore

/// Makes the nodes of a client, all with the same settings, so that none is less protected than another.
final class NodeFactory: Sendable {
    let work: WorkQueue
    let group: any EventLoopGroup
    private let configuration: RedisConfiguration
    private let tls: TLSSource?
    private let rate: ConnectRate

    init(_ configuration: RedisConfiguration, group: any EventLoopGroup, work: WorkQueue) {
        self.configuration = configuration
        self.group = group
        self.work = work
        tls = configuration.tls.map(TLSSource.init)
        rate = ConnectRate(
            perSecond: configuration.connectionsPerSecond, burst: configuration.connectionsPerSecond)
    }

    /// A server that holds data.
    ///
    /// - Parameters:
    ///   - address: Where it listens.
    ///   - database: The database that connections select.
    ///   - readsFromReplica: Whether connections ask a replica in a cluster to answer reads.
    ///   - isPrincipal: Whether it stays connected without being asked.
    func node(
        at address: ServerAddress, database: Int, readsFromReplica: Bool = false, isPrincipal: Bool = false
    ) -> Node {
        var goal = HandshakeStateMachine.Goal()
        goal.database = database
        goal.clientName = configuration.clientName
        goal.readsFromReplica = readsFromReplica
        let connector = Connector(
            address: address, settings: configuration.connectionSettings, resolver: configuration.resolver, tls: tls,
            credentials: configuration.credentials, goal: goal, rate: rate)
        return Node(
            connector: connector, group: group, work: work, leases: configuration.leasedConnections,
            isPrincipal: isPrincipal)
    }

    /// A Sentinel, which has credentials of its own and no data.
    func sentinel(at address: ServerAddress, _ topology: SentinelTopology) -> Node {
        var goal = HandshakeStateMachine.Goal()
        goal.clientName = configuration.clientName
        goal.isSentinel = true
        let credentials = topology.credentials
        let connector = Connector(
            address: address, settings: configuration.connectionSettings, resolver: configuration.resolver,
            tls: topology.usesTLS ? tls : nil, credentials: { credentials }, goal: goal, rate: rate)
        return Node(connector: connector, group: group, work: work, leases: 4, isPrincipal: false)
    }
}
