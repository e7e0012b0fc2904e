public import NIOCore

/// The part of a cluster's keyspace that a key belongs to, of 16,384.
///
/// A slot is the CRC-16/XMODEM of the key modulo 16,384. If the key has something between its first `{` and the first
/// `}` after it, only that is hashed, so that keys can be kept together: `{user:7}:name` and `{user:7}:mail`.
public struct HashSlot: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// How many slots there are.
    public static let count = 16_384

    /// The slot's number, from 0 to 16,383.
    public let number: Int

    /// The slot with a number; nil if there is none.
    public init?(number: Int) {
        guard (0..<Self.count).contains(number) else { return nil }
        self.number = number
    }

    /// The slot of a key's UTF-8. Costs a pass over its bytes.
    public init(key: String) {
        var key = key
        self = key.withUTF8 { HashSlot(key: UnsafeRawBufferPointer($0)) }
    }

    /// The slot of a key's bytes.
    public init(key: [UInt8]) {
        self = key.withUnsafeBytes { HashSlot(key: $0) }
    }

    /// The slot of a key's bytes.
    public init(key: ByteBuffer) {
        self = key.withUnsafeReadableBytes { HashSlot(key: $0) }
    }

    package init(key: UnsafeRawBufferPointer) {
        number = Int(Self.checksum(Self.hashedPart(of: key))) & (Self.count - 1)
    }

    /// The slot's number as text.
    public var description: String { String(number) }

    /// Whether a slot comes before another.
    public static func < (left: HashSlot, right: HashSlot) -> Bool { left.number < right.number }

    private static func hashedPart(of key: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer.SubSequence {
        guard let opening = key.firstIndex(of: UInt8(ascii: "{")),
            let closing = key[(opening + 1)...].firstIndex(of: UInt8(ascii: "}")), closing > opening + 1
        else { return key[...] }
        return key[(opening + 1)..<closing]
    }

    package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt16 {
        bytes.reduce(0) { sum, byte in
            sum << 8 ^ table[Int(UInt8(truncatingIfNeeded: sum >> 8) ^ byte)]
        }
    }

    /// The checksums of single bytes, by the polynomial x¹⁶ + x¹² + x⁵ + 1.
    private static let table: [UInt16] = (0..<256).map { byte in
        (0..<8).reduce(UInt16(byte) << 8) { sum, _ in
            sum & 0x8000 != 0 ? sum << 1 ^ 0x1021 : sum << 1
        }
    }
}
