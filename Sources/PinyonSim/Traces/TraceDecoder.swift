/// Turns a format's bytes into requests. A value without I/O: it is fed a file in pieces of any size, cut anywhere.
package protocol TraceDecoder: Sendable {
    /// A decoder at the start of a file.
    init()

    /// Takes the next piece of the file. Stops early once the builder is full.
    ///
    /// - Parameters:
    ///   - bytes: The piece; it need not end where a line or record does.
    ///   - builder: Where the requests go.
    /// - Throws: ``SimError`` with the line or record that is wrong, without the file's name.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder) throws(SimError)

    /// Takes note that the file has ended. Not called once the builder is full.
    ///
    /// - Parameter builder: Where the last requests go.
    /// - Throws: ``SimError`` if the file ends inside a record, or its last line is wrong.
    mutating func finish(into builder: inout TraceBuilder) throws(SimError)
}

/// A decoder of a format in which every line stands for itself.
protocol LineDecoder: TraceDecoder {
    /// Cuts the file into lines.
    var lines: LineSplitter { get set }

    /// Takes a line.
    ///
    /// - Parameters:
    ///   - line: The line, without its end.
    ///   - number: Its number, from 1.
    ///   - builder: Where its requests go.
    /// - Returns: Whether another line is wanted.
    /// - Throws: ``SimError`` with the line's number.
    static func take(
        _ line: UnsafeRawBufferPointer, _ number: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool
}

extension LineDecoder {
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder) throws(SimError) {
        try lines.split(bytes) { line, number throws(SimError) in try Self.take(line, number, into: &builder) }
    }

    mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try lines.finish { line, number throws(SimError) in try Self.take(line, number, into: &builder) }
    }
}

/// Bounds on what one trace may ask of memory.
package enum TraceLimits {
    /// The most keys, and the most requests after rows that stand for several are expanded.
    package static let total = Int(Int32.max)
    /// The most requests that one row may stand for.
    package static let perRow = 1 << 20
}
