/// Decodes ``TraceFormat/keys``: each line is a key that is read.
///
/// Blank lines are skipped, and so are lines that are just `*`: the LIRS traces mark phases with them.
struct KeysDecoder: LineDecoder {
    var lines = LineSplitter()

    @inline(__always)
    static func take(
        _ line: UnsafeRawBufferPointer, _ number: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool {
        if line.isBlank || line.count == 1 && line[0] == ASCII.asterisk { return true }
        try builder.append(TraceRequest(key: try builder.key(line)), at: .line(number))
        return !builder.isFull
    }
}
