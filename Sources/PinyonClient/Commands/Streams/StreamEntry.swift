/// An entry of a stream.
public struct StreamEntry<Value: RESPDecodable>: Sendable, RESPDecodable {
    /// A name with a value.
    public struct Field: Sendable {
        /// The name. Bytes that aren't UTF-8 are replaced.
        public let name: String
        /// The value.
        public let value: Value
    }

    /// Its identity.
    public let id: StreamID
    /// Its fields in their order; a name may come twice. Empty if the entry was deleted and a group still has it as
    /// pending.
    public let fields: [Field]

    /// The value of a name, the first if it comes twice; nil if it doesn't come.
    public subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }

    /// Reads an identity, and names that alternate with values.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamEntry {
        guard let parts = value.elements, parts.count >= 2 else {
            throw RESPDecodingError(expected: "an entry of a stream", found: value)
        }
        let id = try StreamID.decode(parts[0])
        if parts[1].isNull { return StreamEntry(id: id, fields: []) }
        guard let pairs = parts[1].pairs else {
            throw RESPDecodingError(expected: "the fields of an entry", found: parts[1])
        }
        var fields: [Field] = []
        fields.reserveCapacity(pairs.count)
        for pair in pairs {
            guard let name = pair.key.looseText else {
                throw RESPDecodingError(expected: "the name of a field", found: pair.key)
            }
            fields.append(Field(name: name, value: try Value.decode(pair.value)))
        }
        return StreamEntry(id: id, fields: fields)
    }

    /// Entries from a list; nulls, which stand for deleted entries, are left out.
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [StreamEntry] {
        guard let elements = value.elements else { throw RESPDecodingError(expected: "entries", found: value) }
        var entries: [StreamEntry] = []
        entries.reserveCapacity(elements.count)
        for element in elements where !element.isNull { entries.append(try decode(element)) }
        return entries
    }
}

extension StreamEntry: Equatable where Value: Equatable {}
extension StreamEntry.Field: Equatable where Value: Equatable {}
extension StreamEntry: Hashable where Value: Hashable {}
extension StreamEntry.Field: Hashable where Value: Hashable {}

/// What was read of one stream.
public struct StreamEntries<Value: RESPDecodable>: Sendable {
    /// The stream's key. Bytes that aren't UTF-8 are replaced.
    public let key: String
    /// The entries in their order.
    public let entries: [StreamEntry<Value>]

    /// The streams in the reply of `XREAD`: a map, an array of pairs, or null for none.
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [StreamEntries] {
        if value.isNull { return [] }
        var streams: [StreamEntries] = []
        if case .map(let pairs) = value.unattributed {
            for pair in pairs { streams.append(try StreamEntries(key: pair.key, entries: pair.value)) }
            return streams
        }
        for stream in try [RESPValue].decode(value) {
            guard let parts = stream.elements, parts.count >= 2 else {
                throw RESPDecodingError(expected: "a key and its entries", found: stream)
            }
            streams.append(try StreamEntries(key: parts[0], entries: parts[1]))
        }
        return streams
    }

    private init(key: RESPValue, entries: RESPValue) throws(RESPDecodingError) {
        guard let key = key.looseText else { throw RESPDecodingError(expected: "a key", found: key) }
        self.key = key
        self.entries = try StreamEntry.list(entries)
    }
}

extension StreamEntries: Equatable where Value: Equatable {}
extension StreamEntries: Hashable where Value: Hashable {}
