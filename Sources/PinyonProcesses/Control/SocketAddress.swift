#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// Where a server on this machine listens.
package enum ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A port of 127.0.0.1.
    case port(Int)
    /// The path of a unix socket.
    case unixSocket(String)

    /// As users write it.
    package var description: String {
        switch self {
        case .port(let port): "127.0.0.1:\(port)"
        case .unixSocket(let path): path
        }
    }
}

/// A socket's address as the system takes it.
struct SocketAddress {
    #if canImport(Glibc)
        static let stream = CInt(SOCK_STREAM.rawValue)
    #else
        static let stream = SOCK_STREAM
    #endif

    /// AF_INET or AF_UNIX.
    let family: CInt
    private var storage = sockaddr_storage()
    private let length: Int

    /// Nil if the address can't be written: a port beyond 65535, or a path that is too long.
    init?(_ address: ServerAddress) {
        switch address {
        case .port(let port): self.init(port: port)
        case .unixSocket(let path): self.init(path: path)
        }
    }

    init?(port: Int) {
        guard let port = UInt16(exactly: port) else { return nil }
        family = AF_INET
        length = MemoryLayout<sockaddr_in>.size
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_in.self) }
    }

    private init?(path: String) {
        var address = sockaddr_un()
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity, !path.utf8.contains(0) else { return nil }
        family = AF_UNIX
        length = MemoryLayout<sockaddr_un>.size
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: sockaddr_un.self) }
    }

    /// Calls something that takes a pointer to the address and its length.
    mutating func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        let length = socklen_t(length)
        return withUnsafePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
