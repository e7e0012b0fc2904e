// Generated from Sources/PinyonClient/Commands/JSON/ by: swift run --package-path Checks generate-commands

extension Command {
    /// Takes an element out of arrays, and returns it as a text in JSON; nil for empty arrays, too.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - index: Which element. Default: the last.
    public static func jsonArrpop(
        _ key: some CommandArgument, _ path: String, at index: Int = -1
    ) -> Command where Response == [String?] {
        .jsonArrpop(key, path, at: index, as: String.self)
    }

    /// Parts of a document as a text in JSON; nil if the document isn't there.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - paths: Which parts. Of one path, an array of everything it matches; of several, an object of such arrays by
    ///     path. Default: the document itself.
    public static func jsonGet(
        _ key: some CommandArgument, _ paths: [String] = []
    ) -> Command where Response == String? {
        .jsonGet(key, paths, as: String.self)
    }

    /// A part of several documents, each as a text in JSON with an array of what the path matches; nil for documents
    /// that aren't there. In a cluster they have to be in one slot.
    ///
    /// - Parameters:
    ///   - keys: The documents.
    ///   - path: Which part of each. Default: the whole document.
    public static func jsonMget(
        _ keys: [some CommandArgument], _ path: String = "$"
    ) -> Command where Response == [String?] {
        .jsonMget(keys, path, as: String.self)
    }
}

extension CommandSender {
    /// Adds to the end of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - json: The elements as texts in JSON.
    @discardableResult
    public func jsonArrappend(
        _ key: some CommandArgument, _ path: String, _ json: [some CommandArgument]
    ) async throws(ClientError) -> [Int?] {
        try await send(.jsonArrappend(key, path, json))
    }

    /// Where an element first stands in arrays; -1 where it doesn't.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - json: The element as a text in JSON: a number, a string, true, false or null.
    ///   - start: From where on to look. Default: the first element.
    ///   - end: Before which element to stop; 0 for none. Default: none.
    public func jsonArrindex(
        _ key: some CommandArgument, _ path: String, _ json: some CommandArgument, from start: Int = 0,
        upTo end: Int = 0
    ) async throws(ClientError) -> [Int?] {
        try await send(.jsonArrindex(key, path, json, from: start, upTo: end))
    }

    /// Adds in front of an element of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - index: In front of which element.
    ///   - json: The elements as texts in JSON.
    @discardableResult
    public func jsonArrinsert(
        _ key: some CommandArgument, _ path: String, at index: Int, _ json: [some CommandArgument]
    ) async throws(ClientError) -> [Int?] {
        try await send(.jsonArrinsert(key, path, at: index, json))
    }

    /// How many elements arrays have.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays. Default: the whole document.
    public func jsonArrlen(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> [Int?] {
        try await send(.jsonArrlen(key, path))
    }

    /// Takes an element out of arrays, and returns it as a text in JSON; nil for empty arrays, too.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - index: Which element. Default: the last.
    ///   - type: What each text is read as.
    @discardableResult
    public func jsonArrpop<Value: RESPDecodable>(
        _ key: some CommandArgument, _ path: String, at index: Int = -1, as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.jsonArrpop(key, path, at: index, as: type))
    }

    /// Drops what is outside of a range of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - first: The first element that is kept.
    ///   - last: The last element that is kept.
    @discardableResult
    public func jsonArrtrim(
        _ key: some CommandArgument, _ path: String, from first: Int, through last: Int
    ) async throws(ClientError) -> [Int?] {
        try await send(.jsonArrtrim(key, path, from: first, through: last))
    }

