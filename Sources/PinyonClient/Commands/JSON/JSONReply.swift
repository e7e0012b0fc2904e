/// Replies that say something of every value a path matches.
enum JSONReply {
    /// Integers or nulls; of a path in the old form, a single integer.
    static func counts(_ value: RESPValue) throws(RESPDecodingError) -> [Int?] {
        guard value.elements != nil else { return [try Int?.decode(value)] }
        return try [Int?].decode(value)
    }

    /// Truth values or nulls; of a path in the old form, the word `true` or `false`.
    static func booleans(_ value: RESPValue) throws(RESPDecodingError) -> [Bool?] {
        if value.elements != nil { return try [Bool?].decode(value) }
        switch value.looseText {
        case "true": return [true]
        case "false": return [false]
        default: return [try Bool?.decode(value)]
        }
    }

    /// Numbers or nulls; in RESP2 a text in JSON with an array of them.
    static func numbers(_ value: RESPValue) throws(RESPDecodingError) -> [Double?] {
        if value.elements != nil { return try [Double?].decode(value) }
        guard let text = value.looseText else { throw RESPDecodingError(expected: "numbers", found: value) }
        var numbers: [Double?] = []
        for word in text.split(whereSeparator: { "[], ".contains($0) }) {
            guard word != "null" else {
                numbers.append(nil)
                continue
            }
            guard let number = Double(word) else { throw RESPDecodingError(expected: "numbers", found: value) }
            numbers.append(number)
        }
        return numbers
    }

    /// The names of types. They come as an array, in RESP3 in another array, of a path in the old form bare, and as
    /// null if there is no document.
    static func types(_ value: RESPValue) throws(RESPDecodingError) -> [String] {
        if value.isNull { return [] }
        guard let elements = value.elements else { return [try String.decode(value)] }
        if elements.count == 1, let only = elements.first, only.isNull || only.elements != nil {
            return try types(only)
        }
        return try [String].decode(value)
    }
}
