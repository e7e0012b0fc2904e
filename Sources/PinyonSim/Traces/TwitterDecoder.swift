/// Decodes ``TraceFormat/twitter``: timestamp, key, key size, value size, client, operation, TTL, without a header.
///
/// The format is that of Twitter's published cluster traces (Yang, Yue and Vinayak, OSDI 2020). Columns after the key
/// are counted from the right, so that a key may hold commas. A read's value size of 0 means unknown: the row tells
/// what was sent, and a miss sends nothing.
struct TwitterDecoder: LineDecoder {
    var lines = LineSplitter()

    static func take(
        _ line: UnsafeRawBufferPointer, _ number: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool {
        if line.isBlank { return true }
        guard let row = TwitterRow(line) else {
            throw SimError(
                .malformedRow, "wrong number of columns", at: .line(number),
                expected: "7: time, key, key size, value size, client, operation, TTL", found: SimError.excerpt(line))
        }
        guard !row.key.isEmpty else {
            throw SimError(.malformedRow, "the key is empty", at: .line(number), expected: "a key")
        }
        let time = try FieldParser.milliseconds(ofSeconds: row.time, line: number)
        _ = try FieldParser.int32(row.keySize, "key size", line: number)
        let operation = try FieldParser.operation(row.operation, line: number)
        let size = try FieldParser.int32(row.valueSize, "value size", line: number)
        let request = TraceRequest(
            key: try builder.key(row.key), operation: operation,
            valueSize: size == 0 && operation != .write ? TraceRequest.unknownSize : size, time: time,
            lifetime: try FieldParser.lifetime(row.lifetime, line: number))
        try builder.append(request, at: .line(number))
        return !builder.isFull
    }

    /// Whether a line could be one of this format: seven columns with a time, an operation and a TTL in their places.
    static func recognises(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let row = TwitterRow(line), FieldParser.operation(named: row.operation) != nil else { return false }
        return [row.time, row.keySize, row.valueSize, row.lifetime].allSatisfy { field in
            !field.isEmpty && field.allSatisfy { $0 &- ASCII.zero <= 9 }
        }
    }
}

/// The columns of one line.
private struct TwitterRow {
    let time: UnsafeRawBufferPointer
    let key: UnsafeRawBufferPointer
    let keySize: UnsafeRawBufferPointer
    let valueSize: UnsafeRawBufferPointer
    let operation: UnsafeRawBufferPointer
    let lifetime: UnsafeRawBufferPointer

    /// Cuts a line; `nil` if it has fewer than seven columns.
    init?(_ line: UnsafeRawBufferPointer) {
        guard let first = line.firstIndex(of: ASCII.comma) else { return nil }
        time = line.slice(0..<first)
        var rest = line.slice(first + 1..<line.count)
        guard let lifetime = Self.lastColumn(of: &rest), let operation = Self.lastColumn(of: &rest),
            Self.lastColumn(of: &rest) != nil, let valueSize = Self.lastColumn(of: &rest),
            let keySize = Self.lastColumn(of: &rest)
        else { return nil }
        self.keySize = keySize
        self.valueSize = valueSize
        self.operation = operation
        self.lifetime = lifetime
        key = rest
    }

    private static func lastColumn(of rest: inout UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard let comma = rest.lastIndex(of: ASCII.comma) else { return nil }
        let column = rest.slice(comma + 1..<rest.count)
        rest = rest.slice(0..<comma)
        return column
    }
}
