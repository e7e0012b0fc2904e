internal import NIOCore

/// Puts tokens together to values: a stack of what was begun and isn't complete.
struct RESPAssembler {
    private let limits: RESPLimits
    private var open: [OpenValue] = []
    /// Attributes that were read for the next reply.
    private var attributes: [RESPPair] = []

    init(limits: RESPLimits) {
        self.limits = limits
    }

    /// Whether no reply has begun.
    var isEmpty: Bool { open.isEmpty && attributes.isEmpty }

    /// How many values the innermost unfinished array, map or set still waits for, by its count.
    var missingValues: Int { open.last?.missing ?? 0 }

    /// Takes the next token.
    ///
    /// - Parameters:
    ///   - token: The token, with offsets from the buffer's reader index.
    ///   - buffer: The bytes that it was found in.
    /// - Returns: a reply or push that is complete with it.
    mutating func take(_ token: Token, from buffer: ByteBuffer) throws(WireError) -> RESPFrame? {
        if case .chunks(let bytes)? = open.last?.content {
            guard case .chunk(let range) = token else { throw WireError("a streamed string holds something else") }
            return try takeChunk(range, of: bytes, from: buffer)
        }
        switch token {
        case .incomplete:
            return nil
        case .aggregate(.push, count: 0):
            forgetAttributes()
            return nil
        case .aggregate(let kind, count: 0):
            return kind == .attribute ? nil : try add(value(of: kind, []))
        case .aggregate(let kind, let count):
            try begin(OpenValue(kind: kind, count: count))
            return nil
        case .streamedAggregate(let kind):
            try begin(OpenValue(kind: kind, count: nil))
            return nil
        case .streamedString:
            try begin(OpenValue(content: .chunks(ByteBuffer())))
            return nil
        case .chunk:
            throw WireError("a chunk belongs to no streamed string")
        case .end:
            return try endStreamed()
        default:
            return try add(simpleValue(token, from: buffer))
        }
    }

    private mutating func begin(_ value: OpenValue) throws(WireError) {
        guard open.count < limits.depth else { throw WireError("values are nested deeper than \(limits.depth)") }
        open.append(value)
    }

    /// Adds a complete value to what it belongs to, and closes all that is complete with it.
    private mutating func add(_ value: RESPValue) throws(WireError) -> RESPFrame? {
        var value = value
        while true {
            guard let last = open.indices.last else {
                if !attributes.isEmpty {
                    value = .attributed(value, attributes: attributes)
                    attributes = []
                }
                return .reply(value)
            }
            guard try open[last].add(value, limit: limits.elements) else { return nil }
            guard let closed = open.popLast() else { return nil }
            switch close(closed) {
            case .value(let whole): value = whole
            case .push(let push): return push.map(RESPFrame.push)
            case .attributes: return nil
            }
        }
    }

    private enum Closed {
        case value(RESPValue)
        case push(RESPPush?)
        case attributes
    }

    private mutating func close(_ closed: OpenValue) -> Closed {
        guard case .aggregate(let kind) = closed.content else { return .value(.null) }
        switch kind {
        case .attribute:
            note(attributes: Self.pairs(closed.values))
            return .attributes
        case .push:
            // Attributes before a push are the push's own.
            forgetAttributes()
            return .push(RESPPush(elements: closed.values))
        case .array, .map, .set:
            return .value(value(of: kind, closed.values))
        }
    }

    private mutating func endStreamed() throws(WireError) -> RESPFrame? {
        guard let last = open.last, last.missing == nil, case .aggregate(let kind) = last.content else {
            throw WireError("the end of a streamed value belongs to none")
        }
        guard last.attributes.isEmpty else { throw WireError("an attribute belongs to no value") }
        guard last.values.count.isMultiple(of: kind.valuesAnItem) else {
            throw WireError("a map's last key has no value")
        }
        open.removeLast()
        return try add(value(of: kind, last.values))
    }

    private mutating func takeChunk(
        _ range: Range<Int>, of bytes: ByteBuffer, from buffer: ByteBuffer
    ) throws(WireError) -> RESPFrame? {
        // Emptied first, so that adding to the string doesn't copy it.
        open.removeLast()
        guard !range.isEmpty else { return try add(.bulkString(bytes)) }
        guard range.count <= limits.string - bytes.readableBytes else {
            throw WireError("a string has more than \(limits.string) bytes")
        }
        var bytes = bytes
        bytes.writeImmutableBuffer(Self.slice(range, of: buffer))
        open.append(OpenValue(content: .chunks(bytes)))
        return nil
    }

    private mutating func note(attributes pairs: [RESPPair]) {
        guard let last = open.indices.last else {
            attributes += pairs
            return
        }
        open[last].attributes += pairs
    }

    private mutating func forgetAttributes() {
        guard let last = open.indices.last else {
            attributes = []
            return
        }
        open[last].attributes = []
    }

    private func simpleValue(_ token: Token, from buffer: ByteBuffer) throws(WireError) -> RESPValue {
        switch token {
        case .simpleString(let range): return .simpleString(Self.slice(range, of: buffer))
        case .simpleError(let range), .bulkError(let range):
            return .error(ServerError(line: String(buffer: Self.slice(range, of: buffer))))
        case .integer(let value): return .integer(value)
        case .bulkString(let range): return .bulkString(Self.slice(range, of: buffer))
        case .boolean(let value): return .boolean(value)
        case .double(let value): return .double(value)
        case .bigNumber(let range): return .bigNumber(Self.slice(range, of: buffer))
        case .verbatimString(let range):
            guard let string = VerbatimString(wire: Self.slice(range, of: buffer)) else {
                throw WireError("a verbatim string has no format")
            }
            return .verbatimString(string)
        default: return .null
        }
    }

    private func value(of kind: AggregateKind, _ values: [RESPValue]) -> RESPValue {
        switch kind {
        case .map: .map(Self.pairs(values))
        case .set: .set(values)
        case .array, .attribute, .push: .array(values)
        }
    }

    private static func pairs(_ values: [RESPValue]) -> [RESPPair] {
        stride(from: 0, to: values.count - values.count % 2, by: 2).map { index in
            RESPPair(key: values[index], value: values[index + 1])
        }
    }

    private static func slice(_ range: Range<Int>, of buffer: ByteBuffer) -> ByteBuffer {
        buffer.getSlice(at: buffer.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}
