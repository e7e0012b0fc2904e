/// A part of a string, in bytes or in bits. Negative numbers count from the end, where the last is -1.
public enum BitRange: Sendable, Hashable {
    /// The bits of some bytes.
    case bytes(from: Int, through: Int)
    /// Some bits. Since Redis 7.0.
    case bits(from: Int, through: Int)

    func append(to arguments: inout CommandArguments) {
        switch self {
        case .bytes(let first, let last): arguments.appendWords(first, last)
        case .bits(let first, let last): arguments.appendWords(first, last, "BIT")
        }
    }
}

/// What becomes of the bits of several strings.
public enum BitOperation: String, Sendable, Hashable, CaseIterable {
    /// 1 where all have a 1.
    case and = "AND"
    /// 1 where any has a 1.
    case or = "OR"
    /// 1 where an odd number of them has a 1.
    case xor = "XOR"
    /// 1 where the only one has a 0.
    case not = "NOT"
    /// 1 where the first has a 1 and none of the others has. Since Redis 8.2; not in Valkey.
    case difference = "DIFF"
    /// 1 where the first has a 0 and any of the others has a 1. Since Redis 8.2; not in Valkey.
    case differenceOfOthers = "DIFF1"
    /// 1 where the first has a 1 and any of the others has a 1. Since Redis 8.2; not in Valkey.
    case andAny = "ANDOR"
    /// 1 where exactly one has a 1. Since Redis 8.2; not in Valkey.
    case exactlyOne = "ONE"
}

extension Command {
    // The result is often of no use.
    /// Sets a bit of a string, which grows as needed, and returns what it was.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: Which bit, counted from 0 at the first byte's highest. The server allocates everything in front of
    ///     it.
    ///   - isOne: Whether it becomes 1.
    public static func setbit(_ key: some CommandArgument, _ offset: Int, _ isOne: Bool) -> Command
    where Response == Bool {
        Command(.setbit) { $0.appendWords(key, offset, isOne ? 1 : 0) }
    }

    /// Whether a bit of a string is 1; not behind its end.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - offset: Which bit, counted from 0 at the first byte's highest.
    public static func getbit(_ key: some CommandArgument, _ offset: Int) -> Command where Response == Bool {
        Command(.getbit) { $0.appendWords(key, offset) }
    }

    /// How many bits of a string are 1. Costs a pass over them.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - range: The part in which they are counted. Default: all.
    public static func bitcount(_ key: some CommandArgument, in range: BitRange? = nil) -> Command
    where Response == Int {
        Command(.bitcount) {
            $0.appendOne(key)
            range?.append(to: &$0)
        }
    }

    /// Where the first 1 or 0 of a string is, counted from the string's start; nil if there is none.
    ///
    /// A string counts as if zeros followed it, unless a part with an end is named.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - isOne: Whether a 1 is looked for.
    ///   - range: The part that is searched. Default: all.
    public static func bitpos(_ key: some CommandArgument, _ isOne: Bool, in range: BitRange? = nil) -> Command
    where Response == Int? {
        Command(.bitpos, decode: Int.decodePosition) {
            $0.appendWords(key, isOne ? 1 : 0)
            range?.append(to: &$0)
        }
    }

    /// Where the first 1 or 0 of a string is from some byte on, counted from the string's start; nil if there is none.
    ///
    /// A string counts as if zeros followed it.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - isOne: Whether a 1 is looked for.
    ///   - first: The first byte that is searched; negative numbers count from the end, where the last is -1.
    public static func bitpos(_ key: some CommandArgument, _ isOne: Bool, fromByte first: Int) -> Command
    where Response == Int? {
        Command(.bitpos, decode: Int.decodePosition) { $0.appendWords(key, isOne ? 1 : 0, first) }
    }

    // The result is often of no use.
    /// Stores what becomes of the bits of several strings, and returns the length of the result in bytes. Shorter
    /// strings count as if zeros followed them.
    ///
    /// - Parameters:
    ///   - operation: What becomes of them.
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The strings' keys. In a cluster all have to be in one slot.
    public static func bitop(
        _ operation: BitOperation, _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) -> Command where Response == Int {
        Command(.bitop) {
            $0.appendWords(operation.rawValue, destination)
            $0.appendEach(keys)
        }
    }
}

extension Int {
    fileprivate static func decodePosition(_ value: RESPValue) throws(RESPDecodingError) -> Int? {
        let position = try Int.decode(value)
        return position < 0 ? nil : position
    }
}
