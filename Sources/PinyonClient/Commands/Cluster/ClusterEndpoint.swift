internal import NIOCore

/// How a cluster names a node's host.
public enum ClusterEndpoint: Hashable, Sendable {
    /// A name or an IP address.
    case host(String)
    /// The host over which the reply came: the cluster doesn't know a better one.
    case sameHost
    /// The node has no name of the kind that the cluster is configured to tell. Other nodes may know more.
    case unknown

    /// An endpoint from the field of a reply: null and the empty text are the same host, `?` is unknown.
    package init(_ value: RESPValue?) {
        guard let host = value?.text.map({ String(buffer: $0) }), !host.isEmpty else {
            self = .sameHost
            return
        }
        self = host == "?" ? .unknown : .host(host)
    }

    /// The name or address, if it is one.
    public var host: String? {
        guard case .host(let host) = self else { return nil }
        return host
    }
}

/// Ports that can be connected to.
enum ClusterPort {
    static func connectable(_ value: RESPValue?) -> Int? {
        guard let port = value?.looseInteger, (1...65_535).contains(port) else { return nil }
        return port
    }
}
