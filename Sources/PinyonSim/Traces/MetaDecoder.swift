/// Decodes ``TraceFormat/meta``: Meta's key-value cache traces, as published with CacheLib.
///
/// The header's columns come in different orders; `key`, `op` and `op_count` are needed, and `op_time`, `size` and `ttl`
/// used. A row stands for `op_count` requests. A size of 0 on a read means that the cache had no value: unknown.
/// `GET_LEASE` reads and `SET_LEASE` writes.
package struct MetaDecoder: TraceDecoder {
    private var lines = LineSplitter()
    private var scanner = RowScanner()
    private var columns = ColumnDecoder(
        rules: ColumnDecoder.Rules(needsOperations: true, zeroSizeIsUnknown: true))

    package init() {}

    package mutating func decode(
        _ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder
    ) throws(SimError) {
        try lines.split(bytes) { line, number throws(SimError) in
            try scanner.take(line, number) { row, first throws(SimError) in
                try columns.take(row, first, into: &builder)
            }
        }
    }

    package mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try lines.finish { line, number throws(SimError) in
            try scanner.take(line, number) { row, first throws(SimError) in
                try columns.take(row, first, into: &builder)
            }
        }
        try scanner.finish()
    }
}
