/// Count-min sketches: counts of items in little memory, which are never too low. For servers that have the module for
/// them.
extension Command {
    /// Makes a sketch by its size.
    ///
    /// - Parameters:
    ///   - key: The sketch.
    ///   - width: How many counters a row has: more make smaller errors.
    ///   - depth: How many rows it has: more make errors rarer.
    public static func cmsInitbydim(_ key: some CommandArgument, width: Int, depth: Int) -> Command
    where Response == Void {
        Command(.cmsInitbydim) { $0.appendWords(key, width, depth) }
    }

    /// Makes a sketch by how wrong it may be.
    ///
    /// - Parameters:
    ///   - key: The sketch.
    ///   - error: How much too high a count may be, as a part of all counts together.
    ///   - probability: How likely a count may be higher than that.
    public static func cmsInitbyprob(_ key: some CommandArgument, error: Double, probability: Double) -> Command
    where Response == Void {
        Command(.cmsInitbyprob) { $0.appendWords(key, error, probability) }
    }

    // The result is often of no use.
    /// Adds to the counts of items, and returns them.
    public static func cmsIncrby<Item: CommandArgument>(
        _ key: some CommandArgument, _ increments: some Sequence<(key: Item, value: Int)>
    ) -> Command where Response == [Int] {
        Command(.cmsIncrby) {
            $0.appendOne(key)
            $0.appendPairs(increments)
        }
    }

    /// The counts of items.
    public static func cmsQuery(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [Int] {
        Command(.cmsQuery) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    /// Puts the sums of sketches of one size into another one of that size.
    ///
    /// - Parameters:
    ///   - key: Where the sums go.
    ///   - sources: The sketches. In a cluster, all have to be in one slot.
    ///   - weights: How much each counts. Default: all the same.
    public static func cmsMerge(
        into key: some CommandArgument, _ sources: [some CommandArgument], weights: [Int] = []
    ) -> Command where Response == Void {
        Command(.cmsMerge) {
            $0.appendOne(key)
            $0.appendCounted(sources)
            if !weights.isEmpty {
                $0.append("WEIGHTS")
                $0.append(weights)
            }
        }
    }

    /// What a sketch is. An error if it isn't there.
    public static func cmsInfo(_ key: some CommandArgument) -> Command where Response == CountMinInfo {
        Command(.cmsInfo) { $0.appendOne(key) }
    }
}

/// What a sketch is.
public struct CountMinInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CountMinInfo {
        CountMinInfo(fields: try ReplyFields.decode(value))
    }

    /// How many counters a row has.
    public var width: Int? { fields.integer("width") }
    /// How many rows it has.
    public var depth: Int? { fields.integer("depth") }
    /// All counts together.
    public var count: Int? { fields.integer("count") }
}
