/// The next thing in the bytes of a connection: a whole value without parts, or the head of one with parts.
///
/// Ranges are offsets from the token's first byte.
enum Token: Equatable {
    case integer(Int)
    case text(TextKind, Range<Int>)
    case null
    case boolean(Bool)
    case double(Double)
    /// The head of an array, map, set, attribute or push, with how many values it claims to have.
    case aggregate(AggregateKind, count: Int)
    /// The head of an array, map or set that ends with an end token.
    case streamedAggregate(AggregateKind)
    /// The end of a streamed aggregate.
    case end
    /// The head of a string that comes in chunks.
    case streamedString
    /// A chunk of such a string; an empty one ends it.
    case chunk(Range<Int>)
    /// The token's last byte isn't there yet.
    case unfinished(Missing)
}

/// The tokens that are most frequent.
enum QuickToken {
    case string(Range<Int>)
    case simpleString(Range<Int>)
    case integer(Int)
    case null
}

/// What a text means.
enum TextKind {
    case simpleString
    case bulkString
    case error
    case bigNumber
    case verbatimString
}

/// What holds other values.
enum AggregateKind {
    case array
    case map
    case set
    case attribute
    case push

    /// Whether it counts pairs of values.
    var holdsPairs: Bool { self == .map || self == .attribute }

    /// Whether it may be sent without a count.
    var canBeStreamed: Bool { self == .array || self == .map || self == .set }
}

/// What is known of a token whose last byte isn't there yet.
enum Missing: Equatable {
    /// It begins with a line, of which so many bytes hold no line break.
    case lineBreak(scanned: Int)
    /// It takes so many bytes in all.
    case bytes(total: Int)
}
