/// Groups of consumers, each of which gets other entries of a stream.
extension Command {
    /// Makes a group of a stream. An error `BUSYGROUP` if there is one of that name.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group's name.
    ///   - position: From where on the group reads. Default: what is added from now on.
    ///   - makingStream: Whether a stream is made if there is none. Default: no, that is an error.
    ///   - entriesRead: How many entries the group has read before, for its lag. Since Redis 7.0.
    public static func xgroupCreate(
        _ key: some CommandArgument, _ group: some CommandArgument, from position: StreamPosition = .end,
        makingStream: Bool = false, entriesRead: Int? = nil
    ) -> Command where Response == Void {
        Command(.xgroupCreate) {
            $0.appendWords(key, group)
            $0.append(position)
            $0.append("MKSTREAM", if: makingStream)
            $0.append("ENTRIESREAD", entriesRead)
        }
    }

    /// Makes a group go on from another position.
    ///
    /// - Parameters:
    ///   - key: The stream.
    ///   - group: The group.
    ///   - position: From where on the group reads.
    ///   - entriesRead: How many entries the group has read before, for its lag. Since Redis 7.0.
    public static func xgroupSetid(
        _ key: some CommandArgument, _ group: some CommandArgument, _ position: StreamPosition,
        entriesRead: Int? = nil
    ) -> Command where Response == Void {
        Command(.xgroupSetid) {
            $0.appendWords(key, group)
            $0.append(position)
            $0.append("ENTRIESREAD", entriesRead)
        }
    }

    // The result is often of no use.
    /// Deletes a group with everything that is pending in it, and returns whether it was there.
    public static func xgroupDestroy(_ key: some CommandArgument, _ group: some CommandArgument) -> Command
    where Response == Bool {
        Command(.xgroupDestroy) { $0.appendWords(key, group) }
    }

    // The result is often of no use.
    /// Makes a consumer of a group, and returns whether it is new. Reading makes it, too. Since Redis 6.2.
    public static func xgroupCreateconsumer(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument
    ) -> Command where Response == Bool {
        Command(.xgroupCreateconsumer) { $0.appendWords(key, group, consumer) }
    }

    // The result is often of no use.
    /// Deletes a consumer of a group, and returns how many entries it had pending, which nobody will get: claim them
    /// before.
    public static func xgroupDelconsumer(
        _ key: some CommandArgument, _ group: some CommandArgument, _ consumer: some CommandArgument
    ) -> Command where Response == Int {
        Command(.xgroupDelconsumer) { $0.appendWords(key, group, consumer) }
    }

    // The result is often of no use.
    /// Acknowledges entries, so that they are no longer pending, and returns how many were.
    public static func xack(_ key: some CommandArgument, _ group: some CommandArgument, _ ids: [StreamID]) -> Command
    where Response == Int {
        Command(.xack) {
            $0.appendWords(key, group)
            $0.append(ids)
        }
    }

    /// What is pending in a group, in numbers.
    public static func xpending(_ key: some CommandArgument, _ group: some CommandArgument) -> Command
    where Response == StreamPendingSummary {
        Command(.xpending) { $0.appendWords(key, group) }
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
    public static func xpending(
        _ key: some CommandArgument, _ group: some CommandArgument, from start: StreamBound = .first,
        through end: StreamBound = .last, count: Int, consumer: String? = nil, minimumIdle: Duration? = nil
    ) -> Command where Response == [StreamPendingEntry] {
        Command(.xpending) {
            $0.appendWords(key, group)
            $0.append("IDLE", minimumIdle?.wholeMilliseconds)
            $0.append(start)
            $0.append(end)
            $0.append(count)
            if let consumer { $0.append(consumer) }
        }
    }
}
