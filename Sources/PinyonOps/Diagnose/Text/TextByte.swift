/// What a byte of an error's text is.
enum TextByte {
    static let blank = UInt8(ascii: " ")
    static let lineFeed = UInt8(ascii: "\n")
    static let colon = UInt8(ascii: ":")
    static let minus = UInt8(ascii: "-")
    static let backslash = UInt8(ascii: "\\")
    static let escape: UInt8 = 0x1B

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    /// Whether it can be in a code, in the name of a class, or in a word.
    static func isNamePart(_ byte: UInt8) -> Bool {
        isDigit(byte) || isCapital(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
    }

    /// Whether it can be in front of a class's name as a part of its namespace.
    static func isQualifierPart(_ byte: UInt8) -> Bool {
        isNamePart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$") || byte == colon || byte == backslash
    }

    /// Whether it can be in a host with a port: a name, an IPv4 or IPv6 number, or the question mark of a server that
    /// doesn't know.
    static func isEndpointPart(_ byte: UInt8) -> Bool {
        isNamePart(byte) || ".:-?[]%".utf8.contains(byte)
    }

    /// Whether it can be in the name of a command, with its subcommand after a bar.
    static func isCommandPart(_ byte: UInt8) -> Bool { isNamePart(byte) || "|.-".utf8.contains(byte) }

    static func isQuote(_ byte: UInt8) -> Bool { "\"'`".utf8.contains(byte) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == blank || byte == lineFeed }

    /// The small letter of a capital; anything else as it is.
    static func lowercased(_ byte: UInt8) -> UInt8 { isCapital(byte) ? byte + 0x20 : byte }

    /// What a digit of a hexadecimal number is worth; nil if it is none.
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
