/// Taking pending entries over from consumers that don't acknowledge them.
extension Command {
    /// Gives pending entries to another consumer, and returns them. Those that aren't pending, or were touched too
    /// lately, are left out; so are, before Redis 7.0, those that were deleted.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - consumer: Who gets them. It is made if it isn't there.
    ///   - ids: The entries.
    ///   - minimumIdle: For how long they have to have been left alone. Whole milliseconds.
    ///   - options: What is noted of them.
    ///   - type: What each value is read as.
    public static func xclaim<Value: RESPDecodable>(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ ids: [StreamID], minimumIdle: Duration, options: StreamClaimOptions = StreamClaimOptions(),
        as type: Value.Type
    ) -> Command where Response == [StreamEntry<Value>] {
        Command(.xclaim, decode: StreamEntry.list) {
            $0.appendClaim(key, group, consumer, minimumIdle)
            $0.append(ids)
            $0.append(options)
        }
    }

    /// Gives pending entries to another consumer, and returns their identities. That doesn't count as a delivery.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - consumer: Who gets them. It is made if it isn't there.
    ///   - ids: The entries.
    ///   - minimumIdle: For how long they have to have been left alone. Whole milliseconds.
    ///   - options: What is noted of them.
    public static func xclaimIDs(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ ids: [StreamID], minimumIdle: Duration, options: StreamClaimOptions = StreamClaimOptions()
    ) -> Command where Response == [StreamID] {
        Command(.xclaim) {
            $0.appendClaim(key, group, consumer, minimumIdle)
            $0.append(ids)
            $0.append(options)
            $0.append("JUSTID")
        }
    }

    /// Gives pending entries that were left alone for long to another consumer, and returns them. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - consumer: Who gets them. It is made if it isn't there.
    ///   - minimumIdle: For how long they have to have been left alone. Whole milliseconds.
    ///   - start: From which identity on to look, ``StreamAutoclaim/next`` of the last call. Default: all.
    ///   - count: The most entries. Default: the server's, 100.
    ///   - type: What each value is read as.
    public static func xautoclaim<Value: RESPDecodable>(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        minimumIdle: Duration, from start: StreamID = .zero, count: Int? = nil, as type: Value.Type
    ) -> Command where Response == StreamAutoclaim<StreamEntry<Value>> {
        Command(.xautoclaim) {
            $0.appendClaim(key, group, consumer, minimumIdle)
            $0.append(start)
            $0.append("COUNT", count)
        }
    }

    /// Gives pending entries that were left alone for long to another consumer, and returns their identities. That
    /// doesn't count as a delivery. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - consumer: Who gets them. It is made if it isn't there.
    ///   - minimumIdle: For how long they have to have been left alone. Whole milliseconds.
    ///   - start: From which identity on to look, ``StreamAutoclaim/next`` of the last call. Default: all.
    ///   - count: The most entries. Default: the server's, 100.
    public static func xautoclaimIDs(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        minimumIdle: Duration, from start: StreamID = .zero, count: Int? = nil
    ) -> Command where Response == StreamAutoclaim<StreamID> {
        Command(.xautoclaim) {
            $0.appendClaim(key, group, consumer, minimumIdle)
            $0.append(start)
            $0.append("COUNT", count)
            $0.append("JUSTID")
        }
    }
}

extension CommandArguments {
    fileprivate mutating func appendClaim(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ minimumIdle: Duration
    ) {
        appendOne(key)
        appendOne(group)
        appendOne(consumer)
        append(minimumIdle.wholeMilliseconds)
    }
}

/// What is noted of entries that another consumer gets.
public struct StreamClaimOptions: Sendable, Hashable, CommandArgument {
    /// For how long they have been left alone. Whole milliseconds; nil for not at all.
    public var idle: Duration?
    /// When they were last delivered, in place of ``idle``.
    public var time: UnixTime?
    /// How often they have been delivered; nil to count one more.
    public var retryCount: Int?
    /// Whether entries become pending that aren't.
    public var force: Bool

    /// What is noted; what isn't named is left to the server.
    ///
    /// - Parameters:
    ///   - idle: For how long they have been left alone.
    ///   - time: When they were last delivered, in place of `idle`.
    ///   - retryCount: How often they have been delivered.
    ///   - force: Whether entries become pending that aren't. Default: no.
    public init(idle: Duration? = nil, time: UnixTime? = nil, retryCount: Int? = nil, force: Bool = false) {
        self.idle = idle
        self.time = time
        self.retryCount = retryCount
        self.force = force
    }

    /// Adds the words for them.
    public func append(to arguments: inout CommandArguments) {
        arguments.append("IDLE", idle?.wholeMilliseconds)
        arguments.append("TIME", time?.milliseconds)
        arguments.append("RETRYCOUNT", retryCount)
        arguments.append("FORCE", if: force)
    }
}

/// Entries that a consumer took over.
public struct StreamAutoclaim<Element: RESPDecodable>: Sendable, RESPDecodable {
    /// From where to look on; ``StreamID/zero`` if everything was looked at.
    public let next: StreamID
    /// What the consumer got.
    public let claimed: [Element]
    /// Entries that were deleted from the stream and aren't pending any longer. Empty before Redis 7.0.
    public let deleted: [StreamID]

    /// Reads the two or three parts of the reply. Before Redis 7.0, deleted entries are nulls, which are left out.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> StreamAutoclaim {
        guard let parts = value.elements, parts.count >= 2, let elements = parts[1].elements else {
            throw RESPDecodingError(expected: "a position and entries", found: value)
        }
        var claimed: [Element] = []
        for element in elements where !element.isNull { claimed.append(try Element.decode(element)) }
        let deleted = parts.count > 2 ? try [StreamID].decode(parts[2]) : []
        return StreamAutoclaim(next: try StreamID.decode(parts[0]), claimed: claimed, deleted: deleted)
    }
}

extension StreamAutoclaim: Equatable where Element: Equatable {}
