package import NIOCore

/// The internet addresses that begin with the same bits, such as 10.0.0.0/8.
package struct AddressNetwork: Sendable, Hashable {
    /// The bytes of its first address, 4 or 16.
    private let first: [UInt8]
    /// How many of their bits all addresses have in common.
    private let bits: Int

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    /// A network.
    ///
    /// - Parameter text: Its first address, and behind a slash how many bits all have in common; or a single address.
    /// - Throws: ``ClientError/Code/configuration`` if it is something else.
    package init(_ text: String) throws(ClientError) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let number = parts.first, let address = try? SocketAddress(ipAddress: String(number), port: 0) else {
            throw Self.wrong(text, "it doesn't begin with an IPv4 or IPv6 address")
        }
        let bytes = address.numberBytes
        let width = bytes.count * 8
        guard let bits = parts.count == 1 ? width : Int(parts[1]), (0...width).contains(bits) else {
            throw Self.wrong(text, "no number from 0 to \(width) stands behind the slash")
        }
        guard Self.masked(bytes, bits) == bytes else {
            throw Self.wrong(text, "its address has bits behind the first \(bits): write the network's first address")
        }
        let isMapped = bytes.starts(with: Self.mappedPrefix) && bits >= Self.mappedPrefix.count * 8
        first = isMapped ? Array(bytes.dropFirst(Self.mappedPrefix.count)) : bytes
        self.bits = isMapped ? bits - Self.mappedPrefix.count * 8 : bits
    }

    /// Whether an address is in the network.
    package func contains(_ address: SocketAddress) -> Bool {
        var bytes = address.numberBytes
        if bytes.starts(with: Self.mappedPrefix) { bytes.removeFirst(Self.mappedPrefix.count) }
        return bytes.count == first.count && Self.masked(bytes, bits) == first
    }

    /// The bytes with nothing but zeros behind the first bits.
    private static func masked(_ bytes: [UInt8], _ bits: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, bits - index * 8))
            return byte & ~(UInt8.max >> kept)
        }
    }

    private static func wrong(_ text: String, _ reason: String) -> ClientError {
        ClientError(.configuration, "“\(text)” isn't a network such as 10.0.0.0/8: \(reason) (see AddressTrust)")
    }
}
