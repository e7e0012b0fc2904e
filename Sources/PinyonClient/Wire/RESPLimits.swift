/// How much a server may send before the connection is given up as broken or hostile.
///
/// Nothing is allocated because of a length that a peer only claims: memory grows with the bytes that arrived.
public struct RESPLimits: Sendable, Hashable {
    /// The longest string in bytes, not more than 1 GiB. Default: 512 MiB, the most that servers keep.
    public var string: Int
    /// The most elements of one array, map (keys and values each count) or set, not more than 2³⁰. Default: 16,777,216.
    public var elements: Int
    /// How deep arrays, maps and sets may be nested, not more than 1024. Default: 128.
    public var depth: Int
    /// The most bytes of one reply with all that is nested in it. Default: 1 GiB.
    public var reply: Int
    /// The longest simple string, error, double or big number in bytes, not more than 1 GiB. Default: 64 KiB.
    public var line: Int

    /// The longest line that holds a length or an integer.
    static let number = 32
    /// The bytes that the shortest value takes.
    static let smallestValue = 3

    /// Limits; what isn't named has its default.
    ///
    /// - Parameters:
    ///   - string: The longest string in bytes.
    ///   - elements: The most elements of one array, map or set.
    ///   - depth: How deep they may be nested.
    ///   - reply: The most bytes of one reply.
    ///   - line: The longest simple string or error in bytes.
    public init(
        string: Int = 512 << 20, elements: Int = 1 << 24, depth: Int = 128, reply: Int = 1 << 30, line: Int = 64 << 10
    ) {
        self.string = string
        self.elements = elements
        self.depth = depth
        self.reply = reply
        self.line = line
    }

    /// The same with what memory and stacks can hold at all.
    var bounded: RESPLimits {
        RESPLimits(
            string: min(string, Self.most), elements: min(elements, Self.most),
            depth: min(depth, Self.deepest), reply: reply, line: min(line, Self.most))
    }

    /// What a buffer of twice the size can still count.
    private static let most = 1 << 30
    /// How deep a value may be nested for its end of life, which goes through all depths, to fit on a thread's stack.
    private static let deepest = 1024
}
