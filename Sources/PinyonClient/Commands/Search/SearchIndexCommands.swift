/// Indexes over hashes and documents in JSON, of servers that have the module for searching.
extension Command {
    /// Makes an index. The server fills it in the background with what is there, and keeps it current from then on.
    ///
    /// - Parameters:
    ///   - index: Its name.
    ///   - source: What is indexed.
    ///   - fields: Its fields.
    ///   - options: Settings of the index.
    public static func ftCreate(
        _ index: String, on source: SearchSource, _ fields: [SearchField],
        options: SearchIndexOptions = SearchIndexOptions()
    ) -> Command where Response == Void {
        Command(.ftCreate) {
            $0.append(index)
            $0.append(source)
            $0.append(options)
            $0.append("SCHEMA")
            $0.append(fields)
        }
    }

    /// Adds fields to an index.
    public static func ftAlter(_ index: String, adding fields: [SearchField]) -> Command where Response == Void {
        Command(.ftAlter) {
            $0.appendWords(index, "SCHEMA", "ADD")
            $0.append(fields)
        }
    }

    /// Deletes an index.
    ///
    /// - Parameters:
    ///   - index: Its name.
    ///   - deletingDocuments: Whether the keys that it has are deleted, too. Default: no.
    public static func ftDropindex(_ index: String, deletingDocuments: Bool = false) -> Command
    where Response == Void {
        Command(.ftDropindex) {
            $0.append(index)
            $0.append("DD", if: deletingDocuments)
        }
    }

    /// The names of all indexes.
    public static func ftList() -> Command where Response == [String] { Command(.ftList) }

    /// What an index is and holds.
    public static func ftInfo(_ index: String) -> Command where Response == SearchIndexInfo {
        Command(.ftInfo) { $0.append(index) }
    }

    /// Gives an index another name besides. An error if the name is taken.
    public static func ftAliasadd(_ alias: String, _ index: String) -> Command where Response == Void {
        Command(.ftAliasadd) { $0.appendWords(alias, index) }
    }

    /// Gives an index another name besides, taking it from whichever index has it.
    public static func ftAliasupdate(_ alias: String, _ index: String) -> Command where Response == Void {
        Command(.ftAliasupdate) { $0.appendWords(alias, index) }
    }

    /// Takes an additional name away.
    public static func ftAliasdel(_ alias: String) -> Command where Response == Void {
        Command(.ftAliasdel) { $0.append(alias) }
    }

    /// The values of a field of tags, each once.
    public static func ftTagvals(_ index: String, _ field: String) -> Command where Response == [String] {
        Command(.ftTagvals) { $0.appendWords(index, field) }
    }

    /// How the server understands a query, in its own words.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: The query.
    ///   - dialect: The version of the queries' language. Default: the server's.
    public static func ftExplain(_ index: String, _ query: String, dialect: Int? = nil) -> Command
    where Response == String {
        Command(.ftExplain) {
            $0.appendWords(index, query)
            $0.append("DIALECT", dialect)
        }
    }
}

/// What an index is over.
public enum SearchSource: Sendable, Hashable, CommandArgument {
    /// Hashes whose keys begin with one of these; all if there are none.
    case hashes(prefixes: [String])
    /// Documents in JSON whose keys begin with one of these; all if there are none.
    case json(prefixes: [String])

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        let prefixes: [String]
        switch self {
        case .hashes(let names):
            arguments.appendWords("ON", "HASH")
            prefixes = names
        case .json(let names):
            arguments.appendWords("ON", "JSON")
            prefixes = names
        }
        guard !prefixes.isEmpty else { return }
        arguments.append("PREFIX")
        arguments.appendCounted(prefixes)
    }
}

/// Settings of an index.
public struct SearchIndexOptions: Sendable, Hashable, CommandArgument {
    /// An expression that a key has to fulfil to be indexed; nil for none.
    public var filter: String?
    /// The language of its words, such as `german`; nil for the server's.
    public var language: String?
    /// The words that aren't indexed; nil for the server's.
    public var stopWords: [String]?
    /// After which time without use it is deleted. Whole seconds; nil for never.
    public var temporary: Duration?
    /// Whether only what is written from now on is indexed.
    public var skipsInitialScan: Bool

    /// Settings; what isn't named is left to the server.
    ///
    /// - Parameters:
    ///   - filter: An expression that a key has to fulfil to be indexed.
    ///   - language: The language of its words.
    ///   - stopWords: The words that aren't indexed.
    ///   - temporary: After which time without use it is deleted.
    ///   - skipsInitialScan: Whether only what is written from now on is indexed. Default: no.
    public init(
        filter: String? = nil, language: String? = nil, stopWords: [String]? = nil, temporary: Duration? = nil,
        skipsInitialScan: Bool = false
    ) {
        self.filter = filter
        self.language = language
        self.stopWords = stopWords
        self.temporary = temporary
        self.skipsInitialScan = skipsInitialScan
    }

    /// Adds the words for them.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("FILTER", filter)
        arguments.append("LANGUAGE", language)
        arguments.append("TEMPORARY", temporary?.wholeSeconds)
        if let stopWords {
            arguments.append("STOPWORDS", stopWords.count)
            arguments.append(stopWords)
        }
        arguments.append("SKIPINITIALSCAN", if: skipsInitialScan)
    }
}
