/// How many characters of which kind a part of a key's name has.
struct CharacterCount {
    private enum Kind {
        case digit
        case small
        case capital
    }

    private(set) var all = 0
    private(set) var digits = 0
    /// Letters that may be hexadecimal digits.
    private(set) var hexadecimalLetters = 0
    /// `-`, `_`, `=` and `+`, which stand in random words too.
    private(set) var hyphens = 0
    /// `.`, `,` and `:`, which stand in numbers too.
    private(set) var points = 0
    /// Bytes beyond ASCII.
    private(set) var high = 0
    private(set) var others = 0
    /// How often a digit, a small and a capital letter stand beside another of these kinds.
    private(set) var switches = 0
    /// How often a capital letter comes after a small one.
    private(set) var rises = 0
    private(set) var letters = 0
    private var underscores = 0

    init(_ part: ArraySlice<UInt8>) {
        var last: Kind?
        for byte in part {
            all += 1
            let kind = note(byte)
            if let kind, let last, kind != last { switches += 1 }
            if last == .small, kind == .capital { rises += 1 }
            last = kind
        }
    }

    private mutating func note(_ byte: UInt8) -> Kind? {
        switch byte {
        case 0x30...0x39:
            digits += 1
            return .digit
        case 0x61...0x7A:
            letters += 1
            if byte <= UInt8(ascii: "f") { hexadecimalLetters += 1 }
            return .small
        case 0x41...0x5A:
            letters += 1
            if byte <= UInt8(ascii: "F") { hexadecimalLetters += 1 }
            return .capital
        case UInt8(ascii: "_"), UInt8(ascii: "="):
            underscores += 1
            hyphens += 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"): hyphens += 1
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"): points += 1
        case 0x80...: high += 1
        default: others += 1
        }
        return nil
    }

    /// Whether it is a number, or some with points or hyphens between them: a date, an address, a telephone number.
    var isNumber: Bool { digits > 0 && letters == 0 && others == 0 && high == 0 && underscores == 0 }

    static func isHexadecimal(_ byte: UInt8) -> Bool {
        KeyToken.isDigit(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
    }
}
