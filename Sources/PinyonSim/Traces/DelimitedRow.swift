/// One row of comma-separated values: its fields without their quotes.
///
/// The bytes live no longer than the call that hands the row on.
struct DelimitedRow {
    /// All fields' bytes.
    let bytes: UnsafeRawBufferPointer
    /// Where each field lies in them.
    let bounds: [Range<Int>]

    /// How many fields there are; at least one.
    var count: Int { bounds.count }

    /// A field's bytes.
    @inline(__always)
    subscript(index: Int) -> UnsafeRawBufferPointer { bytes.slice(bounds[index]) }
}

/// Cuts lines into rows as RFC 4180 has it: a field in quotes may hold commas, doubled quotes and line breaks.
///
/// A line break inside quotes becomes LF. A quote inside a field that doesn't begin with one stands for itself.
struct RowScanner: Sendable {
    private var bounds: [Range<Int>] = []
    private var unquoted: [UInt8] = []
    private var fieldStart = 0
    private var isQuoteOpen = false
    private var firstLine = 0

    /// Takes the next line and hands on the row that it completes; blank lines between rows are skipped.
    ///
    /// - Parameters:
    ///   - line: The line, without its end.
    ///   - number: Its number.
    ///   - body: Takes a row and the number of its first line, and returns whether it wants another.
    /// - Returns: Whether another line is wanted.
    /// - Throws: ``SimError/Code/malformedRow`` if quotes are wrong, and what `body` throws.
    mutating func take(
        _ line: UnsafeRawBufferPointer, _ number: Int,
        _ body: (DelimitedRow, Int) throws(SimError) -> Bool
    ) throws(SimError) -> Bool {
        if !isQuoteOpen {
            if line.isBlank { return true }
            firstLine = number
            bounds.removeAll(keepingCapacity: true)
            if !line.contains(ASCII.quote) {
                cutAtCommas(line)
                return try body(DelimitedRow(bytes: line, bounds: bounds), number)
            }
            unquoted.removeAll(keepingCapacity: true)
            fieldStart = 0
        }
        try scanQuoted(line)
        if isQuoteOpen { return true }
        let bounds = bounds
        let first = firstLine
        return try unquoted.withUnsafeBufferPointer { buffer throws(SimError) in
            try body(DelimitedRow(bytes: UnsafeRawBufferPointer(buffer), bounds: bounds), first)
        }
    }

    /// Takes note that the file has ended.
    ///
    /// - Throws: ``SimError/Code/malformedRow`` if a quote is still open.
    func finish() throws(SimError) {
        if isQuoteOpen { throw unclosed("the end of the file") }
    }

    private mutating func cutAtCommas(_ line: UnsafeRawBufferPointer) {
        var start = 0
        for offset in 0..<line.count where line[offset] == ASCII.comma {
            bounds.append(start..<offset)
            start = offset + 1
        }
        bounds.append(start..<line.count)
    }

    private mutating func scanQuoted(_ line: UnsafeRawBufferPointer) throws(SimError) {
        var offset = 0
        var continues = isQuoteOpen
        if continues {
            guard unquoted.count + line.count < LineSplitter.maximumLength else {
                throw unclosed("\(LineSplitter.maximumLength) bytes without one")
            }
            unquoted.append(ASCII.newline)
        }
        repeat {
            if continues || offset < line.count && line[offset] == ASCII.quote {
                if !continues { offset += 1 }
                continues = false
                offset = scanInsideQuotes(line, from: offset)
                if isQuoteOpen { return }
                guard offset == line.count || line[offset] == ASCII.comma else {
                    throw SimError(
                        .malformedRow, "a quote closes inside a field", at: .line(firstLine),
                        expected: "a comma after it", found: SimError.excerpt(line.slice(offset..<line.count)))
                }
            } else {
                let end = line.slice(offset..<line.count).firstIndex(of: ASCII.comma) ?? line.count - offset
                unquoted.append(contentsOf: line.slice(offset..<offset + end))
                offset += end
            }
            bounds.append(fieldStart..<unquoted.count)
            fieldStart = unquoted.count
            offset += 1
        } while offset <= line.count
    }

    /// Copies up to the closing quote, and returns the offset behind it, or the line's end if the quote stays open.
    private mutating func scanInsideQuotes(_ line: UnsafeRawBufferPointer, from start: Int) -> Int {
        isQuoteOpen = true
        var offset = start
        while offset < line.count {
            if line[offset] == ASCII.quote {
                guard offset + 1 < line.count, line[offset + 1] == ASCII.quote else {
                    isQuoteOpen = false
                    return offset + 1
                }
                offset += 1
            }
            unquoted.append(line[offset])
            offset += 1
        }
        return offset
    }

    private func unclosed(_ found: String) -> SimError {
        SimError(
            .malformedRow, "a quote is never closed", at: .line(firstLine), expected: "a closing quote", found: found)
    }
}
