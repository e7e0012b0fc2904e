/// Bytes that aren't the protocol, or exceed a limit. The connection can't be used any further: where the next reply
/// begins is unknown.
package struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in a sentence without the bytes themselves.
    package let reason: String
    /// Whether it is a reply that may well be the protocol, but is more than the client takes.
    package let isLimit: Bool

    package init(_ reason: String, isLimit: Bool = false) {
        self.reason = reason
        self.isLimit = isLimit
    }

    package var description: String { reason }

    static func unknownType(_ byte: UInt8) -> WireError {
        switch byte {
        case UInt8(ascii: "H"):
            WireError("the peer seems to speak HTTP instead of RESP: check the port")
        case 0x15, 0x16:
            WireError("the peer seems to speak TLS: connect with rediss:// or to the port without TLS")
        default:
            WireError("a reply can't start with the byte 0x\(String(byte, radix: 16)): is the peer a Redis or Valkey?")
        }
    }
}
