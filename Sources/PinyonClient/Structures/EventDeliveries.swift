/// The entries that a consumer of a group gets: ``EventConsumer/entries(as:)``.
///
/// It has no end of its own. It goes on over a broken connection if the client gets another one, and finds what was
/// delivered and lost on the way. When that fails, the iteration throws. When the task is cancelled, it ends; what was
/// delivered by then and not acknowledged comes again, to this consumer when it begins anew, or to another one.
///
/// Entries that were dropped from the stream while they were pending are left out and acknowledged; with Redis before
/// 7.0 those of other consumers are left out only, until this one begins anew.
///
/// Up to 100 entries are read at a time. While they wait here for their turn they are claimed anew, so that no other
/// consumer gets them in the meantime; one that another has got all the same, because handling one took too long, is
/// left out here.
///
/// O(entries) in all. A round trip for up to 100 new entries, and two for as many old ones, whose deliveries are asked
/// for; one more every half of ``EventConsumer/claimAfter`` in which entries wait. While there are none, a round trip
/// every ten seconds or ``EventConsumer/claimAfter``, on a connection that is leased for that time, and one every
/// ``EventConsumer/claimAfter`` for about every 1,000 pending entries, which are looked through.
public struct EventDeliveries<Value: RESPDecodable>: AsyncSequence, Sendable {
    /// An entry with the number of its deliveries.
    public typealias Element = EventDelivery<Value>

    let consumer: EventConsumer

    /// The entries, beginning with what is pending.
    public func makeAsyncIterator() -> Iterator { Iterator(consumer: consumer) }

    /// Reads in progress.
    public struct Iterator: AsyncIteratorProtocol {
        private let reader: DeliveryReader<Value>
        private var plan: DeliveryPlan
        private var term: DeliveryTerm
        private var deliveries: ArraySlice<EventDelivery<Value>> = []

        fileprivate init(consumer: EventConsumer) {
            reader = DeliveryReader(consumer: consumer)
            plan = DeliveryPlan(claimAfter: consumer.claimAfter, longestWait: EventReading.wait)
            term = DeliveryTerm(claimAfter: consumer.claimAfter)
        }

        /// The next entry, which is waited for; nil when the task is cancelled.
        ///
        /// - Throws: ``ClientError``. The next call tries again.
        public mutating func next() async throws(ClientError) -> EventDelivery<Value>? {
            try await next(isolation: nil)
        }

        /// The next entry, which is waited for; nil when the task is cancelled.
        ///
        /// - Parameter actor: Where the caller is.
        /// - Throws: ``ClientError``. The next call tries again.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ClientError) -> EventDelivery<Value>? {
            while !Task.isCancelled {
                do throws(ClientError) {
                    try await renew()
                    if let delivery = deliveries.popFirst() { return delivery }
                    try await read()
                } catch {
                    guard error.endsIteration else { throw error }
                }
            }
            return nil
        }

        /// Claims anew what waits here, and leaves out what isn't this consumer's any more.
        private mutating func renew() async throws(ClientError) {
            guard !deliveries.isEmpty, let idle = term.renewal(at: .now) else { return }
            let kept = Set(try await reader.renew(deliveries.map(\.id), leftAloneFor: idle))
            term.begin(at: .now)
            deliveries = deliveries.filter { kept.contains($0.id) }[...]
        }

        private mutating func read() async throws(ClientError) {
            switch plan.step(at: .now) {
            case .own(let id):
                let entries = try await reader.pending(after: id)
                term.begin(at: .now)
                deliveries = try await reader.deliveries(of: entries)[...]
                plan.cameOwn(entries.map(\.id))
            case .claim(let id):
                let page = try await reader.claim(from: id)
                term.begin(at: .now)
                deliveries = try await reader.deliveries(of: page.claimed)[...]
                plan.cameClaimed(page.claimed.map(\.id), next: page.next, at: .now)
            case .new(let wait):
                do throws(ClientError) {
                    let entries = try await reader.new(waiting: wait)
                    term.begin(at: .now)
                    plan.cameNew(entries.map(\.id))
                    deliveries = entries.map { EventDelivery(entry: $0, deliveries: 1) }[...]
                } catch {
                    if error.interruptsWaiting { return }
                    guard error.losesDeliveries, !error.endsIteration, plan.lostNew(at: .now) else { throw error }
                }
            }
        }
    }
}

/// Asks a group for entries.
struct DeliveryReader<Value: RESPDecodable>: Sendable {
    let consumer: EventConsumer

    private var client: RedisClient { consumer.stream.client }
    private var key: String { consumer.stream.key }

    /// What the consumer has pending. It may be asked for twice: that counts as a delivery, and changes nothing else.
    func pending(after id: StreamID) async throws(ClientError) -> [StreamEntry<Value>] {
        try await client.send(
            .xreadgroup(
                consumer.group, consumer.name, key, from: .pending(after: id), count: EventReading.batch, as: Value.self
            ).idempotent())
    }

    /// What was left alone. If it is asked for twice, what came the first time is left alone for as long again.
    func claim(from id: StreamID) async throws(ClientError) -> StreamAutoclaim<StreamEntry<Value>> {
        try await client.send(
            .xautoclaim(
                key, consumer.group, consumer.name, minimumIdle: consumer.claimAfter ?? .zero, from: id,
                count: EventReading.batch, as: Value.self
            ).idempotent())
    }

    /// Claims anew what this consumer has and nobody touched for so long. That doesn't count as a delivery. If it is
    /// asked for twice, the second time they are too fresh, and come again when they have been left alone.
    func renew(_ ids: [StreamID], leftAloneFor idle: Duration) async throws(ClientError) -> [StreamID] {
        try await client.send(
            Command.xclaimIDs(key, consumer.group, consumer.name, ids, minimumIdle: idle).idempotent())
    }

    /// New entries.
    func new(waiting wait: Duration) async throws(ClientError) -> [StreamEntry<Value>] {
        try await client.send(
            .xreadgroup(
                consumer.group, consumer.name, key, count: EventReading.batch, block: wait, as: Value.self
            ).timeout(client.timeout(waiting: wait)))
    }

    /// Old entries with the numbers of their deliveries. Those that are no longer in the stream are acknowledged.
    func deliveries(of entries: [StreamEntry<Value>]) async throws(ClientError) -> [EventDelivery<Value>] {
        guard !entries.isEmpty else { return [] }
        try await consumer.acknowledge(entries.filter(\.fields.isEmpty).map(\.id))
        let present = entries.filter { !$0.fields.isEmpty }
        let counts = await client.pipelineResults(
            present.map { entry in
                Command.xpending(key, consumer.group, from: .id(entry.id), through: .id(entry.id), count: 1).atPrimary
            })
        var deliveries: [EventDelivery<Value>] = []
        deliveries.reserveCapacity(present.count)
        for (entry, count) in zip(present, counts) {
            // One that is no longer pending was acknowledged meanwhile, or taken over.
            guard let pending = try count.get().first, pending.consumer == consumer.name else { continue }
            deliveries.append(EventDelivery(entry: entry, deliveries: pending.deliveries))
        }
        return deliveries
    }
}

extension ClientError {
    /// Whether new entries may have been delivered and lost on their way.
    fileprivate var losesDeliveries: Bool { mayHaveRun && (code == .connectionClosed || code == .timedOut) }
}
