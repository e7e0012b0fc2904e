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

/// Bounds on what one trace may ask of memory.
package enum TraceLimits {
    /// The most keys, and the most requests after rows that stand for several are expanded.
    package static let total = Int(Int32.max)
    /// The most requests that one row may stand for.
    package static let perRow = 1 << 20
}
