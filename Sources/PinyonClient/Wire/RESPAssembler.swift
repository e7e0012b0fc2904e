internal import NIOCore

/// Puts tokens together to values: a stack of what was begun and isn't complete.
struct RESPAssembler {
    private let limits: RESPLimits
    private var open: [OpenValue] = []
    /// The chunks of a streamed string, while one is being received.
    private var chunks: ByteBuffer?
    /// Attributes that were read for the next reply.
    private var attributes: [RESPPair] = []
    /// Bytes of the current reply that were taken already.
    private var replyBytes = 0

    init(limits: RESPLimits) {
        self.limits = limits
    }

    /// Whether no reply has begun.
    var isEmpty: Bool { open.isEmpty && chunks == nil && attributes.isEmpty }

    /// Whether what is being received is a message, and no reply.
    var isInPush: Bool { open.first?.kind == .push }

    /// How many values the innermost unfinished array, map or set still waits for, by its count.
    var missingValues: Int { open.last?.missingValues ?? 0 }

    /// How many bytes the reply may still take.
    var room: Int { limits.reply - replyBytes }

    /// Takes a value without parts.
    ///
    /// - Parameters:
    ///   - value: The value that came next.
    ///   - length: How many bytes it took.
    /// - Returns: a reply or push that is complete with it.
    mutating func take(_ value: consuming RESPValue, length: Int) throws(WireError) -> RESPFrame? {
        guard chunks == nil else { throw WireError("a streamed string holds something else") }
        let frame = try add(value)
        replyBytes = isEmpty ? 0 : replyBytes + length
        return frame
    }

    /// Takes the next token.
    ///
    /// - Parameters:
    ///   - token: The token, which is complete.
    ///   - length: How many bytes it takes.
    ///   - bytes: The bytes that hold it.
    ///   - position: Where it begins among the readable ones.
    /// - Returns: a reply or push that is complete with it.
    mutating func take(
        _ token: Token, length: Int, in bytes: ByteBuffer, at position: Int
    ) throws(WireError) -> RESPFrame? {
        let frame = try take(token, in: bytes, at: position, beside: bytes.readableBytes - position - length)
        replyBytes = isEmpty ? 0 : replyBytes + length
        return frame
    }

    private mutating func take(
        _ token: Token, in bytes: ByteBuffer, at position: Int, beside unread: Int
    ) throws(WireError) -> RESPFrame? {
        guard chunks == nil else { return try takeChunk(token, in: bytes, at: position) }
        switch token {
        case .text(let kind, let range): return try add(text(kind, bytes.slice(range, from: position)))
        case .integer(let number): return try add(.integer(number))
        case .null: return try add(.null)
        case .boolean(let isTrue): return try add(.boolean(isTrue))
        case .double(let number): return try add(.double(number))
        case .aggregate(let kind, count: 0): return try close(OpenValue(kind))
        case .aggregate(let kind, let count): try begin(kind, count: count, beside: unread)
        case .streamedAggregate(let kind): try begin(OpenValue(kind, atMost: limits.elements))
        case .end: return try endStreamed()
        case .streamedString: chunks = ByteBuffer()
        case .chunk: throw WireError("a chunk belongs to no streamed string")
        case .unfinished: break
        }
        return nil
    }

    private func text(_ kind: TextKind, _ bytes: ByteBuffer) throws(WireError) -> RESPValue {
        switch kind {
        case .simpleString: return .simpleString(bytes)
        case .bulkString: return .bulkString(bytes)
        case .error: return .error(ServerError(wire: bytes))
        case .bigNumber: return .bigNumber(bytes)
        case .verbatimString:
            guard let text = VerbatimString(wire: bytes) else { throw WireError("a verbatim string has no format") }
            return .verbatimString(text)
        }
    }

    private mutating func begin(_ kind: AggregateKind, count: Int, beside unread: Int) throws(WireError) {
        // What the bytes at hand can hold is divided among the levels, so that nesting doesn't multiply it.
        let room = unread / RESPLimits.smallestValue / (open.count + 1)
        try begin(OpenValue(kind, count: count, room: room))
    }

    private mutating func begin(_ value: OpenValue) throws(WireError) {
        guard open.count < limits.depth else {
            throw WireError("values are nested deeper than \(limits.depth)", isLimit: true)
        }
        open.append(value)
    }

    /// Adds a value to what it belongs to; if that is complete with it, this goes on with that.
    private mutating func add(_ value: consuming RESPValue) throws(WireError) -> RESPFrame? {
        guard !open.isEmpty else { return .reply(attributed(value)) }
        guard try open[open.count - 1].add(value) else { return nil }
        return try close(open.removeLast())
    }

    /// Takes a complete value with parts for what it is: a reply or a part of one, an attribute, or a push.
    private mutating func close(_ value: consuming OpenValue) throws(WireError) -> RESPFrame? {
        switch value.kind {
        case .array: return try add(.array(value.values))
        case .set: return try add(.set(value.values))
        case .map: return try add(.map(value.pairs))
        case .attribute:
            changeAttributes { $0 += value.pairs }
            return nil
        case .push:
            // Attributes in front of a push are the push's own.
            changeAttributes { $0 = [] }
            return RESPPush(elements: value.values).map(RESPFrame.push)
        }
    }

    private mutating func endStreamed() throws(WireError) -> RESPFrame? {
        guard let last = open.last, last.isStreamed else {
            throw WireError("the end of a streamed value belongs to none")
        }
        guard last.attributes.isEmpty else { throw WireError("an attribute belongs to no value") }
        guard last.key == nil else { throw WireError("a map's last key has no value") }
        return try close(open.removeLast())
    }

    private mutating func takeChunk(
        _ token: Token, in bytes: ByteBuffer, at position: Int
    ) throws(WireError) -> RESPFrame? {
        guard case .chunk(let range) = token, let received = chunks?.readableBytes else {
            throw WireError("a streamed string holds something else")
        }
        guard !range.isEmpty else {
            let whole = chunks.take() ?? ByteBuffer()
            return try add(.bulkString(whole))
        }
        guard range.count <= limits.string - received else {
            throw WireError("a string has more than \(limits.string) bytes", isLimit: true)
        }
        chunks?.writeImmutableBuffer(bytes.slice(range, from: position))
        return nil
    }

    /// A reply with the attributes that were read for it.
    private mutating func attributed(_ value: consuming RESPValue) -> RESPValue {
        guard !attributes.isEmpty else { return value }
        defer { attributes = [] }
        return .attributed(value, attributes: attributes)
    }

    /// Changes the attributes for the next value at this depth.
    private mutating func changeAttributes(_ change: (inout [RESPPair]) -> Void) {
        if let last = open.indices.last { change(&open[last].attributes) } else { change(&attributes) }
    }
}

extension ByteBuffer {
    /// A part of the readable bytes.
    ///
    /// - Parameters:
    ///   - range: The part, by offsets from the position.
    ///   - position: An offset from the first readable byte.
    func slice(_ range: Range<Int>, from position: Int) -> ByteBuffer {
        getSlice(at: readerIndex + position + range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}
