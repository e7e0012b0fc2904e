/// Where a server listens.
public enum ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host, by name or number, and a TCP port.
    case host(String, port: Int)
    /// A unix socket, by its path.
    case unixSocket(path: String)

    /// The address as `host:port`, with brackets around an IPv6 number; a socket as its path.
    public var description: String {
        switch self {
        case .host(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unixSocket(let path): path
        }
    }
}
