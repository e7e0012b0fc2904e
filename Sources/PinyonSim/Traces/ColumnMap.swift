/// Which column of a file with a header holds what.
///
/// Names are compared without regard to case. A file may name the same thing twice (`key,id`); the name that stands
/// first in the lists below is then the one that counts.
struct ColumnMap: Sendable {
    private static let keyNames: [StaticString] = ["key", "obj_id", "object_id", "object", "id", "obj"]
    private static let secondsNames: [StaticString] = ["time", "timestamp", "op_time", "ts"]
    private static let millisecondsNames: [StaticString] = ["time_ms", "timestamp_ms", "op_time_ms", "ts_ms"]
    private static let sizeNames: [StaticString] = [
        "size", "value_size", "obj_size", "object_size", "bytes", "value_bytes",
    ]
    private static let operationNames: [StaticString] = ["op", "operation", "command", "cmd"]
    private static let lifetimeNames: [StaticString] = ["ttl", "lifetime", "expiry"]
    private static let countNames: [StaticString] = ["op_count"]

    /// How many columns there are.
    let width: Int
    /// The column of the key.
    let key: Int
    /// The column of the time in seconds.
    let seconds: Int?
    /// The column of the time in milliseconds.
    let milliseconds: Int?
    /// The column of the value's size in bytes.
    let size: Int?
    /// The column of the operation.
    let operation: Int?
    /// The column of the lifetime in seconds.
    let lifetime: Int?
    /// The column of the number of requests that a row stands for.
    let count: Int?

    /// Reads a header.
    ///
    /// - Throws: ``SimError/Code/missingColumn`` if it doesn't name the key.
    init(header: DelimitedRow, line: Int) throws(SimError) {
        guard let key = Self.column(Self.keyNames, header) else {
            throw Self.missing("key", header, line)
        }
        self.key = key
        width = header.count
        seconds = Self.column(Self.secondsNames, header)
        milliseconds = Self.column(Self.millisecondsNames, header)
        size = Self.column(Self.sizeNames, header)
        operation = Self.column(Self.operationNames, header)
        lifetime = Self.column(Self.lifetimeNames, header)
        count = Self.column(Self.countNames, header)
    }

    /// The error for a header that lacks a column.
    static func missing(_ name: String, _ header: DelimitedRow, _ line: Int) -> SimError {
        let names = (0..<header.count).map { String(decoding: header[$0], as: UTF8.self) }.joined(separator: ",")
        return SimError(
            .missingColumn, "the header has no column `\(name)`", at: .line(line), expected: "a column `\(name)`",
            found: SimError.excerpt(names))
    }

    private static func column(_ names: [StaticString], _ header: DelimitedRow) -> Int? {
        for name in names {
            for index in 0..<header.count where header[index].trimmed.isName(name) { return index }
        }
        return nil
    }
}

extension ColumnMap {
    /// How a line without quotes looks as a header.
    enum Header {
        /// Meta's: it names a key and `op_count`.
        case meta
        /// Another one that names a key among several columns.
        case csv
        /// None.
        case none
    }

    /// What header a line could be.
    static func recognise(_ line: UnsafeRawBufferPointer) -> Header {
        var scanner = RowScanner()
        var header = Header.none
        _ = try? scanner.take(line, 1) { row, _ throws(SimError) in
            guard row.count > 1, column(keyNames, row) != nil else { return false }
            header = column(countNames, row) == nil ? .csv : .meta
            return false
        }
        return header
    }
}
