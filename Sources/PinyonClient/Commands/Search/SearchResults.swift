/// A row of a search's results: names with values.
public struct SearchRow<Value: RESPDecodable>: Sendable {
    /// A name with a value.
    public struct Field: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: Value
    }

    /// The fields in the order in which they came.
    public let fields: [Field]

    /// The value of a name; nil if it doesn't come.
    public subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }

    init(_ value: RESPValue?) throws(RESPDecodingError) {
        guard let value, !value.isNull else {
            fields = []
            return
        }
        guard let pairs = value.pairs else { throw RESPDecodingError(expected: "names and values", found: value) }
        var fields: [Field] = []
        for pair in pairs {
            guard let name = pair.key.looseText else { throw RESPDecodingError(expected: "a name", found: pair.key) }
            // A field that the key doesn't have may be asked for.
            if pair.value.isNull, !(Value.self is any OptionalValue.Type) { continue }
            fields.append(Field(name: name, value: try Value.decode(pair.value)))
        }
        self.fields = fields
    }
}

/// Types that stand for no value, too.
private protocol OptionalValue {}
extension Optional: OptionalValue {}

extension SearchRow: Equatable where Value: Equatable {}
extension SearchRow.Field: Equatable where Value: Equatable {}

/// What a search found.
public struct SearchResults<Value: RESPDecodable>: Sendable {
    /// A key that was found.
    public struct Document: Sendable {
        /// The key. Bytes that aren't UTF-8 are replaced.
        public let key: String
        /// How well it matches; nil if that wasn't asked for.
        public let score: Double?
        /// Its fields; empty if they weren't asked for.
        public let row: SearchRow<Value>

        /// The value of a field; nil if the key doesn't have it, or if it wasn't asked for.
        public subscript(name: String) -> Value? { row[name] }
    }

    /// How many keys match, whether they are returned or not.
    public let total: Int
    /// The keys that are returned.
    public let documents: [Document]
    /// What the server warns of, such as that time ran out. Empty in RESP2.
    public let warnings: [String]

    /// A map in RESP3; in RESP2 a count, and of each key its name and what was asked for.
    init(_ value: RESPValue, hasScores: Bool, hasFields: Bool) throws(RESPDecodingError) {
        if case .map = value.unattributed {
            self = try Self.fromMap(value)
            return
        }
        guard let parts = value.elements, let total = parts.first?.looseInteger else {
            throw RESPDecodingError(expected: "the results of a search", found: value)
        }
        let width = 1 + (hasScores ? 1 : 0) + (hasFields ? 1 : 0)
        guard (parts.count - 1).isMultiple(of: width) else {
            throw RESPDecodingError(expected: "a multiple of \(width) parts", found: value)
        }
        var documents: [Document] = []
        for index in stride(from: 1, to: parts.count, by: width) {
            guard let key = parts[index].looseText else {
                throw RESPDecodingError(expected: "a key", found: parts[index])
            }
            documents.append(
                Document(
                    key: key, score: hasScores ? parts[index + 1].looseNumber : nil,
                    row: try SearchRow(hasFields ? parts[index + width - 1] : nil)
                ))
        }
        self.init(total: total, documents: documents, warnings: [])
    }

    private init(total: Int, documents: [Document], warnings: [String]) {
        self.total = total
        self.documents = documents
        self.warnings = warnings
    }

    private static func fromMap(_ value: RESPValue) throws(RESPDecodingError) -> SearchResults {
        let fields = try ReplyFields.decode(value)
        guard let total = fields.integer("total_results"), let results = fields["results"]?.elements else {
            throw RESPDecodingError(expected: "the results of a search", found: value)
        }
        var documents: [Document] = []
        for result in results {
            let fields = try ReplyFields.decode(result)
            guard let key = fields.text("id") else { throw RESPDecodingError(expected: "a key", found: result) }
            documents.append(
                Document(
                    key: key, score: fields.number("score"), row: try SearchRow(fields["extra_attributes"])
                ))
        }
        return SearchResults(total: total, documents: documents, warnings: fields.texts("warning"))
    }
}

extension SearchResults: Equatable where Value: Equatable {}
extension SearchResults.Document: Equatable where Value: Equatable {}
