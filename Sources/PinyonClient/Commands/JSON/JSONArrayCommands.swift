/// Arrays within documents in JSON. Each reply has an element for every value that the path matches, nil for those that
/// are no arrays. Positions count from 0; negative ones count from the end, where the last is -1.
extension Command {
    // The result is often of no use.
    /// Adds to the end of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - json: The elements as texts in JSON.
    public static func jsonArrappend(_ key: some CommandArgument, _ path: String, _ json: [some CommandArgument])
        -> Command where Response == [Int?]
    {
        Command(.jsonArrappend, decode: JSONReply.counts) {
            $0.appendWords(key, path)
            $0.appendEach(json)
        }
    }

    /// Where an element first stands in arrays; -1 where it doesn't.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - json: The element as a text in JSON: a number, a string, true, false or null.
    ///   - start: From where on to look. Default: the first element.
    ///   - end: Before which element to stop; 0 for none. Default: none.
    public static func jsonArrindex(
        _ key: some CommandArgument, _ path: String, _ json: some CommandArgument, from start: Int = 0,
        upTo end: Int = 0
    ) -> Command where Response == [Int?] {
        Command(.jsonArrindex, decode: JSONReply.counts) { $0.appendWords(key, path, json, start, end) }
    }

    // The result is often of no use.
    /// Adds in front of an element of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - index: In front of which element.
    ///   - json: The elements as texts in JSON.
    public static func jsonArrinsert(
        _ key: some CommandArgument, _ path: String, at index: Int, _ json: [some CommandArgument]
    ) -> Command where Response == [Int?] {
        Command(.jsonArrinsert, decode: JSONReply.counts) {
            $0.appendWords(key, path, index)
            $0.appendEach(json)
        }
    }

    /// How many elements arrays have.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays. Default: the whole document.
    public static func jsonArrlen(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [Int?] {
        Command(.jsonArrlen, decode: JSONReply.counts) { $0.appendWords(key, path) }
    }

    // The result is often of no use.
    /// Takes an element out of arrays, and returns it as a text in JSON; nil for empty arrays, too.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - index: Which element. Default: the last.
    ///   - type: What each text is read as.
    public static func jsonArrpop<Value: RESPDecodable>(
        _ key: some CommandArgument, _ path: String, at index: Int = -1, as type: Value.Type
    ) -> Command where Response == [Value?] {
        Command(.jsonArrpop) { $0.appendWords(key, path, index) }
    }

    // The result is often of no use.
    /// Drops what is outside of a range of arrays, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which arrays.
    ///   - first: The first element that is kept.
    ///   - last: The last element that is kept.
    public static func jsonArrtrim(_ key: some CommandArgument, _ path: String, from first: Int, through last: Int)
        -> Command where Response == [Int?]
    {
        Command(.jsonArrtrim, decode: JSONReply.counts) { $0.appendWords(key, path, first, last) }
    }
}
