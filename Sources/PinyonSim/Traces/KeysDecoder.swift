/// Decodes ``TraceFormat/keys``: each line is a key that is read.
///
/// Blank lines are skipped, and so are lines that are just `*`: the LIRS traces mark phases with them.
package struct KeysDecoder: TraceDecoder {
    private var lines = LineSplitter()

    package init() {}

    package mutating func decode(
        _ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder
    ) throws(SimError) {
        try lines.split(bytes) { line, number throws(SimError) in try Self.take(line, number, into: &builder) }
    }

    package mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try lines.finish { line, number throws(SimError) in try Self.take(line, number, into: &builder) }
    }

    @inline(__always)
    private static func take(
        _ line: UnsafeRawBufferPointer, _ number: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool {
        if line.isBlank || line.count == 1 && line[0] == ASCII.asterisk { return true }
        try builder.append(TraceRequest(key: try builder.key(line)), at: .line(number))
        return !builder.isFull
    }
}
