public import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Asks the operating system for a host's addresses, on a thread that may block.
public struct SystemResolver: AddressResolver {
    /// The resolver; it has no options.
    public init() {}

    /// All addresses that the system knows for a host, in the system's order.
    public func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        if let number = try? SocketAddress(ipAddress: host, port: port) { return [number] }
        return try await NIOThreadPool.singleton.runIfActive { try Self.lookUp(host, port: port) }
    }

    private static func lookUp(_ host: String, port: Int) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = SocketKind.stream
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else {
            throw ResolverError(host: host, reason: gai_strerror(status).map { String(cString: $0) } ?? "\(status)")
        }
        defer { freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var entry = list
        while let current = entry {
            if let address = Self.address(current.pointee, host: host) { found.append(address) }
            entry = current.pointee.ai_next
        }
        return found
    }

    private static func address(_ entry: addrinfo, host: String) -> SocketAddress? {
        guard let storage = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                SocketAddress($0.pointee, host: host)
            }
        case AF_INET6:
            return storage.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                SocketAddress($0.pointee, host: host)
            }
        default:
            return nil
        }
    }
}

private enum SocketKind {
    #if canImport(Glibc)
        static let stream = Int32(SOCK_STREAM.rawValue)
    #else
        static let stream = Int32(SOCK_STREAM)
    #endif
}

/// Why a host has no addresses.
struct ResolverError: Error, CustomStringConvertible {
    let host: String
    let reason: String

    var description: String { "\(host): \(reason)" }
}
