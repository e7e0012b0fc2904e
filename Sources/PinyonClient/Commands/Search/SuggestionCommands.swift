/// Suggestions of how to go on from what was typed, kept under a key.
extension Command {
    // The result is often of no use.
    /// Adds a suggestion, and returns how many there are.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - text: What is suggested.
    ///   - score: How much it counts.
    ///   - incrementing: Whether the score is added to what it has. Default: no, it is replaced.
    ///   - payload: What is kept with it. Default: nothing.
    public static func ftSugadd(
        _ key: some CommandArgument, _ text: String, score: Double, incrementing: Bool = false,
        payload: String? = nil
    ) -> Command where Response == Int {
        Command(.ftSugadd) {
            $0.appendWords(key, text, score)
            $0.append("INCR", if: incrementing)
            $0.append("PAYLOAD", payload)
        }
    }

    /// The best suggestions that begin with a text.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - prefix: What was typed.
    ///   - fuzzy: Whether they may differ in a letter. Default: no.
    ///   - maximum: The most suggestions. Default: the server's, 5.
    public static func ftSugget(
        _ key: some CommandArgument, _ prefix: String, fuzzy: Bool = false, maximum: Int? = nil
    ) -> Command where Response == [SearchSuggestion] {
        Command(.ftSugget, decode: SearchSuggestion.list) {
            $0.appendWords(key, prefix)
            $0.append("FUZZY", if: fuzzy)
            $0.append("WITHSCORES")
            $0.append("WITHPAYLOADS")
            $0.append("MAX", maximum)
        }
    }

    // The result is often of no use.
    /// Deletes a suggestion, and returns whether it was there.
    public static func ftSugdel(_ key: some CommandArgument, _ text: String) -> Command where Response == Bool {
        Command(.ftSugdel) { $0.appendWords(key, text) }
    }

    /// How many suggestions there are.
    public static func ftSuglen(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.ftSuglen) { $0.appendOne(key) }
    }
}

/// A suggestion of how to go on from what was typed.
public struct SearchSuggestion: Sendable, Hashable {
    /// What is suggested.
    public let text: String
    /// How much it counts, for what was typed.
    public let score: Double
    /// What is kept with it.
    public let payload: String?

    /// Texts, each with a score and a payload or null behind; null for none at all.
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [SearchSuggestion] {
        if value.isNull { return [] }
        guard let parts = value.elements, parts.count.isMultiple(of: 3) else {
            throw RESPDecodingError(expected: "suggestions with scores and payloads", found: value)
        }
        var suggestions: [SearchSuggestion] = []
        for index in stride(from: 0, to: parts.count, by: 3) {
            suggestions.append(
                SearchSuggestion(
                    text: try String.decode(parts[index]), score: try Double.decode(parts[index + 1]),
                    payload: try String?.decode(parts[index + 2])
                ))
        }
        return suggestions
    }
}
