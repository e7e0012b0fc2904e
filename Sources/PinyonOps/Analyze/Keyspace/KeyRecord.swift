internal import Foundation
package import PinyonClient

/// What is known of one key.
package struct KeyRecord: Sendable {
    /// Its name.
    package var name: KeyName
    /// The number of its database.
    package var database = 0
    /// Which of the nodes has it, by its index in the facts.
    package var node = 0
    /// What it holds.
    package var type: KeyType
    /// How the server keeps it; nil if that wasn't asked for.
    package var encoding: String?
    /// What it takes with its value, in bytes, as the server estimates it; nil if it doesn't tell.
    package var bytes: Int?
    /// How many members, fields or entries it has; of a string its bytes. Nil if that wasn't asked for.
    package var length: Int?
    /// The time that it has left; nil if it has no end.
    package var timeToLive: Duration?
    /// How long it wasn't used; nil if the server doesn't tell.
    package var idle: Duration?
    /// How often it is used, as the logarithmic counter of LFU; nil if the server doesn't tell.
    package var frequency: Int?
    /// What its value looks like; nil if it was not read.
    package var form: ValueForm?
    /// What its members look like; nil if none were read.
    package var members: MemberForm?

    /// A key of which nothing more is known.
    package init(_ name: KeyName, type: KeyType) {
        self.name = name
        self.type = type
    }
}

/// What some members of a collection look like. The members themselves aren't kept.
package struct MemberForm: Sendable, Hashable {
    /// How many were looked at.
    package var lookedAt: Int
    /// Whether all of them are integers.
    package var areIntegers: Bool
    /// Whether all of them, or their scores, look like points in time.
    package var areTimes: Bool
    /// Whether the first of them is the name of a key that holds a hash or JSON; nil if that wasn't looked up.
    package var areKeyNames: Bool?
    /// The mean length of a hash's field names, in bytes; nil for other types.
    package var meanNameBytes: Double?
    /// The length of the longest value or member that was looked at, in bytes.
    package var longestBytes: Int
}

/// What a string's value looks like, as far as a look at its beginning tells. The value itself isn't kept.
package struct ValueForm: Sendable, Hashable {
    /// The format that it is written in.
    package enum Format: String, Sendable, Hashable {
        case jsonObject
        case jsonArray
        case xml
        case number
        case text
        case binary
    }

    /// The format.
    package var format: Format
    /// How many fields a JSON object has, if the whole of it was read and none of them holds another.
    package var flatFields: Int?
    /// How many bytes of names and values these are, as a hash would keep them.
    package var fieldBytes: Int?
    /// How many bytes were looked at.
    package var lookedAt: Int
    /// How small the bytes become when they are compressed, from 0 to 1; nil if that wasn't tried.
    package var compressedShare: Double?
}

/// The bytes of a key's name.
package struct KeyName: Sendable, Hashable {
    /// The bytes.
    package var bytes: [UInt8]

    /// A name.
    package init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// The name as text; nil if the bytes are no UTF-8.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The name as it can be shown: what isn't printable is written as `\xHH`, and a backslash twice.
    package var printable: String {
        if let text, text.unicodeScalars.allSatisfy(Self.isPlain) { return text }
        var printable = ""
        if let text {
            for scalar in text.unicodeScalars { printable += Self.escaped(scalar) }
        } else {
            for byte in bytes { printable += Self.escaped(byte) }
        }
        return printable
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "\\" else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        if isPlain(scalar) { return String(scalar) }
        if scalar == "\\" { return "\\\\" }
        return UTF8.encode(scalar)?.map(hexadecimal).joined() ?? ""
    }

    private static func escaped(_ byte: UInt8) -> String {
        if byte == UInt8(ascii: "\\") { return "\\\\" }
        return (0x20..<0x7F).contains(byte) ? String(UnicodeScalar(byte)) : hexadecimal(byte)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

extension KeyName {
    /// The bytes in base64, for names that are no text.
    package var base64: String { Data(bytes).base64EncodedString() }
}
