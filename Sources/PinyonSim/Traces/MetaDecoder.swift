/// Decodes ``TraceFormat/meta``: Meta's key-value cache traces, as published with CacheLib.
///
/// The header's columns come in different orders; `key`, `op` and `op_count` are needed, and `op_time`, `size` and
/// `ttl` used. A row stands for `op_count` requests. A size of 0 on a read means that the cache had no value: unknown.
/// `GET_LEASE` reads and `SET_LEASE` writes.
struct MetaDecoder: TraceDecoder {
    private var columns = ColumnDecoder(rules: ColumnRows.Rules(needsOperations: true, zeroSizeIsUnknown: true))

    mutating func decode(_ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder) throws(SimError) {
        try columns.decode(bytes, into: &builder)
    }

    mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try columns.finish(into: &builder)
    }
}
