package import NIOCore

/// Checks the addresses behind a name that a server gave, when they are about to be used: a name may have come to mean
/// something else.
package struct AddressFilter: Sendable {
    package let trust: AddressTrust
    /// Where the server that named it is.
    package let namedFrom: NetworkKind
    /// Whether the server behind the name has to prove by a certificate that it is the one.
    package let isVerified: Bool

    package init(trust: AddressTrust, namedFrom: NetworkKind, isVerified: Bool) {
        self.trust = trust
        self.namedFrom = namedFrom
        self.isVerified = isVerified
    }

    /// Refuses what can't be trusted.
    ///
    /// - Throws: ``ClientError/Code/untrustedAddress``.
    package func check(host: String, port: Int) throws(ClientError) {
        guard Self.isName(host) else {
            throw ClientError(
                .untrustedAddress,
                "a server named a node by \(host.utf8.count) bytes that are no name of a host (see AddressTrust)")
        }
        if case .refused(let reason) = trust.verdict(host: host, port: port) {
            throw Self.refusal(host, port, reason)
        }
        if let number = try? SocketAddress(ipAddress: host, port: port) {
            _ = try filter([number], host: host, port: port)
        }
    }

    /// Whether it can be the name or number of a host. A resolver would read it up to a zero byte only, and a rule that
    /// looks at its end would have looked at something else.
    private static func isName(_ host: String) -> Bool {
        (1...255).contains(host.utf8.count)
            && host.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "/") && $0 != 0x7F }
    }

    /// Those of the addresses behind a name that can be trusted, asked anew for each connection.
    ///
    /// - Throws: ``ClientError/Code/untrustedAddress`` if none can.
    package func filter(_ addresses: [SocketAddress], host: String, port: Int) throws(ClientError) -> [SocketAddress] {
        switch trust.verdict(host: host, port: port) {
        case .trusted: return addresses
        case .refused(let reason): throw Self.refusal(host, port, reason)
        case .open: break
        }
        let trusted = addresses.filter { isTrusted($0) }
        guard trusted.isEmpty, !addresses.isEmpty else { return trusted }
        throw Self.refusal(
            host, port,
            trust.hasNetworks
                ? "it is in none of the networks that trust is limited to, or where no server is"
                : "it belongs to a network that the server which named it has no business in")
    }

    private func isTrusted(_ address: SocketAddress) -> Bool {
        let kind = NetworkKind(address)
        guard trust.hasNetworks else { return isTrusted(kind) }
        return kind != .special && kind != .unixSocket && trust.includes(address)
    }

    /// Whether servers may name addresses of a kind where nothing is said about networks.
    package func isTrusted(_ kind: NetworkKind) -> Bool {
        switch kind {
        case .special, .unixSocket: false
        case .loopback: namedFrom == .loopback || namedFrom == .unixSocket
        case .privateNetwork: isVerified || namedFrom != .publicNetwork
        case .publicNetwork: isVerified || namedFrom == .publicNetwork
        }
    }

    private static func refusal(_ host: String, _ port: Int, _ reason: String) -> ClientError {
        ClientError(
            .untrustedAddress,
            "a server named \(host):\(port), and the client doesn't connect to it: \(reason) (see AddressTrust)",
            node: "\(host):\(port)")
    }
}
