import NIOCore
import PinyonClient

extension RESPFrame {
    /// Replies in a notation that shows everything a decoder must get right, so that tables of expectations stay short
    /// and nothing compares equal that isn't: the type of a text, the sign of a zero, attributes.
    ///
    /// | type | notation |
    /// |---|---|
    /// | simple string, string | `+OK`, `"hello"` (other bytes than printable ASCII as `\xff`) |
    /// | error | `-ERR "x y"` |
    /// | integer, double, big number | `1`, `1.0`, `(12` |
    /// | boolean, null | `true`, `null` |
    /// | verbatim string | `txt:"text"` |
    /// | array, set, map | `[1, 2]`, `~[1]`, `{1: 2}` |
    /// | value with attributes | `|{"ttl": 1} 3` |
    /// | push | `>message["channel", "text"]` |
    var notation: String {
        switch self {
        case .reply(let value): value.notation
        case .push(let push): ">\(push.kind)\(push.values.notation)"
        }
    }
}

extension RESPValue {
    var notation: String {
        switch self {
        case .null: "null"
        case .simpleString(let bytes): "+\(bytes.notation.dropFirst().dropLast())"
        case .error(let error): "-\(error.code) \"\(error.message)\""
        case .integer(let number): "\(number)"
        case .bulkString(let bytes): bytes.notation
        case .boolean(let isTrue): "\(isTrue)"
        case .double(let number): number.isNaN ? "nan" : "\(number)"
        case .bigNumber(let bytes): "(\(bytes.notation.dropFirst().dropLast())"
        case .verbatimString(let string): "\(string.format):\(string.text.notation)"
        case .array(let elements): elements.notation
        case .map(let pairs): pairs.notation
        case .set(let elements): "~\(elements.notation)"
        case .attributed(let value, let attributes): "|\(attributes.notation) \(value.notation)"
        }
    }
}

extension [RESPValue] {
    var notation: String { "[\(map(\.notation).joined(separator: ", "))]" }
}

extension [RESPPair] {
    var notation: String {
        "{\(map { "\($0.key.notation): \($0.value.notation)" }.joined(separator: ", "))}"
    }
}

extension ByteBuffer {
    var notation: String {
        let text = readableBytesView.map { byte in
            switch byte {
            case UInt8(ascii: "\r"): "\\r"
            case UInt8(ascii: "\n"): "\\n"
            case UInt8(ascii: " ")..<0x7F: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "\"\(text.joined())\""
    }
}
