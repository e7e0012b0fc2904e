/// A file format that traces come in. The raw values are what `--format` accepts.
package enum TraceFormat: String, Hashable, Sendable, CaseIterable {
    /// A key a line, all reads. Lines that are just `*` are markers of the LIRS traces and skipped.
    case keys
    /// Comma-separated values (RFC 4180) under a header that names any of `time,key,size,op,ttl`; only `key` is needed.
    case csv
    /// Twitter's cluster traces: seven columns without a header.
    case twitter
    /// Meta's key-value cache traces, as published with CacheLib: a header with `op_count`, in any order of columns.
    case meta
    /// libCacheSim's binary records of 24 bytes: time, object, size, next access.
    case oracleGeneral
    /// The `.lis` files of the ARC paper: start, count, ignored, request number; a line reads `count` blocks.
    case arc

    /// One line for a help text.
    package var summary: String {
        switch self {
        case .keys: "a key a line"
        case .csv: "comma-separated values with a header naming any of time,key,size,op,ttl"
        case .twitter: "Twitter's cluster traces: seven columns, no header"
        case .meta: "Meta's key-value cache traces: CSV with op_count"
        case .oracleGeneral: "libCacheSim's 24-byte binary records"
        case .arc: "ARC's .lis files: start, count, ignored, number"
        }
    }

    /// Whether files of this format are text.
    package var isText: Bool { self != .oracleGeneral }

    /// A new decoder for this format.
    package func makeDecoder() -> any TraceDecoder {
        switch self {
        case .keys: KeysDecoder()
        case .csv: CSVDecoder()
        case .twitter: TwitterDecoder()
        case .meta: MetaDecoder()
        case .oracleGeneral: OracleGeneralDecoder()
        case .arc: ARCDecoder()
        }
    }
}
