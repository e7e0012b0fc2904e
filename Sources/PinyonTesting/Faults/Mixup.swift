/// A reply that cannot be right: whose value it is, and which one was expected. It never shows a value.
public struct Mixup: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with a reply.
    public enum Kind: Hashable, Sendable {
        /// The value of another key.
        case anotherKey
        /// A value of the key that a later write had already replaced.
        case stale
        /// A value of the key that was never written.
        case neverWritten
        /// A value whose write the server had refused.
        case refused
        /// A value of another run or another oracle.
        case anotherRun
        /// Bytes that are no value of an oracle, or not all of one.
        case garbage
        /// Nothing, although a write had been acknowledged.
        case missing
    }

    /// What is wrong.
    public let kind: Kind
    /// The oracle's seed.
    public let seed: UInt64
    /// The key that was read.
    public let key: String
    /// What would have been right.
    public let expected: String
    /// What came instead.
    public let found: String

    /// All of it, in one line.
    public var description: String {
        "\(kind) for key “\(key)”: expected \(expected), found \(found) (seed \(seed))"
    }
}

/// What a ``MixupOracle`` says about a reply.
public enum MixupVerdict: Hashable, Sendable {
    /// The reply can be right. It is the value with this sequence number.
    case match(sequence: Int)
    /// There is no value, which can be right.
    case absent
    /// The reply cannot be right.
    case mixup(Mixup)

    /// Whether the reply can be right.
    public var isRight: Bool {
        if case .mixup = self { false } else { true }
    }
}
