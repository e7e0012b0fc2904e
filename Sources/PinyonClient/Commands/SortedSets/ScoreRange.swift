/// A range of scores.
///
/// ```swift
/// try await client.zcount("leaderboard", ScoreRange(1_000..<2_000))
/// ```
public struct ScoreRange: Sendable, Hashable {
    /// An end of a range of scores.
    public enum Bound: Sendable, Hashable, CommandArgument {
        /// Up to a score, with it.
        case inclusive(Double)
        /// Up to a score, without it.
        case exclusive(Double)

        /// Adds the score, behind an opening parenthesis if it doesn't belong to the range.
        public func append(to arguments: inout CommandArguments) {
            switch self {
            case .inclusive(let score): arguments.append(score)
            case .exclusive(let score): arguments.append("(\(score)")
            }
        }
    }

    /// The lower end.
    public var lower: Bound
    /// The upper end.
    public var upper: Bound

    /// All scores.
    public static let all = ScoreRange(from: .inclusive(-.infinity), to: .inclusive(.infinity))

    /// The scores between two ends.
    public init(from lower: Bound, to upper: Bound) {
        self.lower = lower
        self.upper = upper
    }

    /// The scores in a range with both its ends.
    public init(_ range: ClosedRange<Double>) {
        self.init(from: .inclusive(range.lowerBound), to: .inclusive(range.upperBound))
    }

    /// The scores in a range without its upper end.
    public init(_ range: Range<Double>) {
        self.init(from: .inclusive(range.lowerBound), to: .exclusive(range.upperBound))
    }

    /// The scores from one on.
    public init(_ range: PartialRangeFrom<Double>) {
        self.init(from: .inclusive(range.lowerBound), to: .inclusive(.infinity))
    }

    /// The scores up to one, with it.
    public init(_ range: PartialRangeThrough<Double>) {
        self.init(from: .inclusive(-.infinity), to: .inclusive(range.upperBound))
    }

    /// The scores up to one, without it.
    public init(_ range: PartialRangeUpTo<Double>) {
        self.init(from: .inclusive(-.infinity), to: .exclusive(range.upperBound))
    }
}
