internal import Foundation

extension ValueForm {
    /// What a value looks like by its beginning.
    ///
    /// - Parameters:
    ///   - bytes: The beginning.
    ///   - isWhole: Whether that is all of it.
    init(_ bytes: [UInt8], isWhole: Bool) {
        lookedAt = bytes.count
        switch bytes.first(where: { !Self.isSpace($0) }) {
        case UInt8(ascii: "{"):
            if isWhole, let object = Self.object(bytes) {
                format = .jsonObject
                (flatFields, fieldBytes) = Self.fields(object)
            } else {
                // Cut off, it is taken for an object if a name in quotes comes next.
                format = !isWhole && Self.isObjectBegun(bytes) ? .jsonObject : Self.plainFormat(bytes)
            }
        case UInt8(ascii: "["):
            format = !isWhole || Self.isJSON(bytes) ? .jsonArray : Self.plainFormat(bytes)
        case UInt8(ascii: "<"): format = .xml
        default: format = Self.plainFormat(bytes)
        }
    }

    private static func plainFormat(_ bytes: [UInt8]) -> Format {
        if let text = String(validating: bytes, as: UTF8.self), Double(text) != nil { return .number }
        return isText(bytes) ? .text : .binary
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func object(_ bytes: [UInt8]) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) != nil
    }

    /// How many fields an object has and what they take, if none of them holds another object or array.
    private static func fields(_ object: [String: Any]) -> (count: Int?, bytes: Int?) {
        var bytes = 0
        for (name, value) in object {
            switch value {
            case is [Any], is [String: Any]: return (nil, nil)
            default: bytes += name.utf8.count + "\(value)".utf8.count
            }
        }
        return (object.count, bytes)
    }

    private static func isObjectBegun(_ bytes: [UInt8]) -> Bool {
        let inside = bytes.drop { isSpace($0) }.dropFirst().drop { isSpace($0) }
        return inside.first == UInt8(ascii: "\"")
    }

    /// Whether the bytes are text: the last character may be cut off.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        for cut in 0...3 where bytes.count >= cut {
            guard let text = String(validating: bytes.dropLast(cut), as: UTF8.self) else { continue }
            return text.unicodeScalars.allSatisfy { $0.value >= 0x20 || "\t\r\n".unicodeScalars.contains($0) }
        }
        return false
    }
}
