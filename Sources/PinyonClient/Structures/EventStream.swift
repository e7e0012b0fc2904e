/// A log of events, which is appended to and read from any place, by all readers or by groups that share the work.
///
/// ```swift
/// let orders = EventStream(client, key: "orders", keeping: .entries(100_000))
/// try await orders.append(("action", "created"), ("total", 99.99))
/// for try await order in orders.follow() { print(order.id, order["action"] ?? "") }
/// ```
///
/// Readers of ``follow(from:as:)`` all get all entries. The consumers of a group,
/// ``group(named:consumer:from:claimAfter:)``, get other entries each, and each entry at least once.
///
/// Appending isn't idempotent: after an error whose ``ClientError/mayHaveRun`` is true, the entry may be there, and
/// whoever appends it again may have it twice.
///
/// In the costs, n is the number of entries.
public struct EventStream: Sendable {
    /// How much of the past is kept. What is beyond it is dropped with later entries, in whole blocks of about a
    /// hundred entries, so that some more may stay. It is gone for groups, too, whether they have read it or not.
    public enum Capacity: Sendable, Hashable {
        /// About so many of the newest entries; less than 0 counts as 0.
        case entries(Int)
        /// Entries until about this age, by the clock of whoever appends. Since Redis 6.2.
        case age(Duration)

        var trimming: StreamTrimming {
            switch self {
            case .entries(let count): return .maximumLength(max(count, 0))
            case .age(let age):
                let oldest = UnixTime.now.milliseconds.clampedAdding(-max(age, .zero).wholeMilliseconds)
                return .minimumID(StreamID(milliseconds: UInt64(max(oldest, 0))))
            }
        }
    }

    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// How much of the past is kept; nil for all of it.
    public let capacity: Capacity?

    /// A stream. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a stream or isn't there.
    ///   - capacity: How much of the past is kept when this appends. Default: all of it.
    public init(_ client: RedisClient, key: String, keeping capacity: Capacity? = nil) {
        self.client = client
        self.key = key
        self.capacity = capacity
    }

    /// How many entries there are. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        try await client.xlen(key)
    }

    /// Deletes the stream with its groups, and says whether it was there. O(1), one round trip; its memory is freed in
    /// the background.
    @discardableResult
    public func delete() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}

/// Writing.
extension EventStream {
    /// Appends an entry, and drops old ones beyond the capacity. O(1) and O(dropped), one round trip.
    ///
    /// - Parameter fields: The entry's fields, at least one.
    /// - Returns: the entry's identity, greater than those of all entries before.
    @discardableResult
    public func append<each Name: CommandArgument, each Value: CommandArgument>(
        _ fields: repeat (each Name, each Value)
    ) async throws(ClientError) -> StreamID {
        try await client.send(.xadd(key, repeat each fields, trimming: capacity?.trimming))
    }

    /// Appends an entry, and drops old ones beyond the capacity. O(1) and O(dropped), one round trip.
    ///
    /// - Parameter fields: The entry's fields, at least one; of a dictionary, in any order.
    /// - Returns: the entry's identity, greater than those of all entries before.
    @discardableResult
    public func append<Value: CommandArgument>(
        _ fields: some Collection<(key: String, value: Value)>
    ) async throws(ClientError) -> StreamID {
        try await client.send(.xadd(key, fields, trimming: capacity?.trimming))
    }

    /// Drops old entries, and returns how many. O(dropped); a round trip for about 10,000 of them, as many as a server
    /// drops at a time, and one that finds none.
    ///
    /// - Parameter capacity: How much of the past is kept.
    @discardableResult
    public func trim(keeping capacity: Capacity) async throws(ClientError) -> Int {
        let trimming = Command.xtrim(key, capacity.trimming)
        let (count, first) = try await client.pipeline(Command.xlen(key).atPrimary, trimming)
        var (dropped, last) = (first, first)
        // As many as there were at the start are enough: what is appended meanwhile would keep it going for ever.
        while last > 0, dropped < count {
            last = try await client.send(trimming)
            dropped += last
        }
        return dropped
    }

    /// Deletes entries, and returns how many there were. O(1) for each, one round trip; none if there are no
    /// identities.
    @discardableResult
    public func remove(_ ids: StreamID...) async throws(ClientError) -> Int {
        ids.isEmpty ? 0 : try await client.xdel(key, ids)
    }
}

/// Reading.
extension EventStream {
    /// The newest entries, the newest first. O(count), one round trip.
    ///
    /// - Parameters:
    ///   - count: The most entries; none if it isn't above 0.
    ///   - type: What each value is read as. Default: text.
    public func latest<Value: RESPDecodable>(
        _ count: Int, as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        count > 0 ? try await client.xrevrange(key, count: count, as: type) : []
    }

    /// The entries of a range, the oldest first. O(log n + count), one round trip.
    ///
    /// For the next page, begin at ``StreamBound/excluding(_:)`` with the last entry's identity.
    ///
    /// - Parameters:
    ///   - start: The start of the range. Default: the first entry.
    ///   - end: The end of the range. Default: the last entry.
    ///   - count: The most entries; none if it isn't above 0. Default: 1000.
    ///   - type: What each value is read as. Default: text.
    public func read<Value: RESPDecodable>(
        from start: StreamBound = .first, through end: StreamBound = .last, count: Int = 1000,
        as type: Value.Type = String.self
    ) async throws(ClientError) -> [StreamEntry<Value>] {
        count > 0 ? try await client.xrange(key, from: start, through: end, count: count, as: type) : []
    }

    /// The position behind the newest entry, from where later ones are read. O(1), one round trip.
    public func end() async throws(ClientError) -> StreamPosition {
        let newest = Command.xrevrange(key, count: 1, as: RESPValue.self).atPrimary
        return .after(try await client.send(newest).first?.id ?? .zero)
    }

    /// Entries as they are appended, without an end.
    ///
    /// - Parameters:
    ///   - position: From where on. Default: from the end, as it is when the first entry is asked for; ``end()`` says
    ///     where that is earlier.
    ///   - type: What each value is read as. Default: text. A value that can't be read so is an error, and again with
    ///     each new try: where anything may be appended, follow as `[UInt8]`.
    public func follow<Value: RESPDecodable>(
        from position: StreamPosition = .end, as type: Value.Type = String.self
    ) -> FollowedEvents<Value> {
        FollowedEvents(stream: self, start: position)
    }

    /// A consumer of a group, which is made if it isn't there. O(1), one round trip.
    ///
    /// - Parameters:
    ///   - group: The group's name. Its consumers share the stream's entries.
    ///   - consumer: The consumer's name. No two that run at a time may have the same; one that is started again should
    ///     have the same as before.
    ///   - position: From where on a new group reads; without effect if the group is there. Default: the first entry.
    ///   - claimAfter: How long an entry stays unacknowledged with a consumer before another one gets it, or the same
    ///     again; at least twice as long as handling an entry takes. Since Redis 6.2. nil for ever. Default: a minute.
    public func group(
        named group: String, consumer: String, from position: StreamPosition = .start,
        claimAfter: Duration? = .seconds(60)
    ) async throws(ClientError) -> EventConsumer {
        do throws(ClientError) {
            // Twice does no harm: the second time it is there.
            try await client.send(Command.xgroupCreate(key, group, from: position, makingStream: true).idempotent())
        } catch {
            // Somebody else may have made it.
            guard error.serverError?.code == "BUSYGROUP" else { throw error }
        }
        return EventConsumer(stream: self, group: group, name: consumer, claimAfter: claimAfter)
    }
}
