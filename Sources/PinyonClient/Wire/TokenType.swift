/// The first byte of a token.
enum TokenType: UInt8 {
    /// `+`
    case simpleString = 0x2B
    /// `-`
    case simpleError = 0x2D
    /// `:`
    case integer = 0x3A
    /// `$`
    case string = 0x24
    /// `*`
    case array = 0x2A
    /// `_`
    case null = 0x5F
    /// `#`
    case boolean = 0x23
    /// `,`
    case double = 0x2C
    /// `(`
    case bigNumber = 0x28
    /// `!`
    case longError = 0x21
    /// `=`
    case verbatimString = 0x3D
    /// `%`
    case map = 0x25
    /// `~`
    case set = 0x7E
    /// `|`
    case attribute = 0x7C
    /// `>`
    case push = 0x3E
    /// `;`
    case chunk = 0x3B
    /// `.`
    case end = 0x2E

    /// Whether its line may be longer than a 64-bit number.
    var hasTextLine: Bool {
        switch self {
        case .simpleString, .simpleError, .double, .bigNumber: true
        default: false
        }
    }
}
