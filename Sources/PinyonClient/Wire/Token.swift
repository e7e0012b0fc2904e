/// The next thing in the bytes of a connection: a whole value without parts, or the head of one with parts.
///
/// Ranges are offsets from the first unread byte.
enum Token: Equatable {
    /// The token's last byte isn't there yet. A line's bytes up to `lineScanned` hold no line break.
    case incomplete(lineScanned: Int)
    case simpleString(Range<Int>)
    case simpleError(Range<Int>)
    case integer(Int)
    case bulkString(Range<Int>)
    case null
    case boolean(Bool)
    case double(Double)
    case bigNumber(Range<Int>)
    case bulkError(Range<Int>)
    case verbatimString(Range<Int>)
    /// The head of an array, map, set, attribute or push, with how many values it claims to have.
    case aggregate(AggregateKind, count: Int)
    /// The head of an array, map or set that ends with an end token.
    case streamedAggregate(AggregateKind)
    /// The head of a string that comes in chunks.
    case streamedString
    /// A chunk of such a string; an empty one ends it.
    case chunk(Range<Int>)
    /// The end of a streamed aggregate.
    case end
}

/// What holds other values.
enum AggregateKind: Equatable {
    case array
    case map
    case set
    case attribute
    case push

    /// How many values one counted item has: a pair has two.
    var valuesAnItem: Int { self == .map || self == .attribute ? 2 : 1 }

    /// Whether it may be sent without a count.
    var canBeStreamed: Bool { self == .array || self == .map || self == .set }
}
