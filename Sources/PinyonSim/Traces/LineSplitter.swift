#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Cuts a text file that arrives in pieces into its lines.
///
/// A line ends with LF or CR LF; neither is part of it. A byte order mark before the first line is dropped. Lines that
/// aren't text, or are longer than ``maximumLength``, are errors.
package struct LineSplitter: Sendable {
    /// The longest line that is accepted, in bytes.
    package static let maximumLength = 65_536

    private var carried: [UInt8] = []
    private var number = 0

    /// A splitter at the start of a file.
    package init() {}

    /// Takes the next piece of the file and hands on each line that it completes.
    ///
    /// - Parameters:
    ///   - bytes: The piece.
    ///   - body: Takes a line and its number, from 1, and returns whether it wants another. The bytes live no longer
    ///     than the call.
    /// - Throws: ``SimError`` if a line is no text or too long, and what `body` throws.
    @inline(__always)
    package mutating func split(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Int) throws(SimError) -> Bool
    ) throws(SimError) {
        var start = 0
        if !carried.isEmpty {
            guard let end = Self.newline(in: bytes, from: 0) else { return try carry(bytes) }
            try carry(bytes.slice(0..<end))
            start = end + 1
            guard try deliverCarried(body) else { return }
        }
        while let end = Self.newline(in: bytes, from: start) {
            number += 1
            guard try Self.deliver(bytes.slice(start..<end), number, body) else { return }
            start = end + 1
        }
        try carry(bytes.slice(start..<bytes.count))
    }

    /// Hands on the last line if no line end followed it.
    ///
    /// - Parameter body: As in ``split(_:_:)``.
    /// - Throws: ``SimError`` if the line is no text, and what `body` throws.
    package mutating func finish(
        _ body: (UnsafeRawBufferPointer, Int) throws(SimError) -> Bool
    ) throws(SimError) {
        if !carried.isEmpty { _ = try deliverCarried(body) }
    }

    private mutating func carry(_ bytes: UnsafeRawBufferPointer) throws(SimError) {
        // One more than a line may hold, because a carriage return may still be taken off.
        guard carried.count + bytes.count <= Self.maximumLength + 1 else { throw Self.tooLong(number + 1) }
        carried.append(contentsOf: bytes)
    }

    private mutating func deliverCarried(
        _ body: (UnsafeRawBufferPointer, Int) throws(SimError) -> Bool
    ) throws(SimError) -> Bool {
        let line = carried
        carried = []
        number += 1
        let current = number
        return try line.withUnsafeBufferPointer { buffer throws(SimError) in
            try Self.deliver(UnsafeRawBufferPointer(buffer), current, body)
        }
    }

    @inline(__always)
    private static func deliver(
        _ raw: UnsafeRawBufferPointer, _ number: Int, _ body: (UnsafeRawBufferPointer, Int) throws(SimError) -> Bool
    ) throws(SimError) -> Bool {
        var line = raw
        if line.last == ASCII.carriageReturn { line = line.slice(0..<line.count - 1) }
        if number == 1, line.count >= 3, line[0] == 0xEF, line[1] == 0xBB, line[2] == 0xBF {
            line = line.slice(3..<line.count)
        }
        guard line.count <= maximumLength else { throw tooLong(number) }
        guard line.isPlainASCII || line.isText else {
            throw SimError(
                .wrongContent, "the line is no text", at: .line(number), expected: "UTF-8 without NUL",
                found: SimError.excerpt(line))
        }
        return try body(line, number)
    }

    @inline(__always)
    private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let found = memchr(base + start, Int32(ASCII.newline), bytes.count - start) else { return nil }
        return UnsafeRawPointer(found) - base
    }

    private static func tooLong(_ number: Int) -> SimError {
        SimError(.lineTooLong, "the line is too long", at: .line(number), expected: "at most \(maximumLength) bytes")
    }
}
