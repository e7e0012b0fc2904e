/// Where a walk through a server's keys, or through the elements of a key, goes on.
public struct ScanCursor: Hashable, Sendable, CommandArgument, RESPDecodable {
    private let text: String

    /// Where a walk begins.
    public static let start = ScanCursor(text: "0")
    /// That there is more, where the cursor says nothing else.
    static let onward = ScanCursor(text: "1")

    /// Whether there is nothing left, in a reply's cursor.
    public var isAtEnd: Bool { self == .start }

    /// Adds the cursor.
    public func append(to arguments: inout CommandArguments) { arguments.append(text) }

    /// Reads a cursor.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ScanCursor {
        ScanCursor(text: try String.decode(value))
    }
}

/// Some of the elements of a walk, and where it goes on. A page may be empty before the end.
public struct ScanPage<Element: Sendable>: Sendable {
    /// Where the next page begins; ``ScanCursor/isAtEnd`` if there is none.
    public let cursor: ScanCursor
    /// The elements.
    public let elements: [Element]

    static func decode(
        _ value: RESPValue, elements: (RESPValue) throws(RESPDecodingError) -> [Element]
    ) throws(RESPDecodingError) -> ScanPage {
        guard let parts = value.elements, parts.count == 2 else {
            throw RESPDecodingError(expected: "a cursor and elements", found: value)
        }
        return ScanPage(cursor: try ScanCursor.decode(parts[0]), elements: try elements(parts[1]))
    }
}

extension ScanPage: RESPDecodable where Element: RESPDecodable {
    /// Reads a cursor and elements.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ScanPage<Element> {
        try decode(value, elements: [Element].decode)
    }
}

extension ScanPage: Equatable where Element: Equatable {}

extension CommandArguments {
    /// Adds what the commands that walk have in common.
    mutating func appendScan(_ cursor: ScanCursor, _ pattern: GlobPattern?, _ count: Int?) {
        append(cursor)
        append("MATCH", pattern)
        append("COUNT", count)
    }
}
