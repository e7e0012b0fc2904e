package import NIOCore

/// Which addresses a server may send the client to.
///
/// Nodes of a cluster and Sentinels name other servers, and the client connects to them and shows them its
/// credentials. A hostile or hijacked server could name any host; so what they name is checked.
public struct AddressTrust: Sendable {
    /// Decides about a host and port that a server named.
    ///
    /// - Parameters:
    ///   - host: The name or number.
    ///   - port: The port.
    /// - Returns: whether the client may connect to it; nil to leave it to the default rules.
    public typealias Rule = @Sendable (_ host: String, _ port: Int) -> Bool?

    /// The most nodes of one cluster or group that the client connects to. Default: 2,000.
    public var nodes: Int
    private let rule: Rule

    /// The default rules: no link-local and no metadata addresses, no multicast; loopback only from a server on
    /// loopback; and without TLS no public address from a server on a private network, and no private one from a public
    /// server.
    public static let automatic = AddressTrust()

    /// Trust by a rule of your own, and by the default rules where it says nil.
    ///
    /// - Parameters:
    ///   - nodes: The most nodes of one cluster or group.
    ///   - rule: Decides about an address that a server named.
    public init(nodes: Int = 2_000, rule: @escaping Rule = { _, _ in nil }) {
        self.nodes = nodes
        self.rule = rule
    }

    /// Trust in hosts whose name ends so, and in no others.
    ///
    /// - Parameter suffix: The end of the names, such as `.redis.internal`.
    public static func hosts(endingIn suffix: String) -> AddressTrust {
        AddressTrust { host, _ in host.hasSuffix(suffix) }
    }

    /// What the rule says about a name.
    package func verdict(host: String, port: Int) -> Bool? { rule(host, port) }
}

/// A kind of network, by who can reach it.
package enum NetworkKind: Sendable, Hashable {
    case loopback
    case privateNetwork
    case publicNetwork
    /// Addresses at which no server of a group is: link-local with its metadata services, multicast, unspecified.
    case special
    case unixSocket

    package init(_ address: SocketAddress) {
        switch address {
        case .v4: self = NetworkKind(v4: Self.bytes(of: address, from: 4, count: 4))
        case .v6: self = NetworkKind(v6: Self.bytes(of: address, from: 8, count: 16))
        case .unixDomainSocket: self = .unixSocket
        }
    }

    /// The bytes of an internet address, which lie at a fixed place in a socket's address.
    private static func bytes(of address: SocketAddress, from start: Int, count: Int) -> [UInt8] {
        address.withSockAddr { pointer, size in
            let bytes = UnsafeRawBufferPointer(start: pointer, count: size)
            return (0..<count).map { start + $0 < size ? bytes[start + $0] : 0 }
        }
    }

    /// Metadata services that have an ordinary address.
    private static let metadataServices: Set<[UInt8]> = [
        [100, 100, 100, 200], [168, 63, 129, 16], [192, 0, 0, 192],
    ]

    package init(v4 bytes: [UInt8]) {
        self =
            switch (bytes[0], bytes[1]) {
            case _ where Self.metadataServices.contains(bytes): .special
            case (127, _): .loopback
            case (10, _), (172, 16...31), (192, 168), (100, 64...127): .privateNetwork
            case (0, _), (169, 254), (224...255, _): .special
            default: .publicNetwork
            }
    }

    package init(v6 bytes: [UInt8]) {
        if bytes.prefix(12).allSatisfy({ $0 == 0 }) {
            self = bytes.suffix(4) == [0, 0, 0, 1] ? .loopback : .special
        } else if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            // The IPv4 internet behind a translator.
            self = NetworkKind(v4: Array(bytes.suffix(4)))
        } else if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            self = NetworkKind(v4: Array(bytes.suffix(4)))
        } else if bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 || bytes[0] == 0xFF {
            self = .special
        } else if bytes.starts(with: [0xFD, 0x00, 0x0E, 0xC2]) || bytes.starts(with: [0xFD, 0x20, 0x00, 0xCE]) {
            // The metadata services of two large clouds have addresses in the private range.
            self = .special
        } else if bytes[0] & 0xFE == 0xFC {
            self = .privateNetwork
        } else {
            self = .publicNetwork
        }
    }
}

/// Checks the addresses behind a name that a server gave, when they are about to be used: a name may have come to mean
/// something else.
package struct AddressFilter: Sendable {
    package let trust: AddressTrust
    /// Where the server that named it is.
    package let namedFrom: NetworkKind
    /// Whether both are known by their certificates.
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
        guard trust.verdict(host: host, port: port) != false else {
            throw Self.refusal(host, port, "the client's rule for addresses says no")
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

    /// Those of the addresses behind a name that can be trusted.
    ///
    /// - Throws: ``ClientError/Code/untrustedAddress`` if none can.
    package func filter(_ addresses: [SocketAddress], host: String, port: Int) throws(ClientError) -> [SocketAddress] {
        if trust.verdict(host: host, port: port) == true { return addresses }
        let trusted = addresses.filter { isTrusted(NetworkKind($0)) }
        guard trusted.isEmpty, !addresses.isEmpty else { return trusted }
        throw Self.refusal(host, port, "it belongs to a network that the server which named it has no business in")
    }

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
