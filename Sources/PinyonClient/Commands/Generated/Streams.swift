// Generated from Sources/PinyonClient/Commands/Streams/ by: swift run --package-path Checks generate-commands

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
    public static func xclaim(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument, _ ids: [StreamID],
        minimumIdle: Duration, options: StreamClaimOptions = StreamClaimOptions()
    ) -> Command where Response == [StreamEntry<String>] {
        .xclaim(key, group, consumer, ids, minimumIdle: minimumIdle, options: options, as: String.self)
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
    public static func xautoclaim(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        minimumIdle: Duration, from start: StreamID = .zero, count: Int? = nil
    ) -> Command where Response == StreamAutoclaim<StreamEntry<String>> {
        .xautoclaim(key, group, consumer, minimumIdle: minimumIdle, from: start, count: count, as: String.self)
    }

    /// The entries of a range of a stream, the oldest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - start: The start of the range. Default: the first entry.
    ///   - end: The end of the range. Default: the last entry.
    ///   - count: The most entries. Default: all.
    public static func xrange(
        _ key: some CommandArgument, from start: StreamBound = .first, through end: StreamBound = .last,
        count: Int? = nil
    ) -> Command where Response == [StreamEntry<String>] {
        .xrange(key, from: start, through: end, count: count, as: String.self)
    }

    /// The entries of a range of a stream, the newest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - end: The end of the range, at which reading begins. Default: the last entry.
    ///   - start: The start of the range. Default: the first entry.
    ///   - count: The most entries. Default: all.
    public static func xrevrange(
        _ key: some CommandArgument, from end: StreamBound = .last, through start: StreamBound = .first,
        count: Int? = nil
    ) -> Command where Response == [StreamEntry<String>] {
        .xrevrange(key, from: end, through: start, count: count, as: String.self)
    }

    /// What a stream is.
    ///
    /// - Parameters:
    ///   - key: The stream.
    public static func xinfoStream(_ key: some CommandArgument) -> Command where Response == StreamInfo<String> {
        .xinfoStream(key, as: String.self)
    }

    /// The entries of streams after positions. Streams without such entries are left out; empty if all are.
    ///
    /// - Parameters:
    ///   - streams: The streams, and after which position each is read. In a cluster they have to be in one slot.
    ///   - count: The most entries of each stream. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time.
    public static func xread<Key: CommandArgument>(
        _ streams: [(key: Key, position: StreamPosition)], count: Int? = nil, block: Duration? = nil
    ) -> Command where Response == [StreamEntries<String>] {
        .xread(streams, count: count, block: block, as: String.self)
    }

    /// The entries of a stream after a position; empty if there are none.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - position: After which position it is read.
    ///   - count: The most entries. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time.
    public static func xread(
        _ key: some CommandArgument, from position: StreamPosition, count: Int? = nil, block: Duration? = nil
    ) -> Command where Response == [StreamEntry<String>] {
        .xread(key, from: position, count: count, block: block, as: String.self)
    }

    /// The entries of streams for a consumer of a group, which are pending until they are acknowledged. Streams without
    /// such entries are left out; empty if all are.
    ///
    /// - Parameters:
    ///   - group: The group, which all of the streams have to have.
    ///   - consumer: The consumer, which is made if it isn't there.
    ///   - streams: The streams, and what is read of each. In a cluster they have to be in one slot.
    ///   - count: The most entries of each stream. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time. If the calling task is
    ///     cancelled meanwhile, entries may become pending that nobody has seen.
    ///   - acknowledging: Whether the entries count as acknowledged at once. Default: no.
    public static func xreadgroup<Key: CommandArgument>(
        _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ streams: [(key: Key, position: GroupPosition)], count: Int? = nil, block: Duration? = nil,
        acknowledging: Bool = false
    ) -> Command where Response == [StreamEntries<String>] {
        .xreadgroup(group, consumer, streams, count: count, block: block, acknowledging: acknowledging, as: String.self)
    }

    /// The entries of a stream for a consumer of a group, which are pending until they are acknowledged; empty if there
    /// are none.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - consumer: The consumer, which is made if it isn't there.
    ///   - key: The stream.
    ///   - position: What is read of it. Default: what no consumer of the group got yet.
    ///   - count: The most entries. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time. If the calling task is
    ///     cancelled meanwhile, entries may become pending that nobody has seen.
    ///   - acknowledging: Whether the entries count as acknowledged at once. Default: no.
    public static func xreadgroup(
        _ group: some CommandArgument, _ consumer: some CommandArgument, _ key: some CommandArgument,
        from position: GroupPosition = .new, count: Int? = nil, block: Duration? = nil, acknowledging: Bool = false
    ) -> Command where Response == [StreamEntry<String>] {
        .xreadgroup(
            group, consumer, key, from: position, count: count, block: block, acknowledging: acknowledging,
            as: String.self
        )
    }
}

