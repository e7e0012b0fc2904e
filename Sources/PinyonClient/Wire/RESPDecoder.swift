package import NIOCore

/// Turns the bytes of a connection into replies and pushes.
///
/// Reads are taken as they are, and strings are slices of them. Only a token that lies across reads is copied, once,
/// and what was decoded of a reply is kept: the work is in proportion to the bytes, however they were cut into reads.
///
/// After an error it stays in error: where the next reply would begin is unknown.
package struct RESPDecoder {
    private let limits: RESPLimits
    private var scanner: TokenScanner
    private var assembler: RESPAssembler
    /// The latest read, from the first byte that isn't decoded.
    private var read = ByteBuffer()
    /// The token in front of the latest read, if earlier reads had only a part of it.
    private var begun: BegunToken?
    private var failure: WireError?
    private var copiedBytes = 0

    /// A decoder at the start of a connection.
    package init(limits: RESPLimits = RESPLimits()) {
        self.limits = limits.bounded
        scanner = TokenScanner(limits: self.limits)
        assembler = RESPAssembler(limits: self.limits)
    }

    /// Whether no part of a reply is waiting for the rest of it.
    package var isBetweenReplies: Bool {
        failure == nil && begun == nil && read.readableBytes == 0 && assembler.isEmpty
    }

    /// How many bytes were looked at or copied so far.
    package var work: Int { scanner.scannedBytes + copiedBytes + (begun?.copiedBytes ?? 0) }

    /// Whether the reply that is being received is known to take at least so many bytes more.
    package func isWaiting(forAtLeast bytes: Int) -> Bool {
        let missing = begun.map { $0.leastLength - $0.bytes.readableBytes - read.readableBytes } ?? 0
        return max(missing, assembler.missingValues * RESPLimits.smallestValue) >= bytes
    }

    /// Adds bytes that were read. They are looked at in ``next()``.
    package mutating func append(_ bytes: ByteBuffer) {
        guard failure == nil else { return }
        if read.readableBytes == 0 {
            read = bytes
        } else {
            copiedBytes += read.writeImmutableBuffer(bytes)
        }
    }

    /// The next reply or push; nil when more bytes are needed.
    ///
    /// - Throws: ``WireError`` when the bytes aren't the protocol or exceed a limit, and from then on always.
    package mutating func next() throws(WireError) -> RESPFrame? {
        if let failure { throw failure }
        do throws(WireError) {
            if begun != nil, let frame = try finishToken() { return frame }
            return begun == nil ? try decodeRead() : nil
        } catch {
            // A message that is too large is nobody's reply.
            let cause = assembler.isInPush ? WireError(error.reason) : error
            failure = cause
            begun = nil
            read = ByteBuffer()
            assembler = RESPAssembler(limits: limits)
            throw cause
        }
    }

    /// Decodes the token that earlier reads began.
    private mutating func finishToken() throws(WireError) -> RESPFrame? {
        guard let token = try begun?.finish(from: &read, &scanner, room: assembler.room), let whole = begun else {
            return nil
        }
        begun = nil
        copiedBytes += whole.copiedBytes
        return try assembler.take(token, length: whole.bytes.readableBytes, in: whole.bytes, at: 0)
    }

    /// Decodes what lies in the latest read as a whole.
    private mutating func decodeRead() throws(WireError) -> RESPFrame? {
        guard read.readableBytes > 0 else { return nil }
        var length = 0
        var missing: Missing?
        let frame = try Self.decode(read, &length, &missing, &scanner, &assembler)
        read.moveReaderIndex(forwardBy: length)
        if let missing {
            begun = BegunToken(read, missing: missing)
            read = ByteBuffer()
        }
        return frame
    }

    /// Decodes tokens up to the end of a reply or push, or of the last whole token.
    private static func decode(
        _ read: ByteBuffer, _ length: inout Int, _ missing: inout Missing?, _ scanner: inout TokenScanner,
        _ assembler: inout RESPAssembler
    ) throws(WireError) -> RESPFrame? {
        let bytes = read.readableBytesUInt8Span
        while length < bytes.count {
            let rest = bytes.extracting(length..<bytes.count)
            let frame: RESPFrame?
            if let (token, tokenLength) = scanner.quick(in: rest, room: assembler.room) {
                switch token {
                case .string(let range):
                    frame = try assembler.take(.bulkString(read.slice(range, from: length)), length: tokenLength)
                case .simpleString(let range):
                    frame = try assembler.take(.simpleString(read.slice(range, from: length)), length: tokenLength)
                case .integer(let number):
                    frame = try assembler.take(.integer(number), length: tokenLength)
                case .null:
                    frame = try assembler.take(.null, length: tokenLength)
                }
                length += tokenLength
            } else {
                let (token, tokenLength) = try scanner.next(in: rest, lineScanned: 0, room: assembler.room)
                if case .unfinished(let part) = token {
                    missing = part
                    return nil
                }
                frame = try assembler.take(token, length: tokenLength, in: read, at: length)
                length += tokenLength
            }
            if let frame { return frame }
        }
        return nil
    }
}
