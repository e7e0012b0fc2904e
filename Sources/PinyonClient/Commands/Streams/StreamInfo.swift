extension Command {
    /// What a stream is.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - type: What the values of its first and last entry are read as.
    public static func xinfoStream<Value: RESPDecodable>(_ key: some CommandArgument, as type: Value.Type) -> Command
    where Response == StreamInfo<Value> {
        Command(.xinfoStream) { $0.appendOne(key) }
    }

    /// Everything about a stream, with its groups, their consumers and what is pending, as the server sends it. Meant
    /// for finding faults.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - count: The most entries and pending entries of each kind; 0 for all. Default: the server's, 10.
    public static func xinfoStreamFull(_ key: some CommandArgument, count: Int? = nil) -> Command
    where Response == ReplyFields {
        Command(.xinfoStream) {
            $0.appendOne(key)
            $0.append("FULL")
            $0.append("COUNT", count)
        }
    }

    /// The groups of a stream.
    public static func xinfoGroups(_ key: some CommandArgument) -> Command where Response == [StreamGroup] {
        Command(.xinfoGroups) { $0.appendOne(key) }
    }

    /// The consumers of a group.
    public static func xinfoConsumers(_ key: some CommandArgument, _ group: some CommandArgument) -> Command
    where Response == [StreamConsumer] {
        Command(.xinfoConsumers) { $0.appendWords(key, group) }
    }
}

/// What a stream is.
public struct StreamInfo<Value: RESPDecodable>: Sendable, RESPDecodable {
    /// Everything that the server told of it.
    public let fields: ReplyFields
    /// How many entries it has.
    public let length: Int
    /// The greatest identity that it has had.
    public let lastGeneratedID: StreamID
    /// How many groups it has.
    public let groupCount: Int
    /// Its first entry; nil if it is empty.
    public let firstEntry: StreamEntry<Value>?
    /// Its last entry; nil if it is empty.
    public let lastEntry: StreamEntry<Value>?

    /// How many entries it ever had. Since Redis 7.0.
    public var entriesAdded: Int? { fields.integer("entries-added") }
    /// The greatest identity that was deleted from it. Since Redis 7.0.
    public var maximumDeletedID: StreamID? { fields.text("max-deleted-entry-id").flatMap(StreamID.init) }
    /// The identity of the first entry, as it is noted. Since Redis 7.0.
    public var recordedFirstID: StreamID? { fields.text("recorded-first-entry-id").flatMap(StreamID.init) }
    /// How many nodes hold its entries.
    public var nodeCount: Int? { fields.integer("radix-tree-nodes") }

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamInfo {
        let fields = try ReplyFields.decode(value)
        guard let length = fields.integer("length"), let groups = fields.integer("groups"),
            let lastID = fields.text("last-generated-id").flatMap(StreamID.init)
        else { throw RESPDecodingError(expected: "what a stream is", found: value) }
        return StreamInfo(
            fields: fields, length: length, lastGeneratedID: lastID, groupCount: groups,
            firstEntry: try StreamEntry<Value>?.decode(fields["first-entry"] ?? .null),
            lastEntry: try StreamEntry<Value>?.decode(fields["last-entry"] ?? .null)
        )
    }
}

/// A group of a stream.
public struct StreamGroup: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it.
    public let fields: ReplyFields
    /// Its name. Bytes that aren't UTF-8 are replaced.
    public let name: String
    /// How many consumers it has.
    public let consumerCount: Int
    /// How many entries are pending in it.
    public let pendingCount: Int
    /// The last entry that one of its consumers got.
    public let lastDeliveredID: StreamID

    /// How many entries it has read; nil if that isn't known. Since Redis 7.0.
    public var entriesRead: Int? { fields.integer("entries-read") }
    /// How many entries it still has to read; nil if that isn't known. Since Redis 7.0.
    public var lag: Int? { fields.integer("lag") }

    /// Reads one group.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamGroup {
        let fields = try ReplyFields.decode(value)
        guard let name = fields.text("name"), let consumers = fields.integer("consumers"),
            let pending = fields.integer("pending"),
            let last = fields.text("last-delivered-id").flatMap(StreamID.init)
        else { throw RESPDecodingError(expected: "a group of a stream", found: value) }
        return StreamGroup(
            fields: fields, name: name, consumerCount: consumers, pendingCount: pending, lastDeliveredID: last
        )
    }
}

/// A consumer of a group.
public struct StreamConsumer: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it.
    public let fields: ReplyFields
    /// Its name. Bytes that aren't UTF-8 are replaced.
    public let name: String
    /// How many entries it has pending.
    public let pendingCount: Int
    /// The time since it last tried to read or claim.
    public let idle: Duration

    /// The time since it last got an entry; nil if it never did, or if the server doesn't tell. Since Redis 7.2.
    public var inactive: Duration? { fields.milliseconds("inactive").flatMap { $0 < .zero ? nil : $0 } }

    /// Reads one consumer.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamConsumer {
        let fields = try ReplyFields.decode(value)
        guard let name = fields.text("name"), let pending = fields.integer("pending"),
            let idle = fields.milliseconds("idle")
        else { throw RESPDecodingError(expected: "a consumer of a group", found: value) }
        return StreamConsumer(fields: fields, name: name, pendingCount: pending, idle: idle)
    }
}