extension CommandSender {
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
    public func xclaim<Value: RESPDecodable>(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument, _ ids: [StreamID],
        minimumIdle: Duration, options: StreamClaimOptions = StreamClaimOptions(), as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        try await send(.xclaim(key, group, consumer, ids, minimumIdle: minimumIdle, options: options, as: type))
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
    public func xclaimIDs(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument, _ ids: [StreamID],
        minimumIdle: Duration, options: StreamClaimOptions = StreamClaimOptions()
    ) async throws(ClientError) -> [StreamID] {
        try await send(.xclaimIDs(key, group, consumer, ids, minimumIdle: minimumIdle, options: options))
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
    public func xautoclaim<Value: RESPDecodable>(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        minimumIdle: Duration, from start: StreamID = .zero, count: Int? = nil, as type: Value.Type = String.self
    ) async throws(ClientError) -> StreamAutoclaim<StreamEntry<Value>> {
        try await send(.xautoclaim(key, group, consumer, minimumIdle: minimumIdle, from: start, count: count, as: type))
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
    public func xautoclaimIDs(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument,
        minimumIdle: Duration, from start: StreamID = .zero, count: Int? = nil
    ) async throws(ClientError) -> StreamAutoclaim<StreamID> {
        try await send(.xautoclaimIDs(key, group, consumer, minimumIdle: minimumIdle, from: start, count: count))
    }

    /// Adds an entry to the end of a stream, which is made if it isn't there, and returns the entry's identity.
    ///
    /// ```swift
    /// let id = try await client.xadd("orders", ("action", "created"), ("total", 99.99))
    /// ```
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - fields: The entry's fields, in the order in which they are kept. At least one.
    ///   - id: Its identity. Default: the server's time.
    ///   - trimming: Which old entries are dropped. Default: none.
    @discardableResult
    public func xadd<each Name: CommandArgument, each Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: repeat (each Name, each Value), id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) async throws(ClientError) -> StreamID {
        try await send(.xadd(key, repeat each fields, id: id, trimming: trimming))
    }

    /// Adds an entry to the end of a stream, which is made if it isn't there, and returns the entry's identity.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - fields: The entry's fields, in the order in which they are kept; of a dictionary, in any. At least one.
    ///   - id: Its identity. Default: the server's time.
    ///   - trimming: Which old entries are dropped. Default: none.
    @discardableResult
    public func xadd<Name: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Name, value: Value)>, id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) async throws(ClientError) -> StreamID {
        try await send(.xadd(key, fields, id: id, trimming: trimming))
    }

