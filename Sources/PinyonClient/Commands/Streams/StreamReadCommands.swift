extension Command {
    /// The entries of streams after positions. Streams without such entries are left out; empty if all are.
    ///
    /// - Parameters:
    ///   - streams: The streams, and after which position each is read. In a cluster they have to be in one slot.
    ///   - count: The most entries of each stream. Default: all.
    ///   - block: For how long to wait if there are none. Zero waits until there is one, however long that takes.
    ///     Default: not at all. A command that waits has a connection of its own for that time.
    ///   - type: What each value is read as.
    public static func xread<Key: CommandArgument, Value: RESPDecodable>(
        _ streams: [(key: Key, position: StreamPosition)], count: Int? = nil, block: Duration? = nil,
        as type: Value.Type
    ) -> Command where Response == [StreamEntries<Value>] {
        Command(block == nil ? .xread : .xreadBlocking, decode: StreamEntries.list) {
            $0.append("COUNT", count)
            $0.append("BLOCK", block?.wholeMilliseconds)
            $0.append("STREAMS")
            for stream in streams { $0.appendOne(stream.key) }
            for stream in streams { $0.append(stream.position) }
        }
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
    public static func xread<Value: RESPDecodable>(
        _ key: some CommandArgument, from position: StreamPosition, count: Int? = nil,
        block: Duration? = nil, as type: Value.Type
    ) -> Command where Response == [StreamEntry<Value>] {
        Command(block == nil ? .xread : .xreadBlocking, decode: Self.entriesOfOne) {
            $0.append("COUNT", count)
            $0.append("BLOCK", block?.wholeMilliseconds)
            $0.append("STREAMS")
            $0.appendOne(key)
            $0.append(position)
        }
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
    public static func xreadgroup<Key: CommandArgument, Value: RESPDecodable>(
        _ group: some CommandArgument, _ consumer: some CommandArgument,
        _ streams: [(key: Key, position: GroupPosition)], count: Int? = nil, block: Duration? = nil,
        acknowledging: Bool = false, as type: Value.Type
    ) -> Command where Response == [StreamEntries<Value>] {
        Command(block == nil ? .xreadgroup : .xreadgroupBlocking, decode: StreamEntries.list) {
            $0.appendGroup(group, consumer, count: count, block: block, acknowledging: acknowledging)
            for stream in streams { $0.appendOne(stream.key) }
            for stream in streams { $0.append(stream.position) }
        }
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
    public static func xreadgroup<Value: RESPDecodable>(
        _ group: some CommandArgument, _ consumer: some CommandArgument, _ key: some CommandArgument,
        from position: GroupPosition = .new, count: Int? = nil, block: Duration? = nil,
        acknowledging: Bool = false, as type: Value.Type
    ) -> Command where Response == [StreamEntry<Value>] {
        Command(block == nil ? .xreadgroup : .xreadgroupBlocking, decode: Self.entriesOfOne) {
            $0.appendGroup(group, consumer, count: count, block: block, acknowledging: acknowledging)
            $0.appendOne(key)
            $0.append(position)
        }
    }

    private static func entriesOfOne<Value: RESPDecodable>(
        _ value: RESPValue
    ) throws(RESPDecodingError) -> [StreamEntry<Value>] {
        try StreamEntries<Value>.list(value).first?.entries ?? []
    }
}

extension CommandArguments {
    fileprivate mutating func appendGroup(
        _ group: some CommandArgument, _ consumer: some CommandArgument, count: Int?, block: Duration?,
        acknowledging: Bool
    ) {
        append("GROUP")
        appendOne(group)
        appendOne(consumer)
        append("COUNT", count)
        append("BLOCK", block?.wholeMilliseconds)
        append("NOACK", if: acknowledging)
        append("STREAMS")
    }
}
