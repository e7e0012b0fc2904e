/// Decodes ``TraceFormat/csv``: rows under a header that names a key, and perhaps time, size, operation and lifetime.
///
/// Times are seconds, with or without a fraction (`time_ms` and `timestamp_ms` are milliseconds); lifetimes are whole
/// seconds, 0 for none; a row without an operation reads. An empty field says that the value is unknown. Columns with
/// other names are ignored. A column `op_count` says how many requests a row stands for.
struct CSVDecoder: TraceDecoder {
    private var columns = ColumnDecoder(rules: ColumnRows.Rules())

    mutating func decode(_ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder) throws(SimError) {
        try columns.decode(bytes, into: &builder)
    }

    mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try columns.finish(into: &builder)
    }
}
