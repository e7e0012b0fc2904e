/// What a byte of a Swift file belongs to.
enum Region {
    case code
    /// A string literal or an extended regular expression, without the code interpolated into it.
    case literal
    case comment
    case documentation
}

/// Tells the code of a Swift file from its comments and literals.
///
/// A bare regular expression (`/…/`) is read as code, since only a full parser can tell it from a division. A quote in
/// one is then taken for the start of a string, which ends with its line at the latest.
struct RegionScanner {
    private struct Literal {
        var hashes: Int
        /// One quote, three quotes, or the slash of an extended regular expression.
        var delimiter: [UInt8]
        var isRegex: Bool { delimiter == [.slash] }
        var isMultiline: Bool { delimiter.count == 3 || isRegex }
        var closing: [UInt8] { delimiter + Array(repeating: .hash, count: hashes) }
    }

    private enum Mode {
        case literal(Literal)
        /// Code inside a literal, with the number of parentheses that are open in it.
        case interpolation(parentheses: Int)
    }

    private let bytes: [UInt8]
    private var regions: [Region]
    private var position = 0
    private var modes: [Mode] = []

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        regions = Array(repeating: .code, count: bytes.count)
    }

    /// The region of each byte.
    static func regions(of bytes: [UInt8]) -> [Region] {
        var scanner = RegionScanner(bytes)
        while scanner.position < bytes.count {
            if case .literal(let literal) = scanner.modes.last {
                scanner.scanLiteral(literal)
            } else {
                scanner.scanCode()
            }
        }
        return scanner.regions
    }

    private mutating func scanCode() {
        switch bytes[position] {
        case .slash where follows([.slash, .slash]):
            let isDocumentation = follows([.slash, .slash, .slash])
            advance(to: endOfLine(), as: isDocumentation ? .documentation : .comment)
        case .slash where follows([.slash, .star]):
            let isDocumentation = follows([.slash, .star, .star]) && !follows([.slash, .star, .star, .slash])
            advance(to: endOfBlockComment(), as: isDocumentation ? .documentation : .comment)
        case .quote, .hash:
            if let literal = openingLiteral() {
                modes.append(.literal(literal))
                advance(to: position + literal.hashes + literal.delimiter.count, as: .literal)
            } else {
                position += 1
            }
        case .openParenthesis: countParenthesis(1)
        case .closeParenthesis: countParenthesis(-1)
        default: position += 1
        }
    }

    private mutating func countParenthesis(_ change: Int) {
        guard case .interpolation(let open) = modes.last else {
            position += 1
            return
        }
        modes.removeLast()
        if open + change > 0 {
            modes.append(.interpolation(parentheses: open + change))
            position += 1
        } else {
            advance(to: position + 1, as: .literal)
        }
    }

    private mutating func scanLiteral(_ literal: Literal) {
        let byte = bytes[position]
        if follows(literal.closing) {
            modes.removeLast()
            advance(to: position + literal.closing.count, as: .literal)
        } else if byte == .newline && !literal.isMultiline {
            modes.removeLast()
        } else if byte == .backslash {
            scanEscape(in: literal)
        } else {
            advance(to: position + 1, as: .literal)
        }
    }

    private mutating func scanEscape(in literal: Literal) {
        let hashes = literal.isRegex ? 0 : literal.hashes
        let escaped = position + 1 + hashes
        let marker = [UInt8.backslash] + Array(repeating: .hash, count: hashes)
        guard follows(marker), escaped < bytes.count, bytes[escaped] != .newline else {
            advance(to: position + 1, as: .literal)
            return
        }
        if bytes[escaped] == .openParenthesis && !literal.isRegex {
            modes.append(.interpolation(parentheses: 1))
        }
        advance(to: escaped + 1, as: .literal)
    }

    /// The literal that opens here, or `nil` when this is a `#` of another kind.
    private func openingLiteral() -> Literal? {
        var start = position
        while start < bytes.count, bytes[start] == .hash { start += 1 }
        let hashes = start - position
        if follows([.quote, .quote, .quote], at: start) {
            return Literal(hashes: hashes, delimiter: [.quote, .quote, .quote])
        }
        if follows([.quote], at: start) { return Literal(hashes: hashes, delimiter: [.quote]) }
        if hashes > 0, follows([.slash], at: start) { return Literal(hashes: hashes, delimiter: [.slash]) }
        return nil
    }

    private func endOfLine() -> Int {
        bytes[position...].firstIndex(of: .newline) ?? bytes.count
    }

    private func endOfBlockComment() -> Int {
        var depth = 0
        var index = position
        while index < bytes.count {
            if follows([.slash, .star], at: index) {
                depth += 1
                index += 2
            } else if follows([.star, .slash], at: index) {
                depth -= 1
                index += 2
                if depth == 0 { return index }
            } else {
                index += 1
            }
        }
        return bytes.count
    }

    private func follows(_ wanted: [UInt8], at index: Int? = nil) -> Bool {
        bytes[(index ?? position)...].starts(with: wanted)
    }

    private mutating func advance(to end: Int, as region: Region) {
        let end = min(end, bytes.count)
        for index in position..<end { regions[index] = region }
        position = end
    }
}

extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let quote = UInt8(ascii: "\"")
    static let hash = UInt8(ascii: "#")
    static let backslash = UInt8(ascii: "\\")
    static let openParenthesis = UInt8(ascii: "(")
    static let closeParenthesis = UInt8(ascii: ")")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let carriageReturn = UInt8(ascii: "\r")

    var isBlank: Bool { self == .space || self == .tab || self == .newline || self == .carriageReturn }

    /// Whether the byte can stand in a name; every byte outside ASCII can.
    var isPartOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}
