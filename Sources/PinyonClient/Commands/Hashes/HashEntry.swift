/// A field of a hash with its value.
public struct HashEntry<Field: Sendable, Value: Sendable>: Sendable {
    /// The field.
    public let field: Field
    /// Its value.
    public let value: Value

    package init(field: Field, value: Value) {
        self.field = field
        self.value = value
    }
}

extension HashEntry: Equatable where Field: Equatable, Value: Equatable {}
extension HashEntry: Hashable where Field: Hashable, Value: Hashable {}

extension HashEntry where Field: RESPDecodable, Value: RESPDecodable {
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [HashEntry] {
        guard let pairs = value.pairs else { throw RESPDecodingError(expected: "fields with values", found: value) }
        var entries: [HashEntry] = []
        entries.reserveCapacity(pairs.count)
        for pair in pairs {
            entries.append(HashEntry(field: try Field.decode(pair.key), value: try Value.decode(pair.value)))
        }
        return entries
    }

    static func page(_ value: RESPValue) throws(RESPDecodingError) -> ScanPage<HashEntry> {
        try ScanPage.decode(value, elements: list)
    }
}
