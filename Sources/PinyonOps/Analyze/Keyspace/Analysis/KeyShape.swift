/// How a key's name is made: of which segments, which of them are words, and which tell one thing from another.
///
/// Names are split at one delimiter: `:` where there is one, otherwise the first of `/ | # ; . , ~ _ -` that occurs.
/// What is one thing although a delimiter stands in it (UUIDs, dates, addresses) isn't split.
package struct KeyShape: Sendable, Hashable {
    /// What a name is written with.
    package enum Charset: String, Codable, Sendable, Hashable {
        /// ASCII only.
        case ascii
        /// UTF-8 with characters beyond ASCII.
        case unicode
        /// Bytes that are no UTF-8.
        case binary
    }

    /// A part of a name between two delimiters.
    package struct Segment: Sendable, Hashable {
        /// Its bytes.
        package let bytes: ArraySlice<UInt8>
        /// The segment with `*` in place of what tells one thing from another, so that it is the same for all of a
        /// kind.
        package let general: String
        /// Whether the whole of it tells one thing from another.
        package let isIdentifier: Bool

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = bytes
            isIdentifier = KeyToken.isIdentifier(KeyToken.withoutBraces(bytes))
            general = KeyToken.general(bytes)
        }

        /// The segment as it can be shown.
        package var text: String { KeyName(bytes).printable }
    }

    /// The segments, at least one; they may be empty.
    package let segments: [Segment]
    /// What stands between the segments; nil if there is only one.
    package let delimiter: Character?
    /// What it is written with.
    package let charset: Charset
    /// What alone decides in which slot of a cluster the key is: the bytes between the first `{` and the first `}`
    /// after it; nil if there is nothing between them, or no such pair.
    package let tag: ArraySlice<UInt8>?
    /// Whether there are spaces in it.
    package let hasSpaces: Bool
    /// Whether there are control characters in it.
    package let hasControls: Bool
    /// How many bytes it has.
    package let byteCount: Int

    /// The shape of a name. Costs a few passes over its bytes.
    package init(_ name: KeyName) {
        let bytes = name.bytes
        let delimiter = Self.delimiter(of: bytes)
        self.delimiter = delimiter.map { Character(UnicodeScalar($0)) }
        segments = Self.split(bytes, at: delimiter).map(Segment.init)
        charset = Self.charset(of: name)
        tag = Self.tag(of: bytes)
        hasSpaces = bytes.contains(UInt8(ascii: " "))
        hasControls = bytes.contains { $0 < 0x20 || $0 == 0x7F }
        byteCount = bytes.count
    }

    /// How many segments it has.
    package var depth: Int { segments.count }

    /// The name with `*` in place of what tells one thing from another: `user:17:name` has the pattern `user:*:name`.
    package var pattern: String {
        segments.map(\.general).joined(separator: delimiter.map(String.init) ?? "")
    }

    private static func charset(of name: KeyName) -> Charset {
        if name.bytes.allSatisfy({ $0 < 0x80 }) { return .ascii }
        return name.text == nil ? .binary : .unicode
    }

    /// What stands in hardly any word or number.
    private static let plainDelimiters = Array(":/|#;".utf8)
    /// What stands in words, numbers and addresses as well, those that stand in most of them last.
    private static let wordDelimiters = Array(".,~_-".utf8)

    private static func delimiter(of bytes: [UInt8]) -> UInt8? {
        if let plain = plainDelimiters.first(where: { bytes.contains($0) }) { return plain }
        return KeyToken.isIdentifier(bytes[...]) ? nil : wordDelimiters.first { bytes.contains($0) }
    }

    private static func split(_ bytes: [UInt8], at delimiter: UInt8?) -> [ArraySlice<UInt8>] {
        guard let delimiter else { return [bytes[...]] }
        guard delimiter == UInt8(ascii: "-") else {
            return bytes.split(separator: delimiter, omittingEmptySubsequences: false)
        }
        var parts: [ArraySlice<UInt8>] = []
        var start = 0
        while start <= bytes.count {
            let rest = bytes[start...]
            var end = rest.firstIndex(of: delimiter) ?? rest.endIndex
            if let length = KeyToken.hyphenatedLength(rest) {
                let next = start + length
                if next == rest.endIndex || rest[next] == delimiter { end = next }
            }
            parts.append(rest[..<end])
            start = end + 1
        }
        return parts
    }

    private static func tag(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard let opening = bytes.firstIndex(of: UInt8(ascii: "{")),
            let closing = bytes[(opening + 1)...].firstIndex(of: UInt8(ascii: "}")), closing > opening + 1
        else { return nil }
        return bytes[(opening + 1)..<closing]
    }
}
