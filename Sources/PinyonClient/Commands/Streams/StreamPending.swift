/// What is pending in a group, in numbers.
public struct StreamPendingSummary: Sendable, Hashable, RESPDecodable {
    /// A consumer that has entries pending.
    public struct Consumer: Sendable, Hashable {
        /// Its name. Bytes that aren't UTF-8 are replaced.
        public let name: String
        /// How many entries it has pending.
        public let count: Int
    }

    /// How many entries are pending.
    public let count: Int
    /// The first of them; nil if there are none.
    public let first: StreamID?
    /// The last of them; nil if there are none.
    public let last: StreamID?
    /// The consumers that have any.
    public let consumers: [Consumer]

    /// Reads the four parts of the reply, of which all but the count may be null.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamPendingSummary {
        guard let parts = value.elements, parts.count >= 4, let count = parts[0].looseInteger else {
            throw RESPDecodingError(expected: "a count, two identities and consumers", found: value)
        }
        var consumers: [Consumer] = []
        for consumer in parts[3].elements ?? [] {
            guard let pair = consumer.elements, pair.count >= 2, let name = pair[0].looseText,
                let count = pair[1].looseInteger
            else { throw RESPDecodingError(expected: "a consumer and a count", found: consumer) }
            consumers.append(Consumer(name: name, count: count))
        }
        return StreamPendingSummary(
            count: count, first: try StreamID?.decode(parts[1]), last: try StreamID?.decode(parts[2]),
            consumers: consumers
        )
    }
}

/// An entry that a consumer got and didn't acknowledge.
public struct StreamPendingEntry: Sendable, Hashable, RESPDecodable {
    /// The entry's identity.
    public let id: StreamID
    /// Who got it. Bytes that aren't UTF-8 are replaced.
    public let consumer: String
    /// The time since it was last delivered.
    public let idle: Duration
    /// How often it was delivered.
    public let deliveries: Int

    /// Reads the four parts of an entry.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamPendingEntry {
        guard let parts = value.elements, parts.count >= 4, let consumer = parts[1].looseText,
            let idle = parts[2].looseInteger, let deliveries = parts[3].looseInteger
        else { throw RESPDecodingError(expected: "a pending entry", found: value) }
        return StreamPendingEntry(
            id: try StreamID.decode(parts[0]), consumer: consumer, idle: .milliseconds(idle), deliveries: deliveries
        )
    }
}
