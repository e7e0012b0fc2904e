package import NIOCore

/// Turns the bytes of a connection into replies and pushes, in one pass: no byte of a value is looked at again when
/// more arrive, however the bytes were cut into reads.
///
/// After an error it stays in error: where the next reply would begin is unknown.
package struct RESPDecoder {
    private let scanner: TokenScanner
    private var buffer = ByteBuffer()
    /// How much of an incomplete line at the start of the buffer is known to hold no line break.
    private var lineScanned = 0
    private var assembler: RESPAssembler
    private var failure: WireError?
    /// Bytes of the current reply that were read already.
    private var replyBytes = 0

    /// A decoder at the start of a connection.
    package init(limits: RESPLimits = RESPLimits()) {
        scanner = TokenScanner(limits: limits)
        assembler = RESPAssembler(limits: limits)
    }

    /// Whether no part of a reply is waiting for the rest of it.
    package var isBetweenReplies: Bool { buffer.readableBytes == 0 && assembler.isEmpty }

    /// Whether the reply that is being received is known to take at least so many bytes more.
    package func isWaiting(forAtLeast bytes: Int) -> Bool {
        if assembler.missingValues >= bytes / RESPLimits.smallestValue { return true }
        guard buffer.readableBytes > 0 else { return false }
        return scanner.missingBytes(in: buffer.readableBytesUInt8Span) >= bytes
    }

    /// Adds bytes that were read. They are looked at in ``next()``.
    package mutating func append(_ bytes: ByteBuffer) {
        guard buffer.readableBytes > 0 else {
            buffer = bytes
            return
        }
        // What was read already is dropped once it is more than what is left, so that a long reply doesn't pile up.
        if buffer.readerIndex > buffer.readableBytes { buffer.discardReadBytes() }
        buffer.writeImmutableBuffer(bytes)
    }

    /// The next reply or push; nil when more bytes are needed.
    ///
    /// - Throws: ``WireError`` when the bytes aren't the protocol or exceed a limit, and from then on always.
    package mutating func next() throws(WireError) -> RESPFrame? {
        if let failure { throw failure }
        do throws(WireError) {
            return try decode()
        } catch {
            failure = error
            buffer = ByteBuffer()
            throw error
        }
    }

    private mutating func decode() throws(WireError) -> RESPFrame? {
        while true {
            let (token, length) = try scanner.next(in: buffer.readableBytesUInt8Span, lineScanned: lineScanned)
            if case .incomplete(let scanned) = token {
                lineScanned = scanned
                try checkReply(adding: buffer.readableBytes)
                return nil
            }
            lineScanned = 0
            try checkReply(adding: length)
            let frame = try assembler.take(token, from: buffer)
            buffer.moveReaderIndex(forwardBy: length)
            replyBytes = assembler.isEmpty ? 0 : replyBytes + length
            if let frame { return frame }
        }
    }

    private func checkReply(adding bytes: Int) throws(WireError) {
        guard replyBytes + bytes <= scanner.limits.reply else {
            throw WireError("a reply has more than \(scanner.limits.reply) bytes")
        }
    }
}
