/// Decodes ``TraceFormat/arc``: each line is a range of blocks that are read one after the other.
///
/// The columns are the first block, the number of blocks, one that is ignored, and the request's number. The format
/// comes with the traces of "ARC: A Self-Tuning, Low Overhead Replacement Cache" (Megiddo and Modha, FAST 2003).
struct ARCDecoder: LineDecoder {
    var lines = LineSplitter()

    static func take(
        _ line: UnsafeRawBufferPointer, _ number: Int, into builder: inout TraceBuilder
    ) throws(SimError) -> Bool {
        if line.isBlank { return true }
        var rest = line
        let start = try FieldParser.number(
            nextColumn(of: &rest), "first block", upTo: UInt64(Int64.max), line: number)
        let count = try FieldParser.number(nextColumn(of: &rest), "number of blocks", upTo: .max, line: number)
        let ignored = nextColumn(of: &rest)
        let request = nextColumn(of: &rest)
        guard !ignored.isEmpty, !request.isEmpty, rest.isBlank else {
            throw SimError(
                .malformedRow, "wrong number of columns", at: .line(number),
                expected: "4: start, count, ignored, number", found: SimError.excerpt(line))
        }
        try append(start, count, number, into: &builder)
        return !builder.isFull
    }

    private static func append(
        _ start: UInt64, _ count: UInt64, _ line: Int, into builder: inout TraceBuilder
    ) throws(SimError) {
        let (end, overflowed) = start.addingReportingOverflow(count)
        guard count > 0, count <= UInt64(TraceLimits.perRow), !overflowed, end <= UInt64(Int64.max) else {
            throw SimError(
                .tooLarge, "the range of blocks can't be read", at: .line(line),
                expected: "1 to \(TraceLimits.perRow) blocks below \(Int64.max)", found: "\(count) from \(start)")
        }
        for block in start..<end {
            if builder.isFull { return }
            try builder.append(TraceRequest(key: try builder.key(number: block)), at: .line(line))
        }
    }

    private static func nextColumn(of rest: inout UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var start = 0
        while start < rest.count, isSeparator(rest[start]) { start += 1 }
        var end = start
        while end < rest.count, !isSeparator(rest[end]) { end += 1 }
        let column = rest.slice(start..<end)
        rest = rest.slice(end..<rest.count)
        return column
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.space || byte == ASCII.tab
    }
}

extension ARCDecoder {
    /// Whether a line could be one of this format: four whole numbers.
    static func recognises(_ line: UnsafeRawBufferPointer) -> Bool {
        var rest = line
        for _ in 0..<4 {
            let column = nextColumn(of: &rest)
            guard !column.isEmpty, column.allSatisfy({ $0 &- ASCII.zero <= 9 }) else { return false }
        }
        return rest.isBlank
    }
}
