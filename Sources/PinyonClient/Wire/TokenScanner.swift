/// Finds the next token in the unread bytes of a connection. It copies nothing and allocates nothing.
struct TokenScanner {
    /// What a server may send.
    let limits: RESPLimits
    /// How many bytes were looked at so far. What stands behind a length is taken without being looked at.
    private(set) var scannedBytes = 0

    init(limits: RESPLimits) {
        self.limits = limits
    }

    /// The token at the start of bytes if it is of a frequent type, complete, and breaks no rule. Nil says nothing
    /// about the bytes. In line with its caller, because most tokens go this way.
    @inline(__always)
    mutating func quick(in bytes: Span<UInt8>, room: Int) -> (token: QuickToken, length: Int)? {
        guard let line = WireLine(shortNumberIn: bytes), let number = line.number else {
            return quickText(in: bytes, room: room)
        }
        switch bytes[0] {
        case UInt8(ascii: "$"):
            guard number <= limits.string, number < min(bytes.count, room) - line.length - 1 else { return nil }
            let end = line.length + number
            guard bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") else { return nil }
            scannedBytes += line.length
            return (.string(line.length..<end), end + 2)
        case UInt8(ascii: ":") where line.length <= room:
            scannedBytes += line.length
            return (.integer(number), line.length)
        default:
            return nil
        }
    }

    /// The same for a null and for a short text.
    @inline(__always)
    private mutating func quickText(in bytes: Span<UInt8>, room: Int) -> (token: QuickToken, length: Int)? {
        let limit = min(bytes.count - 1, 32)
        var end = 1
        while end < limit, bytes[end] != UInt8(ascii: "\r"), bytes[end] != UInt8(ascii: "\n") { end += 1 }
        guard end < bytes.count - 1, bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n"),
            end + 2 <= room
        else { return nil }
        switch bytes[0] {
        case UInt8(ascii: "+") where end - 1 <= limits.line:
            scannedBytes += end + 2
            return (.simpleString(1..<end), end + 2)
        case UInt8(ascii: "_") where end == 1:
            scannedBytes += end + 2
            return (.null, end + 2)
        default:
            return nil
        }
    }

    /// The token at the start of bytes, and how many bytes it takes.
    ///
    /// - Parameters:
    ///   - bytes: The unread bytes; at least one.
    ///   - lineScanned: What the last call said about the same bytes if it found no line break in them, otherwise 0.
    ///   - room: How many bytes the reply may still take.
    /// - Throws: ``WireError`` when the bytes can't become a token, whatever follows.
    mutating func next(
        in bytes: Span<UInt8>, lineScanned: Int, room: Int
    ) throws(WireError) -> (token: Token, length: Int) {
        guard let type = TokenType(rawValue: bytes[0]) else { throw .unknownType(bytes[0]) }
        guard let line = try line(of: type, in: bytes, lineScanned: lineScanned) else {
            // The last byte may be the first half of a line break.
            return (.unfinished(.lineBreak(scanned: max(1, bytes.count - 1))), 0)
        }
        guard line.length <= room else { throw replyTooLong }
        switch type {
        case .string: return try string(line, in: bytes, room)
        case .longError: return try text(.error, line, in: bytes, room)
        case .verbatimString: return try text(.verbatimString, line, in: bytes, room)
        case .chunk: return try chunk(line, in: bytes, room)
        case .array: return (try aggregate(.array, line, bytes), line.length)
        case .map: return (try aggregate(.map, line, bytes), line.length)
        case .set: return (try aggregate(.set, line, bytes), line.length)
        case .attribute: return (try aggregate(.attribute, line, bytes), line.length)
        case .push: return (try aggregate(.push, line, bytes), line.length)
        case .simpleString: return (.text(.simpleString, 1..<line.end), line.length)
        case .simpleError: return (.text(.error, 1..<line.end), line.length)
        case .integer, .double, .bigNumber, .boolean, .null, .end:
            return (try short(type, line, bytes.extracting(1..<line.end)), line.length)
        }
    }

