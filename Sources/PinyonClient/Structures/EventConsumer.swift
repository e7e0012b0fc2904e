/// A consumer of a group of a stream: ``EventStream/group(named:consumer:from:claimAfter:)``.
///
/// ```swift
/// let worker = try await orders.group(named: "billing", consumer: "worker-1")
/// for try await delivery in worker.entries() {
///     if delivery.deliveries > 5 {
///         try await worker.setAside(delivery, in: failedOrders)
///     } else {
///         try await bill(delivery.entry)
///         try await worker.acknowledge(delivery)
///     }
/// }
/// ```
///
/// Every entry is delivered at least once, if it isn't dropped from the stream before: again and again until it is
/// acknowledged, to one consumer or another. An entry that was handled may be delivered once more, if its consumer
/// ended before the acknowledgement or took longer than half of ``claimAfter``; so handling it twice must do no harm.
public struct EventConsumer: Sendable {
    /// The stream.
    public let stream: EventStream
    /// The group's name.
    public let group: String
    /// The consumer's name.
    public let name: String
    /// How long an entry stays unacknowledged before it is delivered again; nil for ever. What was read for this
    /// consumer and waits for its turn doesn't count: it is claimed anew in time.
    public let claimAfter: Duration?

    private var client: RedisClient { stream.client }

    /// The entries for this consumer, without an end: first what it got before and didn't acknowledge, then what others
    /// or itself have left unacknowledged for long, then new entries; from then on both as they come.
    ///
    /// - Parameter type: What each value is read as. Default: text. A value that can't be read so is an error in place
    ///   of all entries that came with it, again and again: where anything may be appended, read `[UInt8]`.
    public func entries<Value: RESPDecodable>(as type: Value.Type = String.self) -> EventDeliveries<Value> {
        EventDeliveries(consumer: self)
    }

    /// Acknowledges entries, so that they aren't delivered any more, and returns how many were pending. O(1) for each,
    /// one round trip; none if there are no identities.
    ///
    /// The client sends it again when it is unknown whether it ran; the number is then too small.
    @discardableResult
    public func acknowledge(_ ids: [StreamID]) async throws(ClientError) -> Int {
        ids.isEmpty ? 0 : try await client.send(.xack(stream.key, group, ids).idempotent())
    }

    /// Acknowledges an entry, so that it isn't delivered any more, and says whether it was pending. O(1), one round
    /// trip.
    ///
    /// The client sends it again when it is unknown whether it ran; the answer is then no.
    @discardableResult
    public func acknowledge<Value>(_ delivery: EventDelivery<Value>) async throws(ClientError) -> Bool {
        try await acknowledge([delivery.id]) > 0
    }

    /// Appends an entry to another stream, and acknowledges it here: for entries that can't be handled. O(1), two round
    /// trips.
    ///
    /// If the second fails, the entry is in both streams, and comes again here. Bytes of a field's name that aren't
    /// UTF-8 are replaced there.
    ///
    /// - Parameters:
    ///   - delivery: The entry.
    ///   - other: The stream for such entries, in any slot of a cluster.
    /// - Returns: its identity there.
    @discardableResult
    public func setAside<Value: RESPDecodable & CommandArgument>(
        _ delivery: EventDelivery<Value>, in other: EventStream
    ) async throws(ClientError) -> StreamID {
        let fields = delivery.entry.fields.map { (key: $0.name, value: $0.value) }
        let id = try await other.append(fields)
        try await acknowledge(delivery)
        return id
    }
}

/// What is pending.
extension EventConsumer {
    /// What the group's consumers got and didn't acknowledge, in numbers. O(consumers), one round trip.
    public func pending() async throws(ClientError) -> StreamPendingSummary {
        try await client.xpending(stream.key, group)
    }

    /// What the group's consumers got and didn't acknowledge, entry by entry, the oldest first. O(log n + count), one
    /// round trip; with `minimumIdle` O(pending).
    ///
    /// - Parameters:
    ///   - count: The most entries; none if it isn't above 0.
    ///   - consumer: Whose entries. Default: all consumers'.
    ///   - minimumIdle: For how long they have been left alone at least. Default: any. Since Redis 6.2.
    public func pendingEntries(
        _ count: Int, of consumer: String? = nil, minimumIdle: Duration? = nil
    ) async throws(ClientError) -> [StreamPendingEntry] {
        guard count > 0 else { return [] }
        return try await client.xpending(
            stream.key, group, count: count, consumer: consumer, minimumIdle: minimumIdle)
    }

    /// Removes a consumer that doesn't run any more, after taking over what it has pending. O(pending); two round
    /// trips, and two for every 100 entries that it has pending, three if some of these were dropped from the stream.
    ///
    /// What was taken over is delivered to this consumer when it has been left alone for ``claimAfter``, or when
    /// ``entries(as:)`` is begun anew. What the removed consumer gets meanwhile is lost for the group: it must not run.
    ///
    /// - Parameter name: The name of another consumer than this one.
    /// - Returns: how many entries were taken over; before Redis 7.0 with those that were dropped from the stream.
    @discardableResult
    public func removeConsumer(named name: String) async throws(ClientError) -> Int {
        guard name != self.name else {
            throw ClientError(.invalidArgument, "the consumer “\(name)” can't take over what it has pending itself")
        }
        var count = 0
        while true {
            let pending = Command.xpending(stream.key, group, count: EventReading.batch, consumer: name).atPrimary
            let ids = try await client.send(pending).map(\.id)
            guard !ids.isEmpty else { break }
            let claimed = try await client.xclaimIDs(stream.key, group, self.name, ids, minimumIdle: .zero)
            count += claimed.count
            // Entries that were dropped from the stream can't be taken over, and would come up for ever.
            try await acknowledge(ids.filter { !claimed.contains($0) })
        }
        try await client.xgroupDelconsumer(stream.key, group, name)
        return count
    }
}

/// An entry that a consumer of a group got.
public struct EventDelivery<Value: RESPDecodable>: Sendable {
    /// The entry.
    public let entry: StreamEntry<Value>
    /// How often it was delivered, with this time: 1 for a new one. Deliveries that were lost on their way count, too.
    public let deliveries: Int

    /// The entry's identity.
    public var id: StreamID { entry.id }

    /// The value of a name, the first if it comes twice; nil if it doesn't come.
    public subscript(name: String) -> Value? { entry[name] }
}

extension EventDelivery: Equatable where Value: Equatable {}
extension EventDelivery: Hashable where Value: Hashable {}
