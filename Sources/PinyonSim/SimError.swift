/// What went wrong while a trace was read, or a synthetic workload described.
///
/// Every failure tells which file it concerns, where in it, what was expected there and what was found instead. Text
/// that comes from a file is shortened and its control characters are escaped, so that printing an error is harmless.
package struct SimError: Error, Hashable, Sendable {
    /// The kind of a failure. Opaque, so that a new kind breaks nobody's `switch`.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The name of the kind, as in ``SimError/Code/invalidNumber``.
        package let description: String

        private init(_ description: String) {
            self.description = description
        }

        /// The file can't be opened or read.
        package static let unreadable = Code("unreadable")
        /// The path names a directory.
        package static let isDirectory = Code("isDirectory")
        /// The trace holds no requests at all.
        package static let emptyTrace = Code("emptyTrace")
        /// Binary data, a NUL byte or invalid UTF-8 where text belongs, or text where binary records belong.
        package static let wrongContent = Code("wrongContent")
        /// The content is binary and no known format fits it.
        package static let unknownFormat = Code("unknownFormat")
        /// A line is longer than the reader accepts.
        package static let lineTooLong = Code("lineTooLong")
        /// A row has the wrong number of columns, an empty key or broken quotes.
        package static let malformedRow = Code("malformedRow")
        /// A field that must be a number isn't one, is negative, or is too large.
        package static let invalidNumber = Code("invalidNumber")
        /// An operation's name is not known.
        package static let unknownOperation = Code("unknownOperation")
        /// The header doesn't name a column that the format needs.
        package static let missingColumn = Code("missingColumn")
        /// The file ends inside a record.
        package static let truncatedRecord = Code("truncatedRecord")
        /// A row stands for more requests than one row may, or the trace has more keys or requests than fit.
        package static let tooLarge = Code("tooLarge")
        /// The tool that decompresses the file isn't installed.
        package static let decompressorMissing = Code("decompressorMissing")
        /// The tool that decompresses the file failed: the archive is truncated, corrupt, or no such archive.
        package static let decompressionFailed = Code("decompressionFailed")
        /// An option's value can't be used.
        package static let invalidOption = Code("invalidOption")
    }

    /// Where in the file a failure is.
    package enum Position: Hashable, Sendable {
        /// A line of text, counted from 1.
        case line(Int)
        /// A binary record, counted from 1.
        case record(Int)
    }

    /// The kind of the failure.
    package let code: Code
    /// What is wrong, in one clause.
    package let message: String
    /// The file's path, or `nil` where no file is concerned.
    package private(set) var file: String?
    /// Where in the file, if at one place.
    package let position: Position?
    /// What belongs there.
    package let expected: String?
    /// What stands there instead: shortened and escaped.
    package let found: String?

    /// Describes a failure.
    ///
    /// - Parameters:
    ///   - code: Its kind.
    ///   - message: What is wrong, in one clause without a full stop.
    ///   - position: Where in the file. Default: nowhere in particular.
    ///   - expected: What belongs there. Default: not said.
    ///   - found: What stands there, already shortened by ``excerpt(_:)``. Default: not said.
    package init(
        _ code: Code, _ message: String, at position: Position? = nil, expected: String? = nil, found: String? = nil
    ) {
        self.code = code
        self.message = message
        self.position = position
        self.expected = expected
        self.found = found
    }

    /// The same failure with its file named; a file that is already named stays.
    package func inFile(_ path: String) -> SimError {
        var error = self
        error.file = file ?? path
        return error
    }
}

extension SimError: CustomStringConvertible {
    /// One line: file, place, what is wrong, what was expected and what was found.
    package var description: String {
        var text = ""
        if let file { text += "\(Self.escaped(file, limit: 4_096)): " }
        switch position {
        case .line(let number): text += "line \(number): "
        case .record(let number): text += "record \(number): "
        case nil: break
        }
        text += message
        if let expected { text += ": expected \(expected)" }
        if let found { text += expected == nil ? ": found \(found)" : ", found \(found)" }
        return text
    }
}

extension SimError {
    /// The most characters of a file's content that an error shows.
    package static let excerptLength = 40

    /// A file's bytes as an error shows them: in quotes, at most ``excerptLength`` characters, control characters
    /// escaped.
    package static func excerpt(_ bytes: UnsafeRawBufferPointer) -> String {
        // A character takes at most a few bytes, so that the rest of a long field needn't be decoded.
        let text = String(decoding: bytes.prefix(excerptLength * 8), as: UTF8.self)
        return text.isEmpty ? "nothing" : "\"\(escaped(text, limit: excerptLength))\""
    }

    /// A text as an error shows it: in quotes, at most ``excerptLength`` characters, control characters escaped.
    package static func excerpt(_ text: String) -> String {
        text.isEmpty ? "nothing" : "\"\(escaped(text, limit: excerptLength))\""
    }

    /// A text without characters that move a terminal's cursor or hide other text, cut to a number of characters.
    package static func escaped(_ text: String, limit: Int) -> String {
        var result = ""
        var length = 0
        for scalar in text.unicodeScalars {
            let piece = escaped(scalar)
            guard length + piece.count <= limit else {
                while length >= limit, !result.isEmpty {
                    result.removeLast()
                    length -= 1
                }
                return result + "…"
            }
            result += piece
            length += piece.count
        }
        return result
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        case "\"", "\\": return "\\\(scalar)"
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .nonspacingMark, .enclosingMark:
            return "\\u{\(String(scalar.value, radix: 16))}"
        default:
            return String(scalar)
        }
    }
}
