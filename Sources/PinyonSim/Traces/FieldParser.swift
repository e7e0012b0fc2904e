/// Reads the fields of a text format byte by byte, and says what is wrong with them.
enum FieldParser {
    private enum Digits {
        case value(UInt64)
        case notANumber
        case overflow
    }

    /// Reads a whole number.
    ///
    /// - Parameters:
    ///   - field: Its digits.
    ///   - name: What it is, for the error.
    ///   - maximum: The largest value accepted.
    ///   - line: Where it stands.
    /// - Returns: The number, from 0.
    /// - Throws: ``SimError/Code/invalidNumber`` if it is empty, negative, too large or no number.
    @inline(__always)
    static func number(
        _ field: UnsafeRawBufferPointer, _ name: StaticString, upTo maximum: UInt64, line: Int
    ) throws(SimError) -> UInt64 {
        if case .value(let value) = digits(field), value <= maximum { return value }
        throw invalid(field, name, "a whole number from 0 to \(maximum)", line)
    }

    /// A whole number from 0 that fits 31 bits.
    ///
    /// - Throws: ``SimError/Code/invalidNumber`` as ``number(_:_:upTo:line:)``.
    @inline(__always)
    static func int32(_ field: UnsafeRawBufferPointer, _ name: StaticString, line: Int) throws(SimError) -> Int32 {
        Int32(truncatingIfNeeded: try number(field, name, upTo: UInt64(Int32.max), line: line))
    }

    /// A lifetime in whole seconds, where 0 means none.
    ///
    /// - Throws: ``SimError/Code/invalidNumber`` as ``number(_:_:upTo:line:)``.
    static func lifetime(_ field: UnsafeRawBufferPointer, line: Int) throws(SimError) -> Int32 {
        let seconds = try int32(field, "lifetime", line: line)
        return seconds == 0 ? TraceRequest.noLifetime : seconds
    }

    /// A time in seconds, with or without a fraction, as milliseconds; digits beyond those are dropped.
    ///
    /// - Throws: ``SimError/Code/invalidNumber`` if it is empty, negative, too large or no number.
    static func milliseconds(ofSeconds field: UnsafeRawBufferPointer, line: Int) throws(SimError) -> Int64 {
        let maximum = UInt64(Int64.max / 1_000 - 1)
        let point = field.firstIndex(of: ASCII.point) ?? field.count
        guard case .value(let seconds) = digits(field.slice(0..<point)), seconds <= maximum else {
            throw invalid(field, "time", "seconds from 0 to \(maximum)", line)
        }
        var fraction: UInt64 = 0
        if point < field.count {
            var weight: UInt64 = 100
            for byte in field.slice(point + 1..<field.count) {
                guard let digit = digit(byte) else { throw invalid(field, "time", "seconds", line) }
                fraction += weight * digit
                weight /= 10
            }
        }
        return Int64(seconds) * 1_000 + Int64(fraction)
    }

    /// The operation of a name, in any of the spellings that the formats use.
    ///
    /// - Throws: ``SimError/Code/unknownOperation``.
    static func operation(_ field: UnsafeRawBufferPointer, line: Int) throws(SimError) -> TraceOperation {
        if let operation = operation(named: field) { return operation }
        throw SimError(
            .unknownOperation, "the operation is not known", at: .line(line),
            expected: "get, set, delete or one of their variants", found: SimError.excerpt(field))
    }

    /// The operation of a name; `nil` if the name is none.
    static func operation(named field: UnsafeRawBufferPointer) -> TraceOperation? {
        if readNames.contains(where: { field.isName($0) }) { return .read }
        if writeNames.contains(where: { field.isName($0) }) { return .write }
        if deleteNames.contains(where: { field.isName($0) }) { return .delete }
        return nil
    }

    private static let readNames: [StaticString] = ["get", "gets", "get_lease", "read", "r", "mget"]
    private static let writeNames: [StaticString] = [
        "set", "set_lease", "add", "replace", "cas", "append", "prepend", "incr", "decr", "write", "w", "put", "update",
    ]
    private static let deleteNames: [StaticString] = ["delete", "del", "d", "remove", "invalidate", "unlink"]

    @inline(__always)
    private static func digits(_ field: UnsafeRawBufferPointer) -> Digits {
        guard !field.isEmpty else { return .notANumber }
        var value: UInt64 = 0
        var overflowed = false
        for byte in field {
            guard let digit = digit(byte) else { return .notANumber }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = product.addingReportingOverflow(digit)
            overflowed = overflowed || tooLarge || carried
            value = sum
        }
        return overflowed ? .overflow : .value(value)
    }

    @inline(__always)
    private static func digit(_ byte: UInt8) -> UInt64? {
        let value = byte &- ASCII.zero
        return value <= 9 ? UInt64(value) : nil
    }

    private static func invalid(
        _ field: UnsafeRawBufferPointer, _ name: StaticString, _ expected: String, _ line: Int
    ) -> SimError {
        let what =
            switch digits(field) {
            case .overflow, .value: "is too large"
            case .notANumber where field.first == ASCII.minus: "is negative"
            case .notANumber: "is not a number"
            }
        return SimError(
            .invalidNumber, "the \(name) \(what)", at: .line(line), expected: expected, found: SimError.excerpt(field))
    }
}
