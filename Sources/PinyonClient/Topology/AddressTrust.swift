package import NIOCore

/// Which addresses a server may send the client to.
///
/// Nodes of a cluster and Sentinels name other servers, and the client connects to them and shows them its
/// credentials. A hostile or hijacked server could name any host; so what they name is checked: host and port when they
/// are named, and the addresses behind the host each time a connection is made.
///
/// ```swift
/// configuration.addressTrust = .hosts(endingIn: ".redis.internal").limited(toPorts: 6379...6380)
/// configuration.addressTrust = try .networks(["10.20.0.0/16", "fd12:3456::/32"])
/// ```
///
/// Whatever trust is limited to, link-local addresses, metadata services and multicast stay out of it; only a rule of
/// one's own that says so lets the client go there.
public struct AddressTrust: Sendable {
    /// Decides about a host and port that a server named.
    ///
    /// - Parameters:
    ///   - host: The name or number.
    ///   - port: The port.
    /// - Returns: whether the client may connect to it, whatever else is said about it; nil to leave it to the limits
    ///   and the default rules.
    public typealias Rule = @Sendable (_ host: String, _ port: Int) -> Bool?

    /// The most nodes of one cluster or group that the client connects to. Default: 2,000.
    public var nodes: Int
    /// How many addresses servers may name a minute that none has named before. Default: 200.
    ///
    /// As many as there may be ``nodes``, and those of a minute, may come at once after a quiet time. So the first view
    /// of a cluster is taken whole, and so is one in which all of a thousand nodes have got other addresses; a server
    /// that names ever more of them is held to this pace.
    public var newNodesPerMinute: Int
    private let rule: Rule
    private var hosts: [[HostSuffix]] = []
    private var networks: [[AddressNetwork]] = []
    private var ports: [ClosedRange<Int>] = []

    /// The default rules: no link-local and no metadata addresses, no multicast; loopback only from a server on
    /// this machine; and without verified TLS no public address from a server on a private network or this machine, and
    /// no private one from a public server.
    public static let automatic = AddressTrust()

    /// Trust by a rule of your own, and by the default rules where it says nil.
    ///
    /// - Parameters:
    ///   - nodes: The most nodes of one cluster or group.
    ///   - newNodesPerMinute: How many addresses servers may name a minute that none has named before.
    ///   - rule: Decides about an address that a server named.
    public init(nodes: Int = 2_000, newNodesPerMinute: Int = 200, rule: @escaping Rule = { _, _ in nil }) {
        self.nodes = nodes
        self.newNodesPerMinute = newNodesPerMinute
        self.rule = rule
    }

    /// Trust by the default rules in hosts whose name ends so, and in no others; see ``limited(toHostsEndingIn:)``.
    ///
    /// - Parameter suffix: The end of the names, such as `.redis.internal`.
    public static func hosts(endingIn suffix: String) -> AddressTrust {
        automatic.limited(toHostsEndingIn: [suffix])
    }

    /// Trust in the addresses of some networks, and in no others; see ``limited(toNetworks:)``.
    ///
    /// - Parameter cidrs: The networks, such as `10.20.0.0/16`.
    /// - Throws: ``ClientError/Code/configuration`` if one of them isn't a network.
    public static func networks(_ cidrs: [String]) throws(ClientError) -> AddressTrust {
        try automatic.limited(toNetworks: cidrs)
    }

    /// The same trust, in hosts whose name ends in one of some ways only. Capital letters and a dot behind the name
    /// don't matter. The addresses behind a name are checked all the same.
    ///
    /// - Parameter suffixes: Ends of names, by whole labels: `.redis.internal` for what is below it, `redis.internal`
    ///   for that host, too. None of them is the end of `evilredis.internal`.
    public func limited(toHostsEndingIn suffixes: [String]) -> AddressTrust {
        var limited = self
        limited.hosts.append(suffixes.map { HostSuffix($0) })
        return limited
    }

    /// The same trust, in the addresses of some networks only, whichever network they are named from. What a name leads
    /// to is held to it each time a connection is made.
    ///
    /// - Parameter cidrs: Networks of IPv4 or IPv6 such as `10.20.0.0/16` and `fd12:3456::/32`, or single addresses.
    ///   An IPv4 address that is written as one of IPv6 (`::ffff:10.20.0.1`) is an IPv4 address.
    /// - Throws: ``ClientError/Code/configuration`` if one of them isn't a network.
    public func limited(toNetworks cidrs: [String]) throws(ClientError) -> AddressTrust {
        var list: [AddressNetwork] = []
        for cidr in cidrs { list.append(try AddressNetwork(cidr)) }
        var limited = self
        limited.networks.append(list)
        return limited
    }

    /// The same trust, at some ports only.
    ///
    /// - Parameter ports: The ports, such as `6379...6380`.
    public func limited(toPorts ports: ClosedRange<Int>) -> AddressTrust {
        var limited = self
        limited.ports.append(ports)
        return limited
    }

    /// What is said about a host and port before it is known where the host's name leads.
    package enum Verdict: Sendable, Equatable {
        /// The client may connect, wherever the name leads.
        case trusted
        /// The addresses decide.
        case open
        /// The client may not connect; why.
        case refused(String)
    }

    /// What is said about a host and port.
    package func verdict(host: String, port: Int) -> Verdict {
        switch rule(host, port) {
        case true?: return .trusted
        case false?: return .refused("the client's rule for addresses says no")
        case nil: break
        }
        guard ports.allSatisfy({ $0.contains(port) }) else {
            return .refused("its port is none of those that trust is limited to")
        }
        guard hosts.allSatisfy({ suffixes in suffixes.contains { $0.matches(host) } }) else {
            return .refused("its name has none of the ends that trust is limited to")
        }
        return .open
    }

    /// Whether trust is limited to some networks.
    package var hasNetworks: Bool { !networks.isEmpty }

    /// Whether an address is in the networks that trust is limited to.
    package func includes(_ address: SocketAddress) -> Bool {
        networks.allSatisfy { list in list.contains { $0.contains(address) } }
    }
}
