internal import NIOCore

/// A range of members by their bytes, for sorted sets whose members all have the same score.
public struct MemberRange: Sendable, Hashable {
    /// An end of a range of members.
    public struct Bound: Sendable, Hashable, CommandArgument {
        /// A sign that says what kind of end it is, and the member's bytes.
        private let bytes: [UInt8]

        /// Before all members.
        public static let first = Bound(bytes: [UInt8(ascii: "-")])
        /// Behind all members.
        public static let last = Bound(bytes: [UInt8(ascii: "+")])

        /// Up to a member, with it.
        ///
        /// - Parameter member: The member, which has to be one argument.
        public static func inclusive(_ member: some CommandArgument) -> Bound { Bound("[", member) }

        /// Up to a member, without it.
        ///
        /// - Parameter member: The member, which has to be one argument.
        public static func exclusive(_ member: some CommandArgument) -> Bound { Bound("(", member) }

        /// Adds the end.
        public func append(to arguments: inout CommandArguments) {
            if bytes.isEmpty { arguments.fail("a member is an argument that stands for several or none") }
            bytes.withUnsafeBytes { arguments.append(bytes: $0) }
        }

        private init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        private init(_ sign: Unicode.Scalar, _ member: some CommandArgument) {
            var arguments = CommandArguments(encodedName: [], words: 0)
            arguments.append(member)
            let words = arguments.words
            bytes = words.count == 1 ? [UInt8(ascii: sign)] + Array(buffer: words[0]) : []
        }
    }

    /// The lower end.
    public var lower: Bound
    /// The upper end.
    public var upper: Bound

    /// All members.
    public static let all = MemberRange(from: .first, to: .last)

    /// The members between two ends.
    public init(from lower: Bound, to upper: Bound) {
        self.lower = lower
        self.upper = upper
    }

    /// The members that begin with a text.
    public init(prefix: String) {
        var next = Array(prefix.utf8)
        // No text has the byte 0xFF in UTF-8, so this is only about other members.
        while next.last == .max { next.removeLast() }
        if let last = next.popLast() { next.append(last + 1) }
        self.init(from: .inclusive(prefix), to: next.isEmpty ? .last : .exclusive(next))
    }
}

/// A part of a sorted set.
public enum SortedSetRange: Sendable, Hashable {
    /// The members from one place through another, counted from 0; negative numbers count from the end, where the last
    /// is -1.
    case ranks(from: Int, through: Int)
    /// The members with some scores. Since Redis 6.2.
    case scores(ScoreRange)
    /// The members in a range of their own, if all have the same score. Since Redis 6.2.
    case members(MemberRange)

    /// All members.
    public static let all = SortedSetRange.ranks(from: 0, through: -1)

    func append(to arguments: inout CommandArguments, order: SortOrder, limit: PageLimit?) {
        let isReversed = order == .descending
        switch self {
        case .ranks(let first, let last): arguments.appendWords(first, last)
        case .scores(let range):
            arguments.append(isReversed ? range.upper : range.lower)
            arguments.append(isReversed ? range.lower : range.upper)
            arguments.append("BYSCORE")
        case .members(let range):
            arguments.append(isReversed ? range.upper : range.lower)
            arguments.append(isReversed ? range.lower : range.upper)
            arguments.append("BYLEX")
        }
        arguments.append("REV", if: isReversed)
        limit?.append(to: &arguments)
    }
}
