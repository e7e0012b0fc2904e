internal import Logging
package import NIOCore

/// Makes the nodes of a client, all with the same settings, so that none is less protected than another.
package final class NodeFactory: Sendable {
    let work: WorkQueue
    let group: any EventLoopGroup
    let configuration: RedisConfiguration
    let observer: ConnectionObserver
    private let tls: TLSSource?
    private let sentinelTLS: TLSSource?
    private let rate: ConnectRate
    private let newNodes: NewNodePace
    /// Nil if there are enough threads.
    package let traffic: SmallTraffic?

    package init(
        _ configuration: RedisConfiguration, group: any EventLoopGroup, work: WorkQueue, observer: ConnectionObserver
    ) {
        self.configuration = configuration
        self.group = group
        self.work = work
        self.observer = observer
        let tls = configuration.tls.map(TLSSource.init)
        self.tls = tls
        sentinelTLS = Self.sentinelTLS(configuration.topology, servers: tls)
        newNodes = NewNodePace(configuration.addressTrust)
        traffic = Self.hasFewThreads(group) ? SmallTraffic() : nil
        rate = ConnectRate(
            perSecond: configuration.connectionsPerSecond, burst: configuration.connectionsPerSecond)
    }

    /// Whether a second thread would not run beside the first, but take its processor away for milliseconds at a time,
    /// because the callers need one, too. On one thread a large reply and small ones take turns read by read.
    private static func hasFewThreads(_ group: any EventLoopGroup) -> Bool {
        group.makeIterator().prefix(3).reduce(0) { count, _ in count + 1 } < 3
    }

    private static func sentinelTLS(_ topology: RedisTopology, servers: TLSSource?) -> TLSSource? {
        guard case .sentinel(let group) = topology else { return nil }
        return switch group.encryption {
        case .likeServers: servers
        case .plaintext: nil
        case .tls(let own): TLSSource(own)
        }
    }

    /// What kind of node to make.
    package struct Purpose: Sendable, Hashable {
        /// The database that connections select.
        var database = 0
        /// Whether connections ask a replica in a cluster to answer reads.
        var readsFromReplica = false
        /// Whether others can do what is asked of it, so that nobody has to wait for it.
        var isReplaceable = false
        /// Whether it stays connected without being asked.
        package var isPrincipal = false
        /// The role that the server must have, or it isn't used.
        var requiredRole: HandshakeStateMachine.Role?

        package init() {}
    }

    /// A server that holds data.
    ///
    /// - Parameters:
    ///   - address: Where it listens.
    ///   - purpose: What it is for.
    ///   - namer: Where the server is that named it; nil for an address from the configuration.
    package func node(at address: ServerAddress, _ purpose: Purpose, namedFrom namer: NetworkKind?) -> Node {
        var goal = HandshakeStateMachine.Goal()
        goal.database = purpose.database
        goal.clientName = configuration.clientName
        goal.readsFromReplica = purpose.readsFromReplica
        goal.requiredRole = purpose.requiredRole
        let connector = Connector(
            address: address, settings: configuration.connectionSettings, resolver: configuration.resolver, tls: tls,
            credentials: configuration.credentials, goal: goal, rate: rate, filter: filter(namer, tls),
            observer: observer, traffic: traffic)
        return Node(
            connector: connector, group: group, work: work, leases: configuration.leasedConnections,
            isPrincipal: purpose.isPrincipal, isReplaceable: purpose.isReplaceable)
    }

    /// A Sentinel, which has credentials and encryption of its own, and no data.
    func sentinel(at address: ServerAddress, _ topology: SentinelTopology, namedFrom namer: NetworkKind?) -> Node {
        var goal = HandshakeStateMachine.Goal()
        goal.clientName = configuration.clientName
        goal.isSentinel = true
        let connector = Connector(
            address: address, settings: configuration.connectionSettings, resolver: configuration.resolver,
            tls: sentinelTLS, credentials: topology.credentials, goal: goal, rate: rate,
            filter: filter(namer, sentinelTLS), observer: observer, traffic: traffic)
        return Node(
            connector: connector, group: group, work: work, leases: 4, isPrincipal: false, isReplaceable: true)
    }

    /// Tells that a server named one that the client may connect to from now on.
    func logNewNode(_ address: ServerAddress, _ role: String) {
        configuration.logger.debug(
            "a server named a new node",
            metadata: ["server.address": "\(address)", "pinyon.node.role": "\(role)"])
    }

    /// Tells that a cluster's nodes know less than the client does.
    func logOlderView() {
        configuration.logger.warning(
            "the nodes that answer tell an older view of the cluster than the one in use, which stays for now")
    }

    /// Refuses an address that a server named, if its name already says that it can't be trusted, or if too many
    /// were named that are as new.
    ///
    /// - Parameters:
    ///   - host: The host that was named.
    ///   - port: The port.
    ///   - namer: Where the server is that named it.
    ///   - isSentinel: Whether a Sentinel should be there, and no server with data.
    func check(
        host: String, port: Int, namedFrom namer: NetworkKind, isSentinel: Bool = false
    ) throws(ClientError) {
        try filter(namer, isSentinel ? sentinelTLS : tls)?.check(host: host, port: port)
        let address = ServerAddress.host(host, port: port)
        guard newNodes.admits(address) else {
            throw ClientError(
                .untrustedAddress,
                "a server named \(address), and the client doesn't connect to it: too many new addresses were named in "
                    + "a short time (see AddressTrust, newNodesPerMinute)", node: "\(address)")
        }
    }

    private func filter(_ namer: NetworkKind?, _ tls: TLSSource?) -> AddressFilter? {
        namer.map { namer in
            AddressFilter(trust: configuration.addressTrust, namedFrom: namer, isVerified: tls?.isVerifying ?? false)
        }
    }
}