    /// The line at the start of bytes, nil if its end isn't there yet.
    private mutating func line(
        of type: TokenType, in bytes: Span<UInt8>, lineScanned: Int
    ) throws(WireError) -> WireLine? {
        if lineScanned == 0, !type.hasTextLine, let line = WireLine(shortNumberIn: bytes) {
            scannedBytes += line.length
            return line
        }
        let limit = type.hasTextLine ? limits.line : RESPLimits.number
        let start = max(1, lineScanned)
        var index = start
        defer { scannedBytes += index - start }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\r") {
                guard index + 1 < bytes.count else { return nil }
                guard bytes[index + 1] == UInt8(ascii: "\n") else { throw WireError("a line holds a carriage return") }
                return WireLine(end: index)
            }
            guard bytes[index] != UInt8(ascii: "\n") else { throw WireError("a line ends without a carriage return") }
            guard index <= limit else {
                throw WireError("a line is longer than \(limit) bytes", isLimit: type.hasTextLine)
            }
            index += 1
        }
        return nil
    }

    /// What is no more than a line, from the line's content.
    private func short(_ type: TokenType, _ line: WireLine, _ content: Span<UInt8>) throws(WireError) -> Token {
        switch type {
        case .integer:
            if let number = line.number { return .integer(number) }
            return .integer(try WireNumbers.integer(content))
        case .double:
            return .double(try WireNumbers.double(content))
        case .bigNumber:
            try WireNumbers.checkBigNumber(content)
            return .text(.bigNumber, 1..<line.end)
        case .boolean:
            guard content.count == 1, content[0] == UInt8(ascii: "t") || content[0] == UInt8(ascii: "f") else {
                throw WireError("a boolean is neither t nor f")
            }
            return .boolean(content[0] == UInt8(ascii: "t"))
        default:
            guard content.isEmpty else { throw WireError("a null or the end of a streamed value has content") }
            return type == .end ? .end : .null
        }
    }

    private func string(
        _ line: WireLine, in bytes: Span<UInt8>, _ room: Int
    ) throws(WireError) -> (token: Token, length: Int) {
        if line.number == nil {
            if line.isStreamed(in: bytes) { return (.streamedString, line.length) }
            if try line.count(in: bytes) == nil { return (.null, line.length) }
        }
        return try text(.bulkString, line, in: bytes, room)
    }

    private func chunk(
        _ line: WireLine, in bytes: Span<UInt8>, _ room: Int
    ) throws(WireError) -> (token: Token, length: Int) {
        // The last chunk has no line break of its own.
        if try line.count(in: bytes) == 0 { return (.chunk(line.length..<line.length), line.length) }
        let (token, length) = try text(.bulkString, line, in: bytes, room)
        guard case .text(_, let content) = token else { return (token, length) }
        return (.chunk(content), length)
    }

    /// What stands behind its length.
    private func text(
        _ kind: TextKind, _ line: WireLine, in bytes: Span<UInt8>, _ room: Int
    ) throws(WireError) -> (token: Token, length: Int) {
        guard let length = try line.count(in: bytes) else { throw WireError("the length of a string is negative") }
        guard length <= limits.string else {
            throw WireError("a string has \(length) bytes, more than the limit of \(limits.string)", isLimit: true)
        }
        let end = line.length + length
        guard end + 2 <= room else { throw replyTooLong }
        guard bytes.count >= end + 2 else { return (.unfinished(.bytes(total: end + 2)), 0) }
        guard bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") else {
            throw WireError("a string is longer than its length says")
        }
        return (.text(kind, line.length..<end), end + 2)
    }

    private var replyTooLong: WireError { WireError("a reply has more than \(limits.reply) bytes", isLimit: true) }

    private func aggregate(
        _ kind: AggregateKind, _ line: WireLine, _ bytes: Span<UInt8>
    ) throws(WireError) -> Token {
        if line.isStreamed(in: bytes) {
            guard kind.canBeStreamed else { throw WireError("a push or an attribute can't be streamed") }
            return .streamedAggregate(kind)
        }
        guard let count = try line.count(in: bytes) else {
            guard kind == .array else { throw WireError("the length of a map, set, attribute or push is negative") }
            return .null
        }
        let (values, overflow) = count.multipliedReportingOverflow(by: kind.holdsPairs ? 2 : 1)
        guard !overflow, values <= limits.elements else {
            throw WireError(
                "an array, map or set has more than \(limits.elements) elements", isLimit: kind != .push)
        }
        return .aggregate(kind, count: values)
    }
}
