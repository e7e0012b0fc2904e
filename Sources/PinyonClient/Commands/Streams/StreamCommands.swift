extension Command {
    // The result is often of no use.
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
    public static func xadd<each Name: CommandArgument, each Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: repeat (each Name, each Value), id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) -> Command where Response == StreamID {
        Command(.xadd) {
            $0.appendOne(key)
            if let trimming { $0.append(trimming) }
            $0.append(id)
            $0.appendPairs(repeat each fields)
        }
    }

    // The result is often of no use.
    /// Adds an entry to the end of a stream, which is made if it isn't there, and returns the entry's identity.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - fields: The entry's fields, in the order in which they are kept; of a dictionary, in any. At least one.
    ///   - id: Its identity. Default: the server's time.
    ///   - trimming: Which old entries are dropped. Default: none.
    public static func xadd<Name: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Name, value: Value)>, id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) -> Command where Response == StreamID {
        Command(.xadd) {
            $0.appendOne(key)
            if let trimming { $0.append(trimming) }
            $0.append(id)
            $0.appendPairs(fields)
        }
    }

    // The result is often of no use.
    /// Adds an entry to the end of a stream if the stream is there, and returns the entry's identity; nil if it isn't.
    /// Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - fields: The entry's fields, in the order in which they are kept; of a dictionary, in any. At least one.
    ///   - id: Its identity. Default: the server's time.
    ///   - trimming: Which old entries are dropped. Default: none.
    public static func xaddIfPresent<Name: CommandArgument, Value: CommandArgument>(
        _ key: some CommandArgument, _ fields: some Sequence<(key: Name, value: Value)>, id: NewStreamID = .automatic,
        trimming: StreamTrimming? = nil
    ) -> Command where Response == StreamID? {
        Command(.xadd) {
            $0.appendOne(key)
            $0.append("NOMKSTREAM")
            if let trimming { $0.append(trimming) }
            $0.append(id)
            $0.appendPairs(fields)
        }
    }

    /// How many entries a stream has; 0 if it isn't there.
    public static func xlen(_ key: some CommandArgument) -> Command where Response == Int {
        Command(.xlen) { $0.appendOne(key) }
    }

    /// The entries of a range of a stream, the oldest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - start: The start of the range. Default: the first entry.
    ///   - end: The end of the range. Default: the last entry.
    ///   - count: The most entries. Default: all.
    ///   - type: What each value is read as.
    public static func xrange<Value: RESPDecodable>(
        _ key: some CommandArgument, from start: StreamBound = .first, through end: StreamBound = .last,
        count: Int? = nil, as type: Value.Type
    ) -> Command where Response == [StreamEntry<Value>] {
        Command(.xrange) {
            $0.appendOne(key)
            $0.append(start)
            $0.append(end)
            $0.append("COUNT", count)
        }
    }

    /// The entries of a range of a stream, the newest first.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - end: The end of the range, at which reading begins. Default: the last entry.
    ///   - start: The start of the range. Default: the first entry.
    ///   - count: The most entries. Default: all.
    ///   - type: What each value is read as.
    public static func xrevrange<Value: RESPDecodable>(
        _ key: some CommandArgument, from end: StreamBound = .last, through start: StreamBound = .first,
        count: Int? = nil, as type: Value.Type
    ) -> Command where Response == [StreamEntry<Value>] {
        Command(.xrevrange) {
            $0.appendOne(key)
            $0.append(end)
            $0.append(start)
            $0.append("COUNT", count)
        }
    }

    // The result is often of no use.
    /// Deletes entries of a stream, and returns how many were there.
    public static func xdel(_ key: some CommandArgument, _ ids: [StreamID]) -> Command where Response == Int {
        Command(.xdel) {
            $0.appendOne(key)
            $0.append(ids)
        }
    }

    // The result is often of no use.
    /// Drops old entries of a stream, and returns how many.
    public static func xtrim(_ key: some CommandArgument, _ trimming: StreamTrimming) -> Command
    where Response == Int {
        Command(.xtrim) {
            $0.appendOne(key)
            $0.append(trimming)
        }
    }

    /// Sets the last identity of a stream that is being restored, which later entries have to exceed.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - id: Its last identity.
    ///   - entriesAdded: How many entries it ever had. Since Redis 7.0, and then only with `maximumDeletedID`.
    ///   - maximumDeletedID: The greatest identity that was ever deleted from it. Since Redis 7.0.
    public static func xsetid(
        _ key: some CommandArgument, _ id: StreamID, entriesAdded: Int? = nil, maximumDeletedID: StreamID? = nil
    ) -> Command where Response == Void {
        Command(.xsetid) {
            $0.appendOne(key)
            $0.append(id)
            $0.append("ENTRIESADDED", entriesAdded)
            $0.append("MAXDELETEDID", maximumDeletedID)
        }
    }
}
