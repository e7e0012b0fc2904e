/// Which entries of a stream are dropped.
public struct StreamTrimming: Sendable, Hashable, CommandArgument {
    private enum Threshold: Sendable, Hashable {
        case length(Int)
        case id(StreamID)
    }

    private let threshold: Threshold
    private let isExact: Bool
    private let limit: Int?

    /// The oldest, until no more than so many are left.
    ///
    /// - Parameters:
    ///   - length: How many are left.
    ///   - exactly: Whether exactly so many are left. Default: no, some more may be, which costs far less.
    ///   - limit: The most entries to drop at once, only if it needn't be exact. Default: the server's, 100 nodes'
    ///     worth. Since Redis 6.2.
    public static func maximumLength(_ length: Int, exactly: Bool = false, limit: Int? = nil) -> StreamTrimming {
        StreamTrimming(threshold: .length(length), isExact: exactly, limit: limit)
    }

    /// Those with identities below one. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - id: The least identity that is kept.
    ///   - exactly: Whether exactly those are dropped. Default: no, some of them may stay, which costs far less.
    ///   - limit: The most entries to drop at once, only if it needn't be exact. Default: the server's.
    public static func minimumID(_ id: StreamID, exactly: Bool = false, limit: Int? = nil) -> StreamTrimming {
        StreamTrimming(threshold: .id(id), isExact: exactly, limit: limit)
    }

    /// Adds the words for it.
    public func append(to arguments: inout CommandArguments) {
        let word: String
        let value: String
        switch threshold {
        case .length(let length): (word, value) = ("MAXLEN", String(length))
        case .id(let id): (word, value) = ("MINID", id.description)
        }
        arguments.append(word)
        arguments.append(isExact ? "=" : "~")
        arguments.append(value)
        arguments.append("LIMIT", limit)
    }
}
