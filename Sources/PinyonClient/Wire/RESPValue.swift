public import NIOCore

/// A reply of a server as it came over the wire, in the types of RESP3.
///
/// RESP2 knows fewer types: there a boolean arrives as an integer, a double or a verbatim string as a string, a map as
/// an array that alternates keys and values, and a set as an array. Read a value through ``RESPDecodable`` to be
/// indifferent to that.
///
/// Strings are slices of what was read from the connection: a value that is kept for long keeps up to 64 KiB alive.
/// Copy it (`String`, `[UInt8]`) to let go of the rest.
public enum RESPValue: Sendable {
    /// No value. RESP2's null string and null array, and RESP3's null, are all this.
    case null
    /// A short text, such as `OK`.
    case simpleString(ByteBuffer)
    /// An error as a value. As a whole reply, the client throws it; it stands here as an element of an array.
    indirect case error(ServerError)
    /// A 64-bit integer.
    case integer(Int)
    /// Any bytes.
    case bulkString(ByteBuffer)
    /// A boolean.
    case boolean(Bool)
    /// A floating-point number, infinities and not-a-number included.
    case double(Double)
    /// An integer of any length, as its decimal digits, perhaps after a sign.
    case bigNumber(ByteBuffer)
    /// Text with a format.
    case verbatimString(VerbatimString)
    /// Values in order.
    case array([RESPValue])
    /// Keys with their values, in the order in which they came; a key may be of any type, and may come twice.
    case map([RESPPair])
    /// Values without an order that means anything; one may come twice.
    case set([RESPValue])
    /// A value to which the server attached additional data, such as a key's popularity.
    indirect case attributed(RESPValue, attributes: [RESPPair])

    /// Whether the value is an error.
    package var isError: Bool {
        switch self {
        case .error: true
        case .attributed(let value, _): value.isError
        default: false
        }
    }

    /// The value without attributes.
    public var unattributed: RESPValue {
        if case .attributed(let value, _) = self { return value }
        return self
    }
}

/// Text with a format of three letters, such as `txt` or `mkd`.
public struct VerbatimString: Sendable, Equatable {
    /// The format, a colon, and the text.
    package let wire: ByteBuffer

    /// Text as it came: the format and a colon, then the text; nil if there is no such prefix.
    package init?(wire bytes: ByteBuffer) {
        guard bytes.readableBytes >= 4, bytes.getInteger(at: bytes.readerIndex + 3) == UInt8(ascii: ":") else {
            return nil
        }
        wire = bytes
    }

    /// The three letters of the format.
    public var format: String { wire.getString(at: wire.readerIndex, length: 3) ?? "" }

    /// The text.
    public var text: ByteBuffer {
        wire.getSlice(at: wire.readerIndex + 4, length: wire.readableBytes - 4) ?? ByteBuffer()
    }
}

/// A key of a map, or an attribute's name, with its value.
public struct RESPPair: Sendable, Equatable {
    /// The key.
    public var key: RESPValue
    /// The value.
    public var value: RESPValue

    /// A pair.
    public init(key: RESPValue, value: RESPValue) {
        self.key = key
        self.value = value
    }
}

extension RESPValue: Equatable {
    /// Whether two replies are the same in type and content. Not-a-number equals itself here.
    public static func == (left: RESPValue, right: RESPValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.simpleString(let left), .simpleString(let right)): left == right
        case (.error(let left), .error(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.bulkString(let left), .bulkString(let right)): left == right
        case (.boolean(let left), .boolean(let right)): left == right
        case (.double(let left), .double(let right)): left.isNaN && right.isNaN || left == right
        case (.bigNumber(let left), .bigNumber(let right)): left == right
        case (.verbatimString(let left), .verbatimString(let right)): left == right
        case (.array(let left), .array(let right)), (.set(let left), .set(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.attributed(let left, let attributes), .attributed(let right, let others)):
            left == right && attributes == others
        default: false
        }
    }
}

extension RESPValue: CustomStringConvertible {
    /// The value's type and size. Its content isn't shown, because descriptions end up in logs.
    public var description: String {
        switch self {
        case .null: "null"
        case .simpleString(let bytes): "a simple string of \(bytes.readableBytes) bytes"
        case .error(let error): "the error \(error.code)"
        case .integer: "an integer"
        case .bulkString(let bytes): "a string of \(bytes.readableBytes) bytes"
        case .boolean: "a boolean"
        case .double: "a double"
        case .bigNumber: "a big number"
        case .verbatimString(let string): "a verbatim string of \(string.text.readableBytes) bytes"
        case .array(let elements): "an array of \(elements.count) elements"
        case .map(let pairs): "a map of \(pairs.count) pairs"
        case .set(let elements): "a set of \(elements.count) elements"
        case .attributed(let value, _): "\(value) with attributes"
        }
    }
}
