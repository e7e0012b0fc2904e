extension Command {
    /// Finds keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: The query, such as `@title:hello @price:[10 20]`. Pass what comes from others as
    ///     ``SearchOptions/parameters``, never as text of the query.
    ///   - options: What is returned, and in which order.
    ///   - type: What each value is read as.
    public static func ftSearch<Value: RESPDecodable>(
        _ index: String, _ query: String, options: SearchOptions = SearchOptions(), as type: Value.Type
    ) -> Command where Response == SearchResults<Value> {
        Command(
            .ftSearch,
            decode: { value throws(RESPDecodingError) in
                try SearchResults(value, hasScores: options.withScores, hasFields: options.returning?.isEmpty != true)
            },
            arguments: {
                $0.appendWords(index, query)
                $0.append(options)
            })
    }
}

/// What a search returns, and in which order.
public struct SearchOptions: Sendable, CommandArgument {
    /// Which fields are returned; empty for none, nil for all.
    public var returning: [String]?
    /// Whether each result says how well it matches.
    public var withScores = false
    /// Whether words only match as they are.
    public var verbatim = false
    /// The field by which the results are sorted, and in which order; nil for how well they match.
    public var sorting: (field: String, order: SortOrder)?
    /// Which part of the results; nil for the first ten.
    public var limit: PageLimit?
    /// The only keys that may be found; empty for all.
    public var keys: [String] = []
    /// The only fields in which words are looked for; empty for all.
    public var fields: [String] = []
    /// How many other words may stand between those of a phrase; nil for any number.
    public var slop: Int?
    /// Whether words have to stand in the query's order.
    public var inOrder = false
    /// The language of the query's words; nil for the index's.
    public var language: String?
    /// What stands in the query as `$name`. Needs a dialect of 2 or more.
    public var parameters: [(name: String, value: any CommandArgument)] = []
    /// When the server gives up. Whole milliseconds; nil for its setting.
    public var timeout: Duration?
    /// The version of the queries' language; nil for the server's setting, which is 1 unless changed.
    public var dialect: Int?

    /// The ten best matches with all fields.
    public init() {}

    /// Adds the words for them.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("NOCONTENT", if: returning?.isEmpty == true)
        arguments.append("VERBATIM", if: verbatim)
        arguments.append("WITHSCORES", if: withScores)
        arguments.appendList("INKEYS", keys)
        arguments.appendList("INFIELDS", fields)
        arguments.appendList("RETURN", returning ?? [])
        arguments.append("SLOP", slop)
        arguments.append("TIMEOUT", timeout?.wholeMilliseconds)
        arguments.append("INORDER", if: inOrder)
        arguments.append("LANGUAGE", language)
        if let sorting {
            arguments.append("SORTBY", sorting.field)
            arguments.append(sorting.order.rawValue)
        }
        if let limit { limit.append(to: &arguments) }
        arguments.appendParameters(parameters)
        arguments.append("DIALECT", dialect)
    }
}

extension CommandArguments {
    /// Adds a word, how many there are, and all of them, unless there are none.
    mutating func appendList(_ word: String, _ items: [String]) {
        guard !items.isEmpty else { return }
        append(word)
        appendCounted(items)
    }

    mutating func appendParameters(_ parameters: [(name: String, value: any CommandArgument)]) {
        guard !parameters.isEmpty else { return }
        append("PARAMS", parameters.count * 2)
        for parameter in parameters {
            append(parameter.name)
            appendOne(parameter.value)
        }
    }
}
