public import NIOCore

/// What a reply can be read as.
public protocol RESPDecodable: Sendable {
    /// Reads a reply.
    ///
    /// - Throws: ``RESPDecodingError`` if the reply is something else.
    static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Self
}

/// A reply isn't what it was to be read as. Only the call that asked fails; the connection goes on.
public struct RESPDecodingError: Error, Sendable, CustomStringConvertible {
    /// What was expected.
    public let expected: String
    /// What came instead: its type and size, never its content.
    public let found: String

    /// An error that says what was expected instead of a reply.
    public init(expected: String, found: RESPValue) {
        self.expected = expected
        self.found = found.unattributed.description
    }

    package init(expected: String, found: String) {
        self.expected = expected
        self.found = found
    }

    /// What was expected and what came.
    public var description: String { "expected \(expected), found \(found)" }
}

extension RESPValue: RESPDecodable {
    /// The reply itself.
    public static func decode(_ value: RESPValue) -> RESPValue { value }

    /// The bytes of a text of any kind, nil if the value is no text.
    package var text: ByteBuffer? {
        switch unattributed {
        case .simpleString(let bytes), .bulkString(let bytes), .bigNumber(let bytes): bytes
        case .verbatimString(let string): string.text
        default: nil
        }
    }

    /// The elements of an array or a set, nil if the value is none.
    package var elements: [RESPValue]? {
        switch unattributed {
        case .array(let elements), .set(let elements): elements
        default: nil
        }
    }

    /// The pairs of a map, of an array of arrays with two elements each, or of an array that alternates keys and
    /// values; nil if the value is none of these.
    package var pairs: [RESPPair]? {
        switch unattributed {
        case .map(let pairs):
            return pairs
        case .array(let elements):
            if let nested = Self.nestedPairs(elements) { return nested }
            guard elements.count.isMultiple(of: 2) else { return nil }
            return stride(from: 0, to: elements.count, by: 2).map {
                RESPPair(key: elements[$0], value: elements[$0 + 1])
            }
        default:
            return nil
        }
    }

    private static func nestedPairs(_ elements: [RESPValue]) -> [RESPPair]? {
        guard case .array = elements.first?.unattributed else { return nil }
        var pairs: [RESPPair] = []
        pairs.reserveCapacity(elements.count)
        for element in elements {
            guard case .array(let pair) = element.unattributed, pair.count == 2 else { return nil }
            pairs.append(RESPPair(key: pair[0], value: pair[1]))
        }
        return pairs
    }
}

extension ByteBuffer: RESPDecodable {
    /// The bytes of a text. A small part of a large read is copied, so that it doesn't keep the rest alive.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ByteBuffer {
        guard let bytes = value.text else { throw RESPDecodingError(expected: "a string", found: value) }
        return bytes.readableBytes * 2 < bytes.storageCapacity ? ByteBuffer(bytes: bytes.readableBytesView) : bytes
    }
}

extension Array: RESPDecodable where Element: RESPDecodable {
    /// The elements of an array or a set; for bytes, the bytes of a text.
    @specialized(where Element == String)
    @specialized(where Element == String?)
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> [Element] {
        if Element.self == UInt8.self, let bytes = value.text.map({ [UInt8](buffer: $0) }) as? [Element] {
            return bytes
        }
        guard let elements = value.elements else { throw RESPDecodingError(expected: "an array", found: value) }
        var decoded: [Element] = []
        decoded.reserveCapacity(elements.count)
        for element in elements { decoded.append(try Element.decode(element)) }
        return decoded
    }
}

extension UInt8: RESPDecodable {
    /// An integer from 0 to 255. An array of these is read from the bytes of a text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> UInt8 {
        guard let number = UInt8(exactly: try Int.decode(value)) else {
            throw RESPDecodingError(expected: "an integer from 0 to 255", found: value)
        }
        return number
    }
}

extension Optional: RESPDecodable where Wrapped: RESPDecodable {
    /// The value, nil for null.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Wrapped? {
        switch value {
        case .null, .attributed(.null, _): return nil
        default: return try Wrapped.decode(value)
        }
    }
}
