// Generated from Sources/PinyonClient/Commands/Search/ by: swift run --package-path Checks generate-commands

extension Command {
    /// Computes something of the keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: Which keys; `*` for all.
    ///   - steps: What is done with them, one after the other.
    ///   - options: How it is done.
    public static func ftAggregate(
        _ index: String, _ query: String, _ steps: [AggregateStep], options: AggregateOptions = AggregateOptions()
    ) -> Command where Response == AggregateResults<String> {
        .ftAggregate(index, query, steps, options: options, as: String.self)
    }

    /// The next results of a computation that keeps the rest on the server.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - cursor: ``AggregateResults/cursor`` of the results before.
    ///   - count: The most results. Default: as before.
    public static func ftCursorRead(
        _ index: String, _ cursor: Int, count: Int? = nil
    ) -> Command where Response == AggregateResults<String> {
        .ftCursorRead(index, cursor, count: count, as: String.self)
    }

    /// Finds keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: The query, such as `@title:hello @price:[10 20]`. Pass what comes from others as
    ///     ``SearchOptions/parameters``, never as text of the query.
    ///   - options: What is returned, and in which order.
    public static func ftSearch(
        _ index: String, _ query: String, options: SearchOptions = SearchOptions()
    ) -> Command where Response == SearchResults<String> {
        .ftSearch(index, query, options: options, as: String.self)
    }
}

extension CommandSender {
    /// Computes something of the keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: Which keys; `*` for all.
    ///   - steps: What is done with them, one after the other.
    ///   - options: How it is done.
    ///   - type: What each value is read as.
    public func ftAggregate<Value: RESPDecodable>(
        _ index: String, _ query: String, _ steps: [AggregateStep], options: AggregateOptions = AggregateOptions(),
        as type: Value.Type = String.self
    ) async throws(ClientError) -> AggregateResults<Value> {
        try await send(.ftAggregate(index, query, steps, options: options, as: type))
    }

    /// The next results of a computation that keeps the rest on the server.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - cursor: ``AggregateResults/cursor`` of the results before.
    ///   - count: The most results. Default: as before.
    ///   - type: What each value is read as.
    public func ftCursorRead<Value: RESPDecodable>(
        _ index: String, _ cursor: Int, count: Int? = nil, as type: Value.Type = String.self
    ) async throws(ClientError) -> AggregateResults<Value> {
        try await send(.ftCursorRead(index, cursor, count: count, as: type))
    }

    /// Drops the rest of a computation's results.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - cursor: ``AggregateResults/cursor`` of the last results.
    public func ftCursorDel(_ index: String, _ cursor: Int) async throws(ClientError) {
        try await send(.ftCursorDel(index, cursor))
    }

    /// Finds keys of an index.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: The query, such as `@title:hello @price:[10 20]`. Pass what comes from others as
    ///     ``SearchOptions/parameters``, never as text of the query.
    ///   - options: What is returned, and in which order.
    ///   - type: What each value is read as.
    public func ftSearch<Value: RESPDecodable>(
        _ index: String, _ query: String, options: SearchOptions = SearchOptions(), as type: Value.Type = String.self
    ) async throws(ClientError) -> SearchResults<Value> {
        try await send(.ftSearch(index, query, options: options, as: type))
    }

    /// Makes an index. The server fills it in the background with what is there, and keeps it current from then on.
    ///
    /// - Parameters:
    ///   - index: Its name.
    ///   - source: What is indexed.
    ///   - fields: Its fields.
    ///   - options: Settings of the index.
    public func ftCreate(
        _ index: String, on source: SearchSource, _ fields: [SearchField],
        options: SearchIndexOptions = SearchIndexOptions()
    ) async throws(ClientError) {
        try await send(.ftCreate(index, on: source, fields, options: options))
    }

    /// Adds fields to an index.
    public func ftAlter(_ index: String, adding fields: [SearchField]) async throws(ClientError) {
        try await send(.ftAlter(index, adding: fields))
    }

    /// Deletes an index.
    ///
    /// - Parameters:
    ///   - index: Its name.
    ///   - deletingDocuments: Whether the keys that it has are deleted, too. Default: no.
    public func ftDropindex(_ index: String, deletingDocuments: Bool = false) async throws(ClientError) {
        try await send(.ftDropindex(index, deletingDocuments: deletingDocuments))
    }

    /// The names of all indexes.
    public func ftList() async throws(ClientError) -> [String] {
        try await send(.ftList())
    }

    /// What an index is and holds.
    public func ftInfo(_ index: String) async throws(ClientError) -> SearchIndexInfo {
        try await send(.ftInfo(index))
    }

    /// Gives an index another name besides. An error if the name is taken.
    public func ftAliasadd(_ alias: String, _ index: String) async throws(ClientError) {
        try await send(.ftAliasadd(alias, index))
    }

    /// Gives an index another name besides, taking it from whichever index has it.
    public func ftAliasupdate(_ alias: String, _ index: String) async throws(ClientError) {
        try await send(.ftAliasupdate(alias, index))
    }

    /// Takes an additional name away.
    public func ftAliasdel(_ alias: String) async throws(ClientError) {
        try await send(.ftAliasdel(alias))
    }

    /// The values of a field of tags, each once.
    public func ftTagvals(_ index: String, _ field: String) async throws(ClientError) -> [String] {
        try await send(.ftTagvals(index, field))
    }

    /// How the server understands a query, in its own words.
    ///
    /// - Parameters:
    ///   - index: The index.
    ///   - query: The query.
    ///   - dialect: The version of the queries' language. Default: the server's.
    public func ftExplain(_ index: String, _ query: String, dialect: Int? = nil) async throws(ClientError) -> String {
        try await send(.ftExplain(index, query, dialect: dialect))
    }

    /// Adds a suggestion, and returns how many there are.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - text: What is suggested.
    ///   - score: How much it counts.
    ///   - incrementing: Whether the score is added to what it has. Default: no, it is replaced.
    ///   - payload: What is kept with it. Default: nothing.
    @discardableResult
    public func ftSugadd(
        _ key: some CommandArgument, _ text: String, score: Double, incrementing: Bool = false, payload: String? = nil
    ) async throws(ClientError) -> Int {
        try await send(.ftSugadd(key, text, score: score, incrementing: incrementing, payload: payload))
    }

    /// The best suggestions that begin with a text.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - prefix: What was typed.
    ///   - fuzzy: Whether they may differ in a letter. Default: no.
    ///   - maximum: The most suggestions. Default: the server's, 5.
    public func ftSugget(
        _ key: some CommandArgument, _ prefix: String, fuzzy: Bool = false, maximum: Int? = nil
    ) async throws(ClientError) -> [SearchSuggestion] {
        try await send(.ftSugget(key, prefix, fuzzy: fuzzy, maximum: maximum))
    }

    /// Deletes a suggestion, and returns whether it was there.
    @discardableResult
    public func ftSugdel(_ key: some CommandArgument, _ text: String) async throws(ClientError) -> Bool {
        try await send(.ftSugdel(key, text))
    }

    /// How many suggestions there are.
    public func ftSuglen(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.ftSuglen(key))
    }
}
