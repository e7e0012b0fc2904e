/// Finds out which format a file has, from its name and its first bytes.
package enum FormatDetector {
    /// How many of a file's first bytes are looked at.
    package static let headLength = 65_536

    /// What a file's name says about its format, once a compression's ending is taken off.
    private enum Hint {
        case format(TraceFormat)
        /// One of the formats with commas.
        case commas
        case none
    }

    /// The format of a file.
    ///
    /// - Parameters:
    ///   - name: Its name or path.
    ///   - head: Its first bytes, decompressed.
    ///   - isWhole: Whether these are all its bytes.
    ///   - requested: The format that the user named; the content must still be of its kind. Default: none.
    /// - Returns: The format; ``TraceFormat/keys`` for text that is nothing else.
    /// - Throws: ``SimError/Code/wrongContent`` if the content is binary and the format is text or the other way round,
    ///   ``SimError/Code/unknownFormat`` if the content is binary and no format fits it.
    package static func format(
        name: String, head: UnsafeRawBufferPointer, isWhole: Bool, requested: TraceFormat? = nil
    ) throws(SimError) -> TraceFormat {
        let isText = isText(head, isWhole: isWhole)
        let hint = requested.map { Hint.format($0) } ?? hint(of: name)
        switch hint {
        case .format(let format):
            try check(format, head, isText)
            return format
        case .commas:
            try check(.csv, head, isText)
            let format = textFormat(head, isWhole: isWhole)
            return format == .meta || format == .twitter ? format : .csv
        case .none:
            if isText { return textFormat(head, isWhole: isWhole) }
            if isOracleGeneral(head) { return .oracleGeneral }
            throw SimError(
                .unknownFormat, "the file is binary and fits no known format",
                expected: "text or oracleGeneral", found: SimError.excerpt(head))
        }
    }

    private static func hint(of name: String) -> Hint {
        let name = Compression.strippingEnding(name.lowercased())
        if name.hasSuffix(".oraclegeneral") || name.hasSuffix(".oraclegeneral.bin") { return .format(.oracleGeneral) }
        if name.hasSuffix(".lis") { return .format(.arc) }
        return name.hasSuffix(".csv") ? .commas : .none
    }

    private static func check(
        _ format: TraceFormat, _ head: UnsafeRawBufferPointer, _ isText: Bool
    ) throws(SimError) {
        if format.isText, !isText {
            throw SimError(
                .wrongContent, "the file is binary, but the format \(format.rawValue) is text",
                expected: "UTF-8 without NUL", found: SimError.excerpt(head))
        }
        if !format.isText, isText, head.count >= OracleGeneralDecoder.recordLength {
            throw SimError(
                .wrongContent, "the file is text, but the format \(format.rawValue) is binary",
                expected: "records of \(OracleGeneralDecoder.recordLength) bytes", found: SimError.excerpt(head))
        }
    }

    private static func isText(_ head: UnsafeRawBufferPointer, isWhole: Bool) -> Bool {
        if head.isText { return true }
        if isWhole { return false }
        // The head may end inside a character, which has at most four bytes.
        return (1...3).contains { cut in cut < head.count && head.slice(0..<head.count - cut).isText }
    }
}

extension FormatDetector {
    /// The text format that the first lines have.
    private static func textFormat(_ head: UnsafeRawBufferPointer, isWhole: Bool) -> TraceFormat {
        let lines = firstLines(head, isWhole: isWhole)
        guard let first = lines.first else { return .keys }
        switch ColumnMap.recognise(first) {
        case .meta: return .meta
        case .csv: return .csv
        case .none: break
        }
        if isMost(of: lines, TwitterDecoder.recognises) { return .twitter }
        if isMost(of: lines, ARCDecoder.recognises) { return .arc }
        return .keys
    }

    /// Whether at least half of the lines are of a format: its decoder then says what is wrong with the others, which
    /// would else be taken for keys.
    private static func isMost(
        of lines: [UnsafeRawBufferPointer], _ recognises: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        lines.filter(recognises).count * 2 >= lines.count
    }

    /// The first lines that aren't blank; one that the head cuts off isn't among them.
    private static func firstLines(_ head: UnsafeRawBufferPointer, isWhole: Bool) -> [UnsafeRawBufferPointer] {
        var lines: [UnsafeRawBufferPointer] = []
        var rest = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.slice(3..<head.count) : head
        while lines.count < 5, !rest.isEmpty {
            let end = rest.firstIndex(of: ASCII.newline)
            if end == nil, !isWhole { break }
            var line = rest.slice(0..<(end ?? rest.count))
            rest = rest.slice(min(line.count + 1, rest.count)..<rest.count)
            if line.last == ASCII.carriageReturn { line = line.slice(0..<line.count - 1) }
            if !line.isBlank { lines.append(line) }
        }
        return lines
    }

    /// Whether the first records look like oracleGeneral: times that don't go back, sizes and next accesses in range.
    private static func isOracleGeneral(_ head: UnsafeRawBufferPointer) -> Bool {
        let count = min(head.count / OracleGeneralDecoder.recordLength, 64)
        guard count > 0 else { return false }
        let first = OracleGeneralRecord(head, at: 0)
        var previous = first.time
        for index in 0..<count {
            let record = OracleGeneralRecord(head, at: index * OracleGeneralDecoder.recordLength)
            let hasNext = record.nextAccess > 0 && record.nextAccess < 1 << 48
            guard record.time >= previous, record.time - first.time < maximumSpan, record.size <= UInt32(Int32.max),
                hasNext || record.nextAccess == -1 || record.nextAccess == .max
            else { return false }
            previous = record.time
        }
        return true
    }

    /// The longest that 64 requests may take, in seconds: a year.
    private static let maximumSpan: UInt32 = 365 * 86_400
}