    /// Adds an entry to the end of a stream if the stream is there, and returns the entry's identity; nil if it isn't.
    /// Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - fields: The entry's fields, in the order in which they are kept; of a dictionary, in any. At least one.
    ///   - id: Its identity. Default: the server's time.
    ///   - trimming: Which old entries are dropped. Default: none.
    @discardableResult
    public func xaddIfPresent<Name: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Name, value: Value)>, id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) async throws(ClientError) -> StreamID? {
        try await send(.xaddIfPresent(key, fields, id: id, trimming: trimming))
    }

    /// How many entries a stream has; 0 if it isn't there.
    public func xlen(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.xlen(key))
    }

    /// The entries of a range of a stream, the oldest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - start: The start of the range. Default: the first entry.
    ///   - end: The end of the range. Default: the last entry.
    ///   - count: The most entries. Default: all.
    ///   - type: What each value is read as.
    public func xrange<Value: RESPDecodable>(
        _ key: some CommandArgument, from start: StreamBound = .first, through end: StreamBound = .last,
        count: Int? = nil, as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        try await send(.xrange(key, from: start, through: end, count: count, as: type))
    }

    /// The entries of a range of a stream, the newest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - end: The end of the range, at which reading begins. Default: the last entry.
    ///   - start: The start of the range. Default: the first entry.
    ///   - count: The most entries. Default: all.
    ///   - type: What each value is read as.
    public func xrevrange<Value: RESPDecodable>(
        _ key: some CommandArgument, from end: StreamBound = .last, through start: StreamBound = .first,
        count: Int? = nil, as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        try await send(.xrevrange(key, from: end, through: start, count: count, as: type))
    }

    /// Deletes entries of a stream, and returns how many were there.
    @discardableResult
    public func xdel(_ key: some CommandArgument, _ ids: [StreamID]) async throws(ClientError) -> Int {
        try await send(.xdel(key, ids))
    }

    /// Drops old entries of a stream, and returns how many.
    @discardableResult
    public func xtrim(_ key: some CommandArgument, _ trimming: StreamTrimming) async throws(ClientError) -> Int {
        try await send(.xtrim(key, trimming))
    }

    /// Sets the last identity of a stream that is being restored, which later entries have to exceed.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - id: Its last identity.
    ///   - entriesAdded: How many entries it ever had. Since Redis 7.0, and then only with `maximumDeletedID`.
    ///   - maximumDeletedID: The greatest identity that was ever deleted from it. Since Redis 7.0.
    public func xsetid(
        _ key: some CommandArgument, _ id: StreamID, entriesAdded: Int? = nil, maximumDeletedID: StreamID? = nil
    ) async throws(ClientError) {
        try await send(.xsetid(key, id, entriesAdded: entriesAdded, maximumDeletedID: maximumDeletedID))
    }

    /// Makes a group of a stream. An error `BUSYGROUP` if there is one of that name.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group's name.
    ///   - position: From where on the group reads. Default: what is added from now on.
    ///   - makingStream: Whether a stream is made if there is none. Default: no, that is an error.
    ///   - entriesRead: How many entries the group has read before, for its lag. Since Redis 7.0.
    public func xgroupCreate(
        _ key: some CommandArgument, _ group: some CommandArgument, from position: StreamPosition = .end,
        makingStream: Bool = false, entriesRead: Int? = nil
    ) async throws(ClientError) {
        try await send(.xgroupCreate(key, group, from: position, makingStream: makingStream, entriesRead: entriesRead))
    }

    /// Makes a group go on from another position.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - position: From where on the group reads.
    ///   - entriesRead: How many entries the group has read before, for its lag. Since Redis 7.0.
    public func xgroupSetid(
        _ key: some CommandArgument, _ group: some CommandArgument, _ position: StreamPosition, entriesRead: Int? = nil
    ) async throws(ClientError) {
        try await send(.xgroupSetid(key, group, position, entriesRead: entriesRead))
    }

    /// Deletes a group with everything that is pending in it, and returns whether it was there.
    @discardableResult
    public func xgroupDestroy(
        _ key: some CommandArgument, _ group: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.xgroupDestroy(key, group))
    }

    /// Makes a consumer of a group, and returns whether it is new. Reading makes it, too. Since Redis 6.2.
    @discardableResult
    public func xgroupCreateconsumer(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.xgroupCreateconsumer(key, group, consumer))
    }

    /// Deletes a consumer of a group, and returns how many entries it had pending, which nobody will get: claim them
    /// before.
    @discardableResult
    public func xgroupDelconsumer(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument
    ) async throws(ClientError) -> Int {
        try await send(.xgroupDelconsumer(key, group, consumer))
    }

    /// Acknowledges entries, so that they are no longer pending, and returns how many were.
    @discardableResult
    public func xack(
        _ key: some CommandArgument, _ group: some CommandArgument, _ ids: [StreamID]
    ) async throws(ClientError) -> Int {
        try await send(.xack(key, group, ids))
    }

    /// What is pending in a group, in numbers.
    public func xpending(
        _ key: some CommandArgument, _ group: some CommandArgument
    ) async throws(ClientError) -> StreamPendingSummary {
        try await send(.xpending(key, group))
    }

    /// What is pending in a group, entry by entry.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - start: The start of the range. Default: the first entry.
    ///   - end: The end of the range. Default: the last entry.
    ///   - count: The most entries.
    ///   - consumer: Whose entries. Default: all consumers'.
    ///   - minimumIdle: For how long they have been left alone at least. Whole milliseconds. Default: any. Since Redis
    ///     6.2.
    public func xpending(
        _ key: some CommandArgument, _ group: some CommandArgument, from start: StreamBound = .first,
        through end: StreamBound = .last, count: Int, consumer: String? = nil, minimumIdle: Duration? = nil
    ) async throws(ClientError) -> [StreamPendingEntry] {
        try await send(
            .xpending(key, group, from: start, through: end, count: count, consumer: consumer, minimumIdle: minimumIdle)
        )
    }

    /// What a stream is.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - type: What the values of its first and last entry are read as.
    public func xinfoStream<Value: RESPDecodable>(
        _ key: some CommandArgument, as type: Value.Type = String.self
    ) async throws(ClientError) -> StreamInfo<Value> {
        try await send(.xinfoStream(key, as: type))
    }

    /// Everything about a stream, with its groups, their consumers and what is pending, as the server sends it. Meant
    /// for finding faults.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - count: The most entries and pending entries of each kind; 0 for all. Default: the server's, 10.
    public func xinfoStreamFull(
        _ key: some CommandArgument, count: Int? = nil
    ) async throws(ClientError) -> ReplyFields {
        try await send(.xinfoStreamFull(key, count: count))
    }

    /// The groups of a stream.
    public func xinfoGroups(_ key: some CommandArgument) async throws(ClientError) -> [StreamGroup] {
        try await send(.xinfoGroups(key))
    }

    /// The consumers of a group.
    public func xinfoConsumers(
        _ key: some CommandArgument, _ group: some CommandArgument
    ) async throws(ClientError) -> [StreamConsumer] {
        try await send(.xinfoConsumers(key, group))
    }

    /// The entries of streams after positions. Streams without such entries are left out; empty if all are.
    ///
    /// - Parameters:
    ///   - streams: The streams, and after which position each is read. In a cluster they have to be in one slot.
    ///   - count: The most entries of each stream. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time.
    ///   - type: What each value is read as.
    public func xread<Key: CommandArgument, Value: RESPDecodable>(
        _ streams: [(key: Key, position: StreamPosition)], count: Int? = nil, block: Duration? = nil,
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntries<Value>] {
        try await send(.xread(streams, count: count, block: block, as: type))
    }

    /// The entries of a stream after a position; empty if there are none.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - position: After which position it is read.
    ///   - count: The most entries. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time.
    ///   - type: What each value is read as.
    public func xread<Value: RESPDecodable>(
        _ key: some CommandArgument, from position: StreamPosition, count: Int? = nil, block: Duration? = nil,
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        try await send(.xread(key, from: position, count: count, block: block, as: type))
    }

    /// The entries of streams for a consumer of a group, which are pending until they are acknowledged. Streams without
    /// such entries are left out; empty if all are.
    ///
    /// - Parameters:
    ///   - group: The group, which all of the streams have to have.
    ///   - consumer: The consumer, which is made if it isn't there.
    ///   - streams: The streams, and what is read of each. In a cluster they have to be in one slot.
    ///   - count: The most entries of each stream. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time. If the calling task is
    ///     cancelled meanwhile, entries may become pending that nobody has seen.
    ///   - acknowledging: Whether the entries count as acknowledged at once. Default: no.
    ///   - type: What each value is read as.
    public func xreadgroup<Key: CommandArgument, Value: RESPDecodable>(
        _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ streams: [(key: Key, position: GroupPosition)], count: Int? = nil, block: Duration? = nil,
        acknowledging: Bool = false, as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntries<Value>] {
        try await send(
            .xreadgroup(group, consumer, streams, count: count, block: block, acknowledging: acknowledging, as: type)
        )
    }

    /// The entries of a stream for a consumer of a group, which are pending until they are acknowledged; empty if there
    /// are none.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - consumer: The consumer, which is made if it isn't there.
    ///   - key: The stream.
    ///   - position: What is read of it. Default: what no consumer of the group got yet.
    ///   - count: The most entries. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time. If the calling task is
    ///     cancelled meanwhile, entries may become pending that nobody has seen.
    ///   - acknowledging: Whether the entries count as acknowledged at once. Default: no.
    ///   - type: What each value is read as.
    public func xreadgroup<Value: RESPDecodable>(
        _ group: some CommandArgument, _ consumer: some CommandArgument, _ key: some CommandArgument,
        from position: GroupPosition = .new, count: Int? = nil, block: Duration? = nil, acknowledging: Bool = false,
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        try await send(
            .xreadgroup(
                group, consumer, key, from: position, count: count, block: block, acknowledging: acknowledging, as: type
            )
        )
    }
}
