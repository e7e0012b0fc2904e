internal import NIOCore

extension String: RESPDecodable {
    /// A text, which must be UTF-8, or a number as text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> String {
        switch value {
        case .bulkString(let bytes), .simpleString(let bytes), .bigNumber(let bytes):
            return try text(bytes, of: value)
        case .verbatimString(let string): return try text(string.text, of: value)
        case .integer(let number): return String(number)
        case .double(let number): return String(describing: number)
        case .attributed(let value, _): return try decode(value)
        default: throw RESPDecodingError(expected: "a string", found: value)
        }
    }

    private static func text(_ bytes: ByteBuffer, of value: RESPValue) throws(RESPDecodingError) -> String {
        if let text = valid(bytes) { return text }
        throw RESPDecodingError(
            expected: "a string in UTF-8 (ask for it as [UInt8] otherwise)", found: "\(value) that isn't")
    }

    /// The text that bytes are in UTF-8; nil if they are none.
    private static func valid(_ bytes: ByteBuffer) -> String? {
        guard #available(macOS 26, iOS 26, tvOS 26, watchOS 26, *) else {
            return bytes.withUnsafeReadableBytes {
                String(validating: $0.assumingMemoryBound(to: UInt8.self), as: UTF8.self)
            }
        }
        // Takes half as long.
        guard let text = try? UTF8Span(validating: bytes.readableBytesUInt8Span) else { return nil }
        return String(copying: text)
    }
}

extension Int: RESPDecodable {
    /// An integer, or the decimal digits of one.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Int {
        switch value.unattributed {
        case .integer(let number): return number
        case .boolean(let isTrue): return isTrue ? 1 : 0
        default:
            guard let digits = value.text.map({ String(buffer: $0) }), let number = Int(digits) else {
                throw RESPDecodingError(expected: "an integer", found: value)
            }
            return number
        }
    }
}

extension UInt64: RESPDecodable {
    /// An integer that isn't negative, or the decimal digits of one.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> UInt64 {
        if case .integer(let number) = value.unattributed, let number = UInt64(exactly: number) { return number }
        guard let digits = value.text.map({ String(buffer: $0) }), let number = UInt64(digits) else {
            throw RESPDecodingError(expected: "an integer that isn't negative", found: value)
        }
        return number
    }
}

extension Double: RESPDecodable {
    /// A number of any kind, or a text that is one.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Double {
        switch value.unattributed {
        case .double(let number): return number
        case .integer(let number): return Double(number)
        default:
            guard let text = value.text.map({ String(buffer: $0) }), let number = Double(text) else {
                throw RESPDecodingError(expected: "a number", found: value)
            }
            return number
        }
    }
}

extension Bool: RESPDecodable {
    /// A boolean, or 1 and 0 in its place.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Bool {
        switch value.unattributed {
        case .boolean(let isTrue): return isTrue
        case .integer(0): return false
        case .integer(1): return true
        default: throw RESPDecodingError(expected: "a boolean, or 0 or 1", found: value)
        }
    }
}

extension Dictionary: RESPDecodable where Key: RESPDecodable, Value: RESPDecodable {
    /// The pairs of a map, or of an array that alternates keys and values. Of a key that comes twice, the last value
    /// stays.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> [Key: Value] {
        guard let pairs = value.pairs else { throw RESPDecodingError(expected: "a map", found: value) }
        var decoded: [Key: Value] = [:]
        decoded.reserveCapacity(pairs.count)
        for pair in pairs { decoded[try Key.decode(pair.key)] = try Value.decode(pair.value) }
        return decoded
    }
}

extension Set: RESPDecodable where Element: RESPDecodable {
    /// The elements of a set or an array.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> Set<Element> {
        guard let elements = value.elements else { throw RESPDecodingError(expected: "a set", found: value) }
        var decoded: Set<Element> = []
        for element in elements { decoded.insert(try Element.decode(element)) }
        return decoded
    }
}
