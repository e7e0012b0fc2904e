/// What an index is and holds, by `FT.INFO`.
public struct SearchIndexInfo: Sendable, Equatable, RESPDecodable {
    /// A field.
    public struct Field: Sendable, Equatable {
        /// Everything that the server told of it, by its names, such as `WEIGHT`.
        public let fields: ReplyFields
        /// The words without a value that the server told of it, such as `SORTABLE`.
        public let flags: Set<String>

        /// Where it is: a hash's field, or a JSONPath in a document.
        public var identifier: String? { fields.text("identifier") }
        /// The name for it in queries.
        public var name: String? { fields.text("attribute") }
        /// How it is indexed, such as `TEXT`.
        public var type: String? { fields.text("type") }
        /// Whether results can be sorted by it.
        public var isSortable: Bool { flags.contains("SORTABLE") }
    }

    /// Everything that the server told, by its names, such as `num_records`.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SearchIndexInfo {
        SearchIndexInfo(fields: try ReplyFields.decode(value))
    }

    /// The index's name.
    public var name: String? { fields.text("index_name") }
    /// What it is over: `HASH` or `JSON`.
    public var keyType: String? { fields.fields("index_definition")?.text("key_type") }
    /// The beginnings of the keys that it is over.
    public var prefixes: [String] { fields.fields("index_definition")?.texts("prefixes") ?? [] }
    /// Its fields.
    public var attributes: [Field] { (fields["attributes"]?.elements ?? []).compactMap(Field.init) }
    /// How many keys it has.
    public var documentCount: Int? { fields.integer("num_docs") }
    /// How many different words it has.
    public var termCount: Int? { fields.integer("num_terms") }
    /// Whether the server is still filling it.
    public var isIndexing: Bool { fields.integer("indexing") == 1 }
    /// How much of what was there is in it, from 0 to 1.
    public var indexedShare: Double? { fields.number("percent_indexed") }
    /// How many keys could not be indexed.
    public var failureCount: Int? { fields.integer("hash_indexing_failures") }
    /// What it takes altogether, in mebibytes.
    public var totalMebibytes: Double? { fields.number("total_index_memory_sz_mb") }
}

extension SearchIndexInfo.Field {
    private static let withoutValue: Set = ["SORTABLE", "UNF", "NOSTEM", "NOINDEX", "CASESENSITIVE", "WITHSUFFIXTRIE"]

    /// Names with values, and words without: in RESP3 those are in a list of their own, in RESP2 they stand among the
    /// names.
    fileprivate init?(_ value: RESPValue) {
        if case .map = value.unattributed {
            guard let fields = ReplyFields(value) else { return nil }
            self.init(fields: fields, flags: Set(fields.texts("flags")))
            return
        }
        guard let elements = value.elements else { return nil }
        var flags: Set<String> = []
        var pairs: [RESPValue] = []
        for element in elements {
            if pairs.count.isMultiple(of: 2), let word = element.looseText, Self.withoutValue.contains(word) {
                flags.insert(word)
            } else {
                pairs.append(element)
            }
        }
        guard let fields = ReplyFields(.array(pairs)) else { return nil }
        self.init(fields: fields, flags: flags)
    }
}
