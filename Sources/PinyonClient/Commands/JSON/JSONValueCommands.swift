/// Numbers, strings, truth values and objects within documents in JSON. Each reply has an element for every value that
/// the path matches, nil for those of another type.
extension Command {
    // The result is often of no use.
    /// Adds a whole number to numbers, and returns the sums, which are exact up to 2^53. Whole numbers stay whole.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which numbers.
    ///   - amount: How much to add; negative to subtract.
    public static func jsonNumincrby(_ key: some CommandArgument, _ path: String, _ amount: Int) -> Command
    where Response == [Double?] {
        Command(.jsonNumincrby, decode: JSONReply.numbers) { $0.appendWords(key, path, amount) }
    }

    // The result is often of no use.
    /// Adds to numbers, and returns the sums. An amount without a fraction is sent as a whole number, up to 2^53, so
    /// that whole numbers stay whole.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which numbers.
    ///   - amount: How much to add; negative to subtract.
    public static func jsonNumincrby(_ key: some CommandArgument, _ path: String, _ amount: Double) -> Command
    where Response == [Double?] {
        Command(.jsonNumincrby, decode: JSONReply.numbers) { $0.appendWords(key, path, amount.jsonText) }
    }

    // The result is often of no use.
    /// Adds to the end of strings, and returns their new lengths.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which strings.
    ///   - json: What is added, as a string in JSON: with its quotes.
    public static func jsonStrappend(_ key: some CommandArgument, _ path: String, _ json: some CommandArgument)
        -> Command where Response == [Int?]
    {
        Command(.jsonStrappend, decode: JSONReply.counts) { $0.appendWords(key, path, json) }
    }

    /// The lengths of strings.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which strings. Default: the whole document.
    public static func jsonStrlen(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [Int?] {
        Command(.jsonStrlen, decode: JSONReply.counts) { $0.appendWords(key, path) }
    }

    // The result is often of no use.
    /// Makes true false and false true, and returns what they are then.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which truth values.
    public static func jsonToggle(_ key: some CommandArgument, _ path: String) -> Command
    where Response == [Bool?] {
        Command(.jsonToggle, decode: JSONReply.booleans) { $0.appendWords(key, path) }
    }

    /// The names of objects' members.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which objects. Default: the whole document.
    public static func jsonObjkeys(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [[String]?] {
        Command(.jsonObjkeys) { $0.appendWords(key, path) }
    }

    /// How many members objects have.
    ///
    /// - Parameters:
    ///   - key: The document.
    ///   - path: Which objects. Default: the whole document.
    public static func jsonObjlen(_ key: some CommandArgument, _ path: String = "$") -> Command
    where Response == [Int?] {
        Command(.jsonObjlen, decode: JSONReply.counts) { $0.appendWords(key, path) }
    }
}
