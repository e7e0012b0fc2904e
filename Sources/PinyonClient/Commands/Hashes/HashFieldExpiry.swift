/// What became of a field whose expiry was to be set.
public enum FieldExpiryResult: Int, Sendable, Hashable, CaseIterable, RESPDecodable {
    /// The hash or the field isn't there.
    case missing = -2
    /// The condition didn't hold.
    case conditionFailed = 0
    /// The expiry was set.
    case set = 1
    /// The field was deleted, because the moment is past.
    case deleted = 2

    /// Reads the server's number.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> FieldExpiryResult {
        guard let result = FieldExpiryResult(rawValue: try Int.decode(value)) else {
            throw RESPDecodingError(expected: "-2, 0, 1 or 2", found: value)
        }
        return result
    }
}

/// What became of a field that was to stay for good.
public enum FieldPersistResult: Int, Sendable, Hashable, CaseIterable, RESPDecodable {
    /// The hash or the field isn't there.
    case missing = -2
    /// The field stays for good anyway.
    case alreadyPersistent = -1
    /// The field would have gone away, and stays now.
    case persisted = 1

    /// Reads the server's number.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> FieldPersistResult {
        guard let result = FieldPersistResult(rawValue: try Int.decode(value)) else {
            throw RESPDecodingError(expected: "-2, -1 or 1", found: value)
        }
        return result
    }
}
