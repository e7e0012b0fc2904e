internal import NIOCore

/// A token that lies across reads: its first part, in memory of its own that grows with it.
struct BegunToken {
    private(set) var bytes: ByteBuffer
    private(set) var missing: Missing
    /// How many bytes were copied.
    private(set) var copiedBytes: Int

    /// The token that starts with what is left of a read.
    init(_ rest: ByteBuffer, missing: Missing) {
        let count = rest.readableBytes
        let room =
            switch missing {
            case .lineBreak: max(count, 64)
            case .bytes(let total): min(total, max(2 * count, 1024))
            }
        bytes = ByteBufferAllocator().buffer(capacity: room)
        copiedBytes = bytes.writeImmutableBuffer(rest)
        self.missing = missing
    }

    /// How many bytes it is known to take, those that are there included.
    var leastLength: Int {
        switch missing {
        case .lineBreak: bytes.readableBytes
        case .bytes(let total): total
        }
    }

    /// Takes from a read what belongs to the token; a string's line comes first, then the string.
    ///
    /// - Returns: the token once it is complete.
    mutating func finish(
        from read: inout ByteBuffer, _ scanner: inout TokenScanner, room: Int
    ) throws(WireError) -> Token? {
        while read.readableBytes > 0 {
            var lineScanned = 0
            switch missing {
            case .bytes(let total):
                take(total - bytes.readableBytes, from: &read)
                guard bytes.readableBytes == total else { return nil }
            case .lineBreak(let scanned):
                lineScanned = scanned
                let end = read.readableBytesView.firstIndex(of: UInt8(ascii: "\n"))
                take(end.map { $0 + 1 - read.readerIndex } ?? read.readableBytes, from: &read)
            }
            let token = try token(&scanner, lineScanned: lineScanned, room: room)
            guard case .unfinished(let missing) = token else { return token }
            self.missing = missing
        }
        return nil
    }

    private func token(
        _ scanner: inout TokenScanner, lineScanned: Int, room: Int
    ) throws(WireError) -> Token {
        try scanner.next(in: bytes.readableBytesUInt8Span, lineScanned: lineScanned, room: room).token
    }

    private mutating func take(_ count: Int, from read: inout ByteBuffer) {
        guard let part = read.readSlice(length: min(count, read.readableBytes)) else { return }
        copiedBytes += bytes.writeImmutableBuffer(part)
    }
}
