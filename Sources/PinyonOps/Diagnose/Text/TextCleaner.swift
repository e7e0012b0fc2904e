/// Takes from a text what terminals, logs and JSON put into it.
///
/// Colours and other orders to a terminal go; escapes such as `\n` and `\u0027` become what they stand for; curly
/// quotes become straight ones; blanks, tabs and control characters become one blank, or one line feed if the line
/// ended.
struct TextCleaner {
    /// How far the end of an order to a terminal is looked for, where the order has any length.
    private static let longestOrder = 256

    private(set) var bytes: [UInt8] = []

    mutating func add(_ raw: [UInt8]) {
        bytes.reserveCapacity(bytes.count + raw.count)
        var index = 0
        while index < raw.count { index = addOne(raw, at: index) }
    }

    /// Adds what stands at a place.
    ///
    /// - Returns: The place behind it.
    private mutating func addOne(_ raw: [UInt8], at index: Int) -> Int {
        switch raw[index] {
        case TextByte.backslash:
            guard let (byte, length) = Self.escaped(raw, at: index) else {
                bytes.append(TextByte.backslash)
                return index + 1
            }
            if byte == TextByte.escape { return Self.endOfOrder(raw, after: index + length) }
            append(byte)
            return index + length
        case TextByte.escape: return Self.endOfOrder(raw, after: index + 1)
        case 0xC2, 0xE2:
            if let (byte, length) = Self.replacement(raw, at: index) {
                append(byte)
                return index + length
            }
            bytes.append(raw[index])
            return index + 1
        default:
            append(raw[index])
            return index + 1
        }
    }

    /// Adds a byte, or makes one blank of several.
    private mutating func append(_ byte: UInt8) {
        guard byte <= TextByte.blank || byte == 0x7F else {
            bytes.append(byte)
            return
        }
        let isLineEnd = byte == 0x0A || byte == 0x0D
        guard let last = bytes.last, TextByte.isSpace(last) else {
            bytes.append(isLineEnd ? TextByte.lineFeed : TextByte.blank)
            return
        }
        if isLineEnd { bytes[bytes.count - 1] = TextByte.lineFeed }
    }

    /// What an escape with a backslash stands for, and how long it is; nil if it is none.
    private static func escaped(_ raw: [UInt8], at index: Int) -> (byte: UInt8, length: Int)? {
        guard index + 1 < raw.count else { return nil }
        switch raw[index + 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"): return (TextByte.lineFeed, 2)
        case UInt8(ascii: "t"): return (TextByte.blank, 2)
        case UInt8(ascii: "e"):
            guard raw.dropFirst(index + 2).first == UInt8(ascii: "[") else { return nil }
            return (TextByte.escape, 2)
        case let quote where TextByte.isQuote(quote): return (quote, 2)
        case UInt8(ascii: "u"): return numbered(raw, at: index, digits: 4)
        case UInt8(ascii: "x"): return numbered(raw, at: index, digits: 2)
        default: return nil
        }
    }

    /// What an escape by an ASCII character's number stands for; nil if the digits are none, or mean another character.
    private static func numbered(_ raw: [UInt8], at index: Int, digits: Int) -> (byte: UInt8, length: Int)? {
        let start = index + 2
        guard start + digits <= raw.count else { return nil }
        var number = 0
        for byte in raw[start..<(start + digits)] {
            guard let digit = TextByte.hexadecimal(byte) else { return nil }
            number = number * 16 + Int(digit)
        }
        guard number < 0x80 else { return nil }
        return (UInt8(number), 2 + digits)
    }

    /// The place behind an order to a terminal, whose first byte has been read.
    private static func endOfOrder(_ raw: [UInt8], after index: Int) -> Int {
        guard index < raw.count else { return index }
        switch raw[index] {
        case UInt8(ascii: "["):
            var end = index + 1
            while end < raw.count, (0x20...0x3F).contains(raw[end]) { end += 1 }
            return end < raw.count && (0x40...0x7E).contains(raw[end]) ? end + 1 : end
        case UInt8(ascii: "]"):
            let reach = min(raw.count, index + longestOrder)
            guard let bell = raw[index..<reach].firstIndex(of: 0x07) else { return index }
            return bell + 1
        default: return index
        }
    }

    /// The ASCII character for a curly quote or a blank of fixed width, and how long that is; nil for other characters.
    private static func replacement(_ raw: [UInt8], at index: Int) -> (byte: UInt8, length: Int)? {
        if raw[index] == 0xC2 {
            guard raw.dropFirst(index + 1).first == 0xA0 else { return nil }
            return (TextByte.blank, 2)
        }
        guard index + 2 < raw.count, raw[index + 1] == 0x80 else { return nil }
        switch raw[index + 2] {
        case 0x98, 0x99: return (UInt8(ascii: "'"), 3)
        case 0x9C, 0x9D: return (UInt8(ascii: "\""), 3)
        default: return nil
        }
    }
}
