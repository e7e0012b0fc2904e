package import NIOCore

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
        case .v4: self = NetworkKind(v4: address.numberBytes)
        case .v6: self = NetworkKind(v6: address.numberBytes)
        case .unixDomainSocket: self = .unixSocket
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

extension SocketAddress {
    /// The bytes of an internet address, 4 or 16 of them, which lie at a fixed place; none of a unix socket.
    var numberBytes: [UInt8] {
        switch self {
        case .v4: bytes(from: 4, count: 4)
        case .v6: bytes(from: 8, count: 16)
        case .unixDomainSocket: []
        }
    }

    private func bytes(from start: Int, count: Int) -> [UInt8] {
        withSockAddr { pointer, size in
            let bytes = UnsafeRawBufferPointer(start: pointer, count: size)
            return (0..<count).map { start + $0 < size ? bytes[start + $0] : 0 }
        }
    }
}
