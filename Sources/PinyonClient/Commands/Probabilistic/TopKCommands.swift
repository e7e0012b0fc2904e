/// The most frequent items of many, in little memory. For servers that have the module for them.
extension Command {
    /// Makes a list of the most frequent items.
    ///
    /// - Parameters:
    ///   - key: The list.
    ///   - count: How many items it has.
    ///   - sketch: The size of what it counts with, and how fast it forgets. Default: the server's.
    public static func topkReserve(_ key: some CommandArgument, count: Int, sketch: TopKSketch? = nil) -> Command
    where Response == Void {
        Command(.topkReserve) {
            $0.appendWords(key, count)
            if let sketch { $0.append(sketch) }
        }
    }

    // The result is often of no use.
    /// Counts items, and returns for each which one left the list for it; nil if none did.
    public static func topkAdd(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [String?] {
        Command(.topkAdd) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    // The result is often of no use.
    /// Counts items several times, and returns for each which one left the list for it; nil if none did.
    public static func topkIncrby<Item: CommandArgument>(
        _ key: some CommandArgument, _ increments: some Sequence<(key: Item, value: Int)>
    ) -> Command where Response == [String?] {
        Command(.topkIncrby) {
            $0.appendOne(key)
            $0.appendPairs(increments)
        }
    }

    /// Whether items are in the list.
    public static func topkQuery(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [Bool] {
        Command(.topkQuery) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    /// The items in the list with about how often each came, the most frequent first.
    public static func topkList(_ key: some CommandArgument) -> Command where Response == [TopKItem] {
        Command(.topkList, decode: TopKItem.list) {
            $0.appendOne(key)
            $0.append("WITHCOUNT")
        }
    }

    /// What a list is. An error if it isn't there.
    public static func topkInfo(_ key: some CommandArgument) -> Command where Response == TopKInfo {
        Command(.topkInfo) { $0.appendOne(key) }
    }
}

/// What a list of the most frequent items counts with.
public struct TopKSketch: Sendable, Hashable, CommandArgument {
    private let width: Int
    private let depth: Int
    private let decay: Double

    /// A sketch.
    ///
    /// - Parameters:
    ///   - width: How many counters a row has.
    ///   - depth: How many rows it has.
    ///   - decay: How likely a count becomes less when another item meets it, to the power of the count.
    public init(width: Int, depth: Int, decay: Double) {
        self.width = width
        self.depth = depth
        self.decay = decay
    }

    /// Adds the three numbers.
    public func append(to arguments: inout CommandArguments) { arguments.appendWords(width, depth, decay) }
}

/// A frequent item.
public struct TopKItem: Sendable, Hashable {
    /// The item.
    public let name: String
    /// About how often it came.
    public let count: Int

    /// Items that alternate with counts.
    static func list(_ value: RESPValue) throws(RESPDecodingError) -> [TopKItem] {
        guard let pairs = value.pairs else { throw RESPDecodingError(expected: "items and counts", found: value) }
        var items: [TopKItem] = []
        for pair in pairs {
            items.append(TopKItem(name: try String.decode(pair.key), count: try Int.decode(pair.value)))
        }
        return items
    }
}

/// What a list of the most frequent items is.
public struct TopKInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> TopKInfo {
        TopKInfo(fields: try ReplyFields.decode(value))
    }

    /// How many items it has.
    public var count: Int? { fields.integer("k") }
    /// How many counters a row has.
    public var width: Int? { fields.integer("width") }
    /// How many rows it has.
    public var depth: Int? { fields.integer("depth") }
    /// How likely a count becomes less when another item meets it, to the power of the count.
    public var decay: Double? { fields.number("decay") }
}
