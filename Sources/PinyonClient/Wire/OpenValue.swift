internal import NIOCore

/// A value of which only a part has arrived.
struct OpenValue {
    /// What it will be.
    enum Content {
        case aggregate(AggregateKind)
        /// A streamed string, with the chunks that came.
        case chunks(ByteBuffer)
    }

    /// Room for so many values is made at once; more only as they arrive, because a count is only a peer's claim.
    private static let largestReserve = 1024

    var content: Content
    /// The values that are complete.
    var values: [RESPValue] = []
    /// Attributes that were read for the next value in it.
    var attributes: [RESPPair] = []
    /// How many values are to come; nil when an end token will tell.
    private(set) var missing: Int?

    /// A streamed string.
    init(content: Content) {
        self.content = content
    }

    /// An array, map, set, attribute or push, with the number of values it said it has, if it did.
    init(kind: AggregateKind, count: Int?) {
        content = .aggregate(kind)
        missing = count
        values.reserveCapacity(min(count ?? 0, Self.largestReserve))
    }

    /// Adds the next value.
    ///
    /// - Returns: whether it was the last.
    mutating func add(_ value: RESPValue, limit: Int) throws(WireError) -> Bool {
        if attributes.isEmpty {
            values.append(value)
        } else {
            values.append(.attributed(value, attributes: attributes))
            attributes = []
        }
        guard let left = missing else {
            guard values.count <= limit else { throw WireError("an array, map or set has more than \(limit) elements") }
            return false
        }
        missing = left - 1
        return left == 1
    }
}
