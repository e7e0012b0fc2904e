/// Finds the next token in the unread bytes of a connection. It keeps nothing and allocates nothing.
struct TokenScanner {
    /// What a server may send.
    let limits: RESPLimits

    /// The token at the start of bytes, and how many bytes it takes.
    ///
    /// - Parameters:
    ///   - bytes: The unread bytes.
    ///   - lineScanned: What the last call that found an incomplete token said about the same bytes, otherwise 0.
    /// - Throws: ``WireError`` when the bytes can't become a token, whatever follows.
    func next(in bytes: Span<UInt8>, lineScanned: Int) throws(WireError) -> (token: Token, length: Int) {
        guard bytes.count > 0 else { return (.incomplete(lineScanned: 0), 0) }
        let type = bytes[0]
        let isNumber = Self.hasShortLine(type)
        guard isNumber || Self.hasLongLine(type) else { throw .unknownType(type) }
        let limit = isNumber ? RESPLimits.number : limits.line
        guard let end = try lineEnd(in: bytes, from: max(1, lineScanned), limit: limit) else {
            // The last byte may be the first half of a line break.
            return (.incomplete(lineScanned: max(1, bytes.count - 1)), 0)
        }
        let line = bytes.extracting(1..<end)
        switch type {
        case UInt8(ascii: "$"), UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: ";"):
            return try blob(type, line: line, in: bytes, from: end + 2)
        default:
            return (try lineToken(type, line: line, end: end), end + 2)
        }
    }

    /// How many bytes of the string at the start of bytes are still to come; 0 when that isn't known, or when it is none.
    func missingBytes(in bytes: Span<UInt8>) -> Int {
        guard bytes.count > 0, [UInt8(ascii: "$"), UInt8(ascii: "!"), UInt8(ascii: "=")].contains(bytes[0]),
            let end = try? lineEnd(in: bytes, from: 1, limit: RESPLimits.number),
            let length = try? WireNumbers.length(bytes.extracting(1..<end)),
            length <= limits.string
        else { return 0 }
        return max(0, length - (bytes.count - end))
    }

    private func lineToken(_ type: UInt8, line: Span<UInt8>, end: Int) throws(WireError) -> Token {
        switch type {
        case UInt8(ascii: "+"): return .simpleString(1..<end)
        case UInt8(ascii: "-"): return .simpleError(1..<end)
        case UInt8(ascii: ":"): return .integer(try WireNumbers.integer(line))
        case UInt8(ascii: ","): return .double(try WireNumbers.double(line))
        case UInt8(ascii: "("):
            try WireNumbers.checkBigNumber(line)
            return .bigNumber(1..<end)
        case UInt8(ascii: "_"):
            guard line.isEmpty else { throw WireError("a null has no content") }
            return .null
        case UInt8(ascii: "#"):
            guard line.count == 1, line[0] == UInt8(ascii: "t") || line[0] == UInt8(ascii: "f") else {
                throw WireError("a boolean is neither t nor f")
            }
            return .boolean(line[0] == UInt8(ascii: "t"))
        case UInt8(ascii: "."):
            guard line.isEmpty else { throw WireError("the end of a streamed value has no content") }
            return .end
        default:
            return try aggregate(type, line: line)
        }
    }

    private func aggregate(_ type: UInt8, line: Span<UInt8>) throws(WireError) -> Token {
        let kind = Self.aggregateKind(type)
        if line.count == 1, line[0] == UInt8(ascii: "?") {
            guard kind.canBeStreamed else { throw WireError("a push or an attribute can't be streamed") }
            return .streamedAggregate(kind)
        }
        guard let count = try WireNumbers.length(line) else {
            guard kind == .array else { throw WireError("the length of a map, set, attribute or push is negative") }
            return .null
        }
        let (values, overflow) = count.multipliedReportingOverflow(by: kind.valuesAnItem)
        guard !overflow, values <= limits.elements else {
            throw WireError("an array, map or set has more than \(limits.elements) elements")
        }
        return .aggregate(kind, count: values)
    }

    private func blob(
        _ type: UInt8, line: Span<UInt8>, in bytes: Span<UInt8>, from start: Int
    ) throws(WireError) -> (token: Token, length: Int) {
        if type == UInt8(ascii: "$"), line.count == 1, line[0] == UInt8(ascii: "?") { return (.streamedString, start) }
        guard let length = try WireNumbers.length(line) else {
            guard type == UInt8(ascii: "$") else { throw WireError("the length of a string is negative") }
            return (.null, start)
        }
        guard length <= limits.string else {
            throw WireError("a string has \(length) bytes, more than the limit of \(limits.string)")
        }
        if type == UInt8(ascii: ";"), length == 0 { return (.chunk(start..<start), start) }
        // Both are bounded: the start by the length of a line, the length by the check above.
        let (end, overflow) = start.addingReportingOverflow(length)
        guard !overflow, end <= Int.max - 2 else { throw WireError("a string's length is out of range") }
        guard bytes.count >= end + 2 else { return (.incomplete(lineScanned: 0), 0) }
        guard bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") else {
            throw WireError("a string is longer than its length says")
        }
        return (try blobToken(type, start..<end, in: bytes), end + 2)
    }

    private func blobToken(_ type: UInt8, _ range: Range<Int>, in bytes: Span<UInt8>) throws(WireError) -> Token {
        switch type {
        case UInt8(ascii: "$"): return .bulkString(range)
        case UInt8(ascii: "!"): return .bulkError(range)
        case UInt8(ascii: "="):
            guard range.count >= 4, bytes[range.lowerBound + 3] == UInt8(ascii: ":") else {
                throw WireError("a verbatim string has no format")
            }
            return .verbatimString(range)
        default: return .chunk(range)
        }
    }

    /// The offset of the line break, nil if it isn't there yet.
    private func lineEnd(in bytes: Span<UInt8>, from start: Int, limit: Int) throws(WireError) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\r"):
                guard index + 1 < bytes.count else { return nil }
                guard bytes[index + 1] == UInt8(ascii: "\n") else { throw WireError("a line holds a carriage return") }
                return index
            case UInt8(ascii: "\n"):
                throw WireError("a line ends without a carriage return")
            default:
                guard index <= limit else { throw WireError("a line is longer than \(limit) bytes") }
            }
            index += 1
        }
        return nil
    }

    private static func hasShortLine(_ type: UInt8) -> Bool {
        switch type {
        case UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: ";"),
            UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: ">"),
            UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func hasLongLine(_ type: UInt8) -> Bool {
        type == UInt8(ascii: "+") || type == UInt8(ascii: "-") || type == UInt8(ascii: ",") || type == UInt8(ascii: "(")
    }

    private static func aggregateKind(_ type: UInt8) -> AggregateKind {
        switch type {
        case UInt8(ascii: "%"): .map
        case UInt8(ascii: "~"): .set
        case UInt8(ascii: "|"): .attribute
        case UInt8(ascii: ">"): .push
        default: .array
        }
    }
}
