/// What ``CSVDecoder`` and ``MetaDecoder`` share: rows under a header that says which column is what.
struct ColumnDecoder: Sendable {
    private var lines = LineSplitter()
    private var scanner = RowScanner()
    private var rows: ColumnRows

    init(rules: ColumnRows.Rules) {
        rows = ColumnRows(rules: rules)
    }

    /// As ``TraceDecoder/decode(_:into:)``.
    mutating func decode(_ bytes: UnsafeRawBufferPointer, into builder: inout TraceBuilder) throws(SimError) {
        try lines.split(bytes) { line, number throws(SimError) in
            try scanner.take(line, number) { row, first throws(SimError) in
                try rows.take(row, first, into: &builder)
            }
        }
    }

    /// As ``TraceDecoder/finish(into:)``.
    mutating func finish(into builder: inout TraceBuilder) throws(SimError) {
        try lines.finish { line, number throws(SimError) in
            try scanner.take(line, number) { row, first throws(SimError) in
                try rows.take(row, first, into: &builder)
            }
        }
        try scanner.finish()
    }
}

/// Turns rows into requests once a header has said which column is what.
struct ColumnRows: Sendable {
    /// What a format asks of its rows beyond what the header says.
    struct Rules: Sendable {
        /// Whether the header must name an operation and a number of requests.
        var needsOperations = false
        /// Whether a size of 0 on a request that doesn't write says nothing about the value.
        var zeroSizeIsUnknown = false
    }

    private let rules: Rules
    private var columns: ColumnMap?

    init(rules: Rules) {
        self.rules = rules
    }

    /// Takes the header or a row.
    ///
    /// - Returns: Whether another row is wanted.
    /// - Throws: ``SimError`` with the line of what is wrong.
    mutating func take(
        _ row: DelimitedRow, _ line: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool {
        guard let columns else {
            let columns = try ColumnMap(header: row, line: line)
            if rules.needsOperations, columns.operation == nil { throw ColumnMap.missing("op", row, line) }
            if rules.needsOperations, columns.count == nil { throw ColumnMap.missing("op_count", row, line) }
            self.columns = columns
            return true
        }
        guard row.count == columns.width else {
            throw SimError(
                .malformedRow, "wrong number of columns", at: .line(line),
                expected: "\(columns.width) as in the header", found: "\(row.count)")
        }
        let count = try repetitions(row, columns, line)
        try builder.append(try request(row, columns, line, &builder), repetitions: count, at: .line(line))
        return !builder.isFull
    }

    private func request(
        _ row: DelimitedRow, _ columns: ColumnMap, _ line: Int, _ builder: inout TraceBuilder
    ) throws(SimError) -> TraceRequest {
        let key = row[columns.key]
        guard !key.isEmpty else {
            throw SimError(.malformedRow, "the key is empty", at: .line(line), expected: "a key")
        }
        var request = TraceRequest(key: 0)
        if let field = Self.field(columns.operation, row) {
            request.operation = try FieldParser.operation(field, line: line)
        }
        if let field = Self.field(columns.size, row) {
            let size = try FieldParser.int32(field, "size", line: line)
            let isUnknown = rules.zeroSizeIsUnknown && size == 0 && request.operation != .write
            request.valueSize = isUnknown ? TraceRequest.unknownSize : size
        }
        if let field = Self.field(columns.milliseconds, row) {
            request.time = Int64(
                try FieldParser.number(field, "time", upTo: UInt64(Int64.max - 1), line: line))
        } else if let field = Self.field(columns.seconds, row) {
            request.time = try FieldParser.milliseconds(ofSeconds: field, line: line)
        }
        if let field = Self.field(columns.lifetime, row) {
            request.lifetime = try FieldParser.lifetime(field, line: line)
        }
        request.key = try builder.key(key)
        return request
    }

    private func repetitions(_ row: DelimitedRow, _ columns: ColumnMap, _ line: Int) throws(SimError) -> Int {
        guard let field = Self.field(columns.count, row) else { return 1 }
        let count = try FieldParser.number(field, "number of requests", upTo: .max, line: line)
        guard count > 0, count <= UInt64(TraceLimits.perRow) else {
            throw SimError(
                .tooLarge, "the row can't stand for this many requests", at: .line(line),
                expected: "1 to \(TraceLimits.perRow)", found: "\(count)")
        }
        return Int(count)
    }

    /// A field without blanks around it; `nil` if there is no such column or the field is empty.
    private static func field(_ column: Int?, _ row: DelimitedRow) -> UnsafeRawBufferPointer? {
        guard let column else { return nil }
        let field = row[column].trimmed
        return field.isEmpty ? nil : field
    }
}
