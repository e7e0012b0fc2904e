package import NIOCore

/// A command that a server carried out, as `MONITOR` shows it.
public struct MonitoredCommand: Sendable, Hashable {
    /// When it was carried out, in seconds since 1970 by the server's clock.
    public let time: Double
    /// The number of the database.
    public let database: Int
    /// Who sent it: an address such as `127.0.0.1:5000` or `[::1]:5000`, `unix:` with the path of the server's socket,
    /// or `lua` for a script.
    public let client: String
    /// The command's name and its arguments, byte by byte as they were sent.
    public let arguments: [[UInt8]]

    /// The command's name and its arguments as text. Bytes that aren't UTF-8 are replaced.
    public var words: [String] { arguments.map { String(decoding: $0, as: UTF8.self) } }

    /// A command by its line; nil if it isn't one.
    ///
    /// A line looks like `1700000000.123456 [0 127.0.0.1:5000] "GET" "key"`.
    package init?(line: ByteBuffer) {
        let bytes = Array(line.readableBytesView)
        // Addresses and paths may hold brackets, but none with a word behind it.
        guard let opening = bytes.firstRange(of: " [".utf8), let closing = bytes.firstRange(of: "] \"".utf8),
            opening.upperBound <= closing.lowerBound
        else { return nil }
        let origin = bytes[opening.upperBound..<closing.lowerBound]
        guard let space = origin.firstIndex(of: UInt8(ascii: " ")),
            let time = Double(String(decoding: bytes[..<opening.lowerBound], as: UTF8.self)),
            let database = Int(String(decoding: origin[..<space], as: UTF8.self)),
            let arguments = Self.words(in: bytes[(closing.upperBound - 1)...])
        else { return nil }
        self.time = time
        self.database = database
        client = String(decoding: origin[(space + 1)...], as: UTF8.self)
        self.arguments = arguments
    }

    /// What stands between quotation marks, with a space between; nil if there is anything else.
    private static func words(in text: ArraySlice<UInt8>) -> [[UInt8]]? {
        var rest = text
        var words: [[UInt8]] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\""), let word = takeWord(from: &rest) else { return nil }
            words.append(word)
            if let separator = rest.popFirst(), separator != UInt8(ascii: " ") { return nil }
        }
        return words
    }

    /// Takes a word and the quotation mark behind it; nil if there is none.
    private static func takeWord(from rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var word: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                return word
            case UInt8(ascii: "\\"):
                guard let escaped = takeEscaped(from: &rest) else { return nil }
                word.append(escaped)
            default:
                word.append(byte)
            }
        }
        return nil
    }

    /// Takes what stands behind a backslash, and tells which byte it means; nil if it means none.
    private static func takeEscaped(from rest: inout ArraySlice<UInt8>) -> UInt8? {
        guard let letter = rest.popFirst() else { return nil }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return letter
        case UInt8(ascii: "n"): return UInt8(ascii: "\n")
        case UInt8(ascii: "r"): return UInt8(ascii: "\r")
        case UInt8(ascii: "t"): return UInt8(ascii: "\t")
        case UInt8(ascii: "a"): return 0x07
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "x"):
            let digits = rest.prefix(2)
            rest = rest.dropFirst(2)
            return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        default: return nil
        }
    }
}
