/// Cuckoo filters: as Bloom filters, but items can be deleted. For servers that have the module for them.
extension Command {
    /// Makes a filter. An error if the key is there.
    ///
    /// - Parameters:
    ///   - key: The filter.
    ///   - capacity: How many items it is made for.
    ///   - bucketSize: How many items a bucket has. Default: the server's.
    ///   - maximumIterations: How often an item may be moved to make room. Default: the server's.
    ///   - expansion: How many times as large another filter is when it is full; 0 for none. Default: the server's.
    public static func cfReserve(
        _ key: some CommandArgument, capacity: Int, bucketSize: Int? = nil, maximumIterations: Int? = nil,
        expansion: Int? = nil
    ) -> Command where Response == Void {
        Command(.cfReserve) {
            $0.appendWords(key, capacity)
            $0.append("BUCKETSIZE", bucketSize)
            $0.append("MAXITERATIONS", maximumIterations)
            $0.append("EXPANSION", expansion)
        }
    }

    // The result is often of no use.
    /// Adds an item, once more if it is there. The filter is made if it isn't there.
    public static func cfAdd(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.cfAdd) { $0.appendWords(key, item) }
    }

    // The result is often of no use.
    /// Adds an item if it isn't there, and returns whether it did. The filter is made if it isn't there.
    public static func cfAddnx(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.cfAddnx) { $0.appendWords(key, item) }
    }

    // The result is often of no use.
    /// Deletes an item once, and returns whether it was there. Deleting what was never added may delete another item.
    public static func cfDel(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.cfDel) { $0.appendWords(key, item) }
    }

    /// Whether an item may be there. If not, it certainly isn't.
    public static func cfExists(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Bool {
        Command(.cfExists) { $0.appendWords(key, item) }
    }

    /// Whether each of several items may be there. Those that aren't certainly aren't.
    public static func cfMexists(_ key: some CommandArgument, _ items: [some CommandArgument]) -> Command
    where Response == [Bool] {
        Command(.cfMexists) {
            $0.appendOne(key)
            $0.appendEach(items)
        }
    }

    /// How often an item may be there: never less often than it is.
    public static func cfCount(_ key: some CommandArgument, _ item: some CommandArgument) -> Command
    where Response == Int {
        Command(.cfCount) { $0.appendWords(key, item) }
    }

    /// What a filter is. An error if it isn't there.
    public static func cfInfo(_ key: some CommandArgument) -> Command where Response == CuckooInfo {
        Command(.cfInfo) { $0.appendOne(key) }
    }
}

/// What a filter is.
public struct CuckooInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> CuckooInfo {
        CuckooInfo(fields: try ReplyFields.decode(value))
    }

    /// How many bytes it takes.
    public var size: Int? { fields.integer("Size") }
    /// How many buckets it has.
    public var bucketCount: Int? { fields.integer("Number of buckets") }
    /// Of how many filters it consists.
    public var filterCount: Int? { fields.integer("Number of filters") }
    /// How many items were added.
    public var itemCount: Int? { fields.integer("Number of items inserted") }
    /// How many items were deleted.
    public var deletedCount: Int? { fields.integer("Number of items deleted") }
}
