/// Documents in JSON, of servers that have the module for them.
///
/// Values are passed and returned as texts in JSON, so that any coder can be used. Paths are JSONPaths, such as
/// `$.items[0].price`, and may match several values.
extension Command {
    // The result is often of no use.
    /// Sets a part of a document, and says whether it did: not if the condition doesn't hold, or if the path leads
    /// nowhere that it could be added.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which part. Default: the whole document.
    ///   - json: The value as a text in JSON.
    ///   - condition: What has to be the case. Default: nothing.
    public static func jsonSet(
        _ key: some CommandArgument, _ path: String = "$", _ json: some CommandArgument, condition: Presence? = nil
    ) -> Command where Response == Bool {
        Command(
            .jsonSet, decode: { value in !value.isNull },
            arguments: {
                $0.appendWords(key, path, json)
                if let condition { $0.append(condition.rawValue) }
            })
    }

    /// Parts of a document as a text in JSON; nil if the document isn't there.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - paths: Which parts. Of one path, an array of everything it matches; of several, an object of such arrays by
    ///     path. Default: the document itself.
    ///   - type: What the text is read as.
    public static func jsonGet<Value: RESPDecodable>(
        _ key: some CommandArgument, _ paths: [String] = [], as type: Value.Type
    ) -> Command where Response == Value? {
        Command(.jsonGet) {
            $0.appendOne(key)
            $0.append(paths)
        }
    }

    /// A part of several documents, each as a text in JSON with an array of what the path matches; nil for documents
    /// that aren't there. In a cluster they have to be in one slot.
    ///
    /// - Parameters:
    ///   - keys: The documents.
    ///   - path: Which part of each. Default: the whole document.
    ///   - type: What each text is read as.
    public static func jsonMget<Value: RESPDecodable>(
        _ keys: [some CommandArgument], _ path: String = "$", as type: Value.Type
    ) -> Command where Response == [Value?] {
        Command(.jsonMget) {
            $0.appendEach(keys)
            $0.append(path)
        }
    }

    /// Sets parts of several documents, all or none. In a cluster they have to be in one slot.
    ///
    /// - Parameter values: The documents, the paths, and the values as texts in JSON.
    public static func jsonMset<Key: CommandArgument, JSON: CommandArgument>(
        _ values: [(key: Key, path: String, json: JSON)]
    ) -> Command where Response == Void {
        Command(.jsonMset) { for value in values { $0.appendWords(value.key, value.path, value.json) } }
    }

    // The result is often of no use.
    /// Deletes parts of a document, and returns how many.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public static func jsonDel(_ key: some CommandArgument, _ path: String = "$") -> Command where Response == Int {
        Command(.jsonDel) { $0.appendWords(key, path) }
    }

    /// Merges a value into a document: members that are null in it are deleted, others are added or replaced (RFC
    /// 7396).
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Into which part. Default: the whole document.
    ///   - json: The value as a text in JSON.
    public static func jsonMerge(_ key: some CommandArgument, _ path: String = "$", _ json: some CommandArgument)
        -> Command where Response == Void
    {
        Command(.jsonMerge) { $0.appendWords(key, path, json) }
    }

    /// The types of parts of a document, such as `integer` and `object`; empty if there are none.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public static func jsonType(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [String] {
        Command(.jsonType, decode: JSONReply.types) { $0.appendWords(key, path) }
    }

    // The result is often of no use.
    /// Empties objects and arrays, and sets numbers to 0; returns how many.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public static func jsonClear(_ key: some CommandArgument, _ path: String = "$") -> Command where Response == Int {
        Command(.jsonClear) { $0.appendWords(key, path) }
    }

    /// How many bytes parts of a document take.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which parts. Default: the whole document.
    public static func jsonDebugMemory(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [Int?] {
        Command(.jsonDebugMemory, decode: JSONReply.counts) { $0.appendWords(key, path) }
    }
}
