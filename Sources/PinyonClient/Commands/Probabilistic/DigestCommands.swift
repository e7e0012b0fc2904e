/// T-digests: the distribution of many numbers, in little memory. For servers that have the module for them.
extension Command {
    /// Makes a digest.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - compression: How exact it is, and how large. Default: the server's, 100.
    public static func tdigestCreate(_ key: some CommandArgument, compression: Int? = nil) -> Command
    where Response == Void {
        Command(.tdigestCreate) {
            $0.appendOne(key)
            $0.append("COMPRESSION", compression)
        }
    }

    /// Adds numbers.
    public static func tdigestAdd(_ key: some CommandArgument, _ values: [Double]) -> Command where Response == Void {
        Command(.tdigestAdd) {
            $0.appendOne(key)
            $0.append(values)
        }
    }

    /// Empties a digest.
    public static func tdigestReset(_ key: some CommandArgument) -> Command where Response == Void {
        Command(.tdigestReset) { $0.appendOne(key) }
    }

    /// Puts the numbers of digests into another one.
    ///
    /// - Parameters:
    ///   - key: Where they go. It is made if it isn't there.
    ///   - sources: The digests. In a cluster, all have to be in one slot.
    ///   - compression: How exact the result is. Default: as the most exact of them.
    ///   - overriding: Whether the numbers that are there go. Default: no.
    public static func tdigestMerge(
        into key: some CommandArgument, _ sources: [some CommandArgument], compression: Int? = nil,
        overriding: Bool = false
    ) -> Command where Response == Void {
        Command(.tdigestMerge) {
            $0.appendOne(key)
            $0.appendCounted(sources)
            $0.append("COMPRESSION", compression)
            $0.append("OVERRIDE", if: overriding)
        }
    }

    /// Below which number about such parts of all numbers lie; not-a-number if there are none.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - parts: The parts, such as 0.5 and 0.99.
    public static func tdigestQuantile(_ key: some CommandArgument, _ parts: [Double]) -> Command
    where Response == [Double] {
        Command(.tdigestQuantile) {
            $0.appendOne(key)
            $0.append(parts)
        }
    }

    /// About which part of all numbers lies below each of these, with half of those that equal it.
    public static func tdigestCdf(_ key: some CommandArgument, _ values: [Double]) -> Command
    where Response == [Double] {
        Command(.tdigestCdf) {
            $0.appendOne(key)
            $0.append(values)
        }
    }

    /// About how many numbers are less than each of these; -1 for what is less than all, -2 if there are none.
    public static func tdigestRank(_ key: some CommandArgument, _ values: [Double]) -> Command
    where Response == [Int] {
        Command(.tdigestRank) {
            $0.appendOne(key)
            $0.append(values)
        }
    }

    /// About which number has so many less than it; infinity if there aren't so many.
    public static func tdigestByrank(_ key: some CommandArgument, _ ranks: [Int]) -> Command
    where Response == [Double] {
        Command(.tdigestByrank) {
            $0.appendOne(key)
            $0.append(ranks)
        }
    }

    /// The least number; not-a-number if there is none.
    public static func tdigestMin(_ key: some CommandArgument) -> Command where Response == Double {
        Command(.tdigestMin) { $0.appendOne(key) }
    }

    /// The greatest number; not-a-number if there is none.
    public static func tdigestMax(_ key: some CommandArgument) -> Command where Response == Double {
        Command(.tdigestMax) { $0.appendOne(key) }
    }

    /// About the mean of the numbers between two parts of all; not-a-number if there are none.
    ///
    /// - Parameters:
    ///   - key: The digest.
    ///   - low: The part of the least numbers that is left out.
    ///   - high: The part of all numbers at which the greatest that are left out begin.
    public static func tdigestTrimmedMean(_ key: some CommandArgument, from low: Double, to high: Double) -> Command
    where Response == Double {
        Command(.tdigestTrimmedMean) { $0.appendWords(key, low, high) }
    }

    /// What a digest is. An error if it isn't there.
    public static func tdigestInfo(_ key: some CommandArgument) -> Command where Response == DigestInfo {
        Command(.tdigestInfo) { $0.appendOne(key) }
    }
}

/// What a digest is.
public struct DigestInfo: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told, by its names.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> DigestInfo {
        DigestInfo(fields: try ReplyFields.decode(value))
    }

    /// How exact it is.
    public var compression: Int? { fields.integer("Compression") }
    /// How many numbers were added.
    public var observations: Int? { fields.integer("Observations") }
    /// How many bytes it takes.
    public var size: Int? { fields.integer("Memory usage") }
}
