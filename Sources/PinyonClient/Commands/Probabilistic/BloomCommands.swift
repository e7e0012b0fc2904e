/// Bloom filters: sets in little memory that may say of an item that isn't there that it is, but never the other way.
/// For servers that have the module for them.
extension Command {
    /// Makes a filter. An error if the key is there.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - errorRate: Of how many items that aren't there it may say that they are, such as 0.01 for one in a hundred.
    ///   - capacity: How many items it is made for.
    ///   - growth: What happens when there are more. Default: the server's choice.
    public static func bfReserve(
        _ key: some CommandArgument, errorRate: Double, capacity: Int, growth: BloomGrowth? = nil
    ) -> Command where Response == Void {
        Command(.bfReserve) {
            $0.appendWords(key, errorRate, capacity)
            if let growth { $0.append(growth) }
        }
    }

    // The result is often of no use.
    /// Adds an item, and returns whether it is new. The filter is made if it isn't there.
    public static func bfAdd(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.bfAdd) { $0.appendWords(key, item) }
    }

    // The result is often of no use.
    /// Adds items, and returns for each whether it is new. The filter is made if it isn't there.
    public static func bfMadd(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [Bool] {
        Command(.bfMadd) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    // The result is often of no use.
    /// Adds items to a filter that is made if it isn't there, and returns for each whether it is new.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - items: The items.
    ///   - errorRate: The rate of errors of a filter that is made. Default: the server's.
    ///   - capacity: How many items a filter that is made is for. Default: the server's.
    ///   - growth: What happens when there are more. Default: the server's choice.
    ///   - creating: Whether a filter may be made. Default: yes; otherwise that is an error.
    public static func bfInsert(
        _ key: some CommandArgument, _ items: [some CommandArgument], errorRate: Double? = nil, capacity: Int? = nil,
        growth: BloomGrowth? = nil, creating: Bool = true
    ) -> Command where Response == [Bool] {
        Command(.bfInsert) {
            $0.appendOne(key)
            $0.append("CAPACITY", capacity)
            $0.append("ERROR", errorRate)
            if let growth { $0.append(growth) }
            $0.append("NOCREATE", if: !creating)
            $0.append("ITEMS")
            $0.appendEach(items)
        }
    }

    /// Whether an item may be there. If not, it certainly isn't.
    public static func bfExists(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.bfExists) { $0.appendWords(key, item) }
    }

    /// Whether each of several items may be there. Those that aren't certainly aren't.
    public static func bfMexists(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [Bool] {
        Command(.bfMexists) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    /// How many items were added that were new; 0 if the filter isn't there.
    public static func bfCard(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.bfCard) { $0.appendOne(key) }
    }

    /// What a filter is. An error if it isn't there.
    public static func bfInfo(_ key: some CommandArgument) -> Command where Response == BloomInfo {
        Command(.bfInfo) { $0.appendOne(key) }
    }
}

/// What happens when a filter has more items than it is made for.
public enum BloomGrowth: Sendable, Hashable, CommandArgument {
    /// Another filter is put beside it, so many times as large as the last.
    case expanding(by: Int)
    /// Further items are errors.
    case none

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .expanding(let factor): arguments.append("EXPANSION", factor)
        case .none: arguments.append("NONSCALING")
        }
    }
}

/// What a filter is.
public struct BloomInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> BloomInfo {
        BloomInfo(fields: try ReplyFields.decode(value))
    }

    /// How many items it is made for.
    public var capacity: Int? { fields.integer("Capacity") }
    /// How many bytes it takes.
    public var size: Int? { fields.integer("Size") }
    /// Of how many filters it consists.
    public var filterCount: Int? { fields.integer("Number of filters") }
    /// How many items it has.
    public var itemCount: Int? { fields.integer("Number of items inserted") }
    /// How many times as large the next filter will be; nil if it doesn't grow.
    public var expansion: Int? { fields.integer("Expansion rate") }
}
