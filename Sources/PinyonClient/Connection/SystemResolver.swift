public import NIOCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Asks the operating system for a host's addresses, on a thread that may block.
///
/// A name that is being looked up is not looked up a second time meanwhile: all who ask for it get the same answer.
public struct SystemResolver: AddressResolver {
    private static let lookups = NameLookups { host in try SystemResolver.lookUp(host) }

    /// The resolver; it has no options.
    public init() {}

    /// All addresses that the system knows for a host, in the system's order.
    ///
    /// - Parameters:
    ///   - host: A name, or an IPv4 or IPv6 number.
    ///   - port: The port to put into the addresses.
    /// - Throws: what says why there are none.
    public func addresses(of host: String, port: Int) async throws -> [SocketAddress] {
        guard UInt16(exactly: port) != nil else {
            throw ResolverError(host: host, reason: "\(port) is no port from 0 to 65535")
        }
        if let number = try? SocketAddress(ipAddress: host, port: port) { return [number] }
        return try await Self.lookups.addresses(of: host).map { found in
            var address = found
            address.port = port
            return address
        }
    }

    private static func lookUp(_ host: String) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = SocketKind.stream
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
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
