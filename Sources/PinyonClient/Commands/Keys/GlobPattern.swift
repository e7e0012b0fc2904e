internal import NIOCore

/// A pattern that names are compared with: `*` stands for any bytes, `?` for one, `[ab]` and `[a-c]` for one of some,
/// `[^a]` for one that is none of some, and a backslash takes the next byte as it is.
///
/// What is put into a literal by interpolation is meant as it is, so that nobody's input becomes a pattern:
///
/// ```swift
/// client.scanKeys(matching: "user:\(name):*")   // also if the name is "*"
/// ```
public struct GlobPattern: Hashable, Sendable, CommandArgument, ExpressibleByStringInterpolation,
    CustomStringConvertible
{
    /// The pattern's bytes.
    package private(set) var bytes: [UInt8]

    /// All names.
    public static let any = GlobPattern(pattern: "*")

    /// A pattern as it is, with its special characters. Don't put together a pattern from others' input like this.
    public init(pattern: String) {
        bytes = Array(pattern.utf8)
    }

    /// A pattern as it is, with its special bytes.
    public init(pattern: [UInt8]) {
        bytes = pattern
    }

    /// The pattern that fits one name only, whatever characters the name has.
    ///
    /// - Parameter name: The name, which has to be one argument.
    public init(escaping name: some CommandArgument) {
        bytes = Self.escaped(name)
    }

    /// A pattern as it is.
    public init(stringLiteral pattern: String) {
        self.init(pattern: pattern)
    }

    /// A pattern from parts that are meant as patterns, and others that are meant as they are.
    public init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    /// Adds the pattern.
    public func append(to arguments: inout CommandArguments) {
        bytes.withUnsafeBytes { arguments.append(bytes: $0) }
    }

    /// The pattern as text.
    public var description: String { String(decoding: bytes, as: UTF8.self) }

    /// The parts of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        /// The parts of a literal of about some length.
        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        /// Adds a part as a pattern.
        public mutating func appendLiteral(_ literal: String) {
            bytes.append(contentsOf: literal.utf8)
        }

        /// Adds a name as it is.
        public mutating func appendInterpolation(_ name: some CommandArgument) {
            bytes.append(contentsOf: GlobPattern.escaped(name))
        }

        /// Adds a pattern as a pattern.
        public mutating func appendInterpolation(pattern: GlobPattern) {
            bytes.append(contentsOf: pattern.bytes)
        }
    }

    private static func escaped(_ name: some CommandArgument) -> [UInt8] {
        var words = CommandArguments(encodedName: [], words: 0)
        words.appendOne(name)
        let bytes = words.words.flatMap { Array($0.readableBytesView) }
        return bytes.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }

    private static let special = Set("*?[]\\".utf8)
}