    /// Sets a part of a document, and says whether it did: not if the condition doesn't hold, or if the path leads
    /// nowhere that it could be added.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which part. Default: the whole document.
    ///   - json: The value as a text in JSON.
    ///   - condition: What has to be the case. Default: nothing.
    @discardableResult
    public func jsonSet(
        _ key: some CommandArgument, _ path: String = "$", _ json: some CommandArgument, condition: Presence? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.jsonSet(key, path, json, condition: condition))
    }

    /// Parts of a document as a text in JSON; nil if the document isn't there.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - paths: Which parts. Of one path, an array of everything it matches; of several, an object of such arrays by
    ///     path. Default: the document itself.
    ///   - type: What the text is read as.
    public func jsonGet<Value: RESPDecodable>(
        _ key: some CommandArgument, _ paths: [String] = [], as type: Value.Type = String.self
    ) async throws(ClientError) -> Value? {
        try await send(.jsonGet(key, paths, as: type))
    }

    /// A part of several documents, each as a text in JSON with an array of what the path matches; nil for documents
    /// that aren't there. In a cluster they have to be in one slot.
    ///
    /// - Parameters:
    ///   - keys: The documents.
    ///   - path: Which part of each. Default: the whole document.
    ///   - type: What each text is read as.
    public func jsonMget<Value: RESPDecodable>(
        _ keys: [some CommandArgument], _ path: String = "$", as type: Value.Type = String.self
    ) async throws(ClientError) -> [Value?] {
        try await send(.jsonMget(keys, path, as: type))
    }

    /// Sets parts of several documents, all or none. In a cluster they have to be in one slot.
    ///
    /// - Parameter values: The documents, the paths, and the values as texts in JSON.
    public func jsonMset<Key: CommandArgument, JSON: CommandArgument>(
        _ values: [(key: Key, path: String, json: JSON)]
    ) async throws(ClientError) {
        try await send(.jsonMset(values))
    }

    /// Deletes parts of a document, and returns how many.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    @discardableResult
    public func jsonDel(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> Int {
        try await send(.jsonDel(key, path))
    }

    /// Merges a value into a document: members that are null in it are deleted, others are added or replaced (RFC
    /// 7396).
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Into which part. Default: the whole document.
    ///   - json: The value as a text in JSON.
    public func jsonMerge(
        _ key: some CommandArgument, _ path: String = "$", _ json: some CommandArgument
    ) async throws(ClientError) {
        try await send(.jsonMerge(key, path, json))
    }

    /// The types of parts of a document, such as `integer` and `object`; empty if there are none.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public func jsonType(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> [String] {
        try await send(.jsonType(key, path))
    }

    /// Empties objects and arrays, and sets numbers to 0; returns how many.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    @discardableResult
    public func jsonClear(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> Int {
        try await send(.jsonClear(key, path))
    }

    /// How many bytes parts of a document take.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public func jsonDebugMemory(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> [Int?] {
        try await send(.jsonDebugMemory(key, path))
    }

    /// Adds a whole number to numbers, and returns the sums, which are exact up to 2^53. Whole numbers stay whole.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which numbers.
    ///   - amount: How much to add; negative to subtract.
    @discardableResult
    public func jsonNumincrby(
        _ key: some CommandArgument, _ path: String, _ amount: Int
    ) async throws(ClientError) -> [Double?] {
        try await send(.jsonNumincrby(key, path, amount))
    }

    /// Adds to numbers, and returns the sums. An amount without a fraction is sent as a whole number, up to 2^53, so
    /// that whole numbers stay whole.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which numbers.
    ///   - amount: How much to add; negative to subtract.
    @discardableResult
    public func jsonNumincrby(
        _ key: some CommandArgument, _ path: String, _ amount: Double
    ) async throws(ClientError) -> [Double?] {
        try await send(.jsonNumincrby(key, path, amount))
    }

    /// Adds to the end of strings, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which strings.
    ///   - json: What is added, as a string in JSON: with its quotes.
    @discardableResult
    public func jsonStrappend(
        _ key: some CommandArgument, _ path: String, _ json: some CommandArgument
    ) async throws(ClientError) -> [Int?] {
        try await send(.jsonStrappend(key, path, json))
    }

    /// The lengths of strings.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which strings. Default: the whole document.
    public func jsonStrlen(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> [Int?] {
        try await send(.jsonStrlen(key, path))
    }

    /// Makes true false and false true, and returns what they are then.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which truth values.
    @discardableResult
    public func jsonToggle(_ key: some CommandArgument, _ path: String) async throws(ClientError) -> [Bool?] {
        try await send(.jsonToggle(key, path))
    }

    /// The names of objects' members.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which objects. Default: the whole document.
    public func jsonObjkeys(
        _ key: some CommandArgument, _ path: String = "$"
    ) async throws(ClientError) -> [[String]?] {
        try await send(.jsonObjkeys(key, path))
    }

    /// How many members objects have.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which objects. Default: the whole document.
    public func jsonObjlen(_ key: some CommandArgument, _ path: String = "$") async throws(ClientError) -> [Int?] {
        try await send(.jsonObjlen(key, path))
    }
}
