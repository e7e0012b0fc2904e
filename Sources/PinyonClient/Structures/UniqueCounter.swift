/// About how many different elements there were, without keeping them: a HyperLogLog.
///
/// ```swift
/// let visitors = UniqueCounter(client, key: "visitors:{shop}:monday")
/// try await visitors.add(userID)
/// let count = try await visitors.count()
/// ```
///
/// Counts have a standard error of 0.81 %, whatever the number. A counter takes at most 12 KiB. Elements can't be
/// listed or removed. Adding may be repeated freely: an element counts once, however often it is added.
///
/// In a cluster, counters that are counted or merged together have to be in one slot, which a common part of their keys
/// in braces sees to; otherwise that throws ``ClientError/Code/crossSlot``.
public struct UniqueCounter: Sendable {
    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// When the counter goes away by itself; nil if writes leave that as it is.
    public let lifetime: StructureLifetime?

    /// A counter. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a HyperLogLog or isn't there.
    ///   - lifetime: When the counter goes away by itself. Default: writes leave that as it is.
    public init(_ client: RedisClient, key: String, lifetime: StructureLifetime? = nil) {
        self.client = client
        self.key = key
        self.lifetime = lifetime
    }

    /// Adds elements, and says whether the count may have changed. O(1) for each, one round trip; a second one if that
    /// makes a counter with ``StructureLifetime/fromCreation(_:)``, none if there are no elements.
    ///
    /// - Parameter elements: An element, or an array of them.
    @discardableResult
    public func add(_ elements: some CommandArgument) async throws(ClientError) -> Bool {
        let adding = Command.pfadd(key, elements)
        return adding.hasNoElements ? false : try await client.write(adding, to: key, lifetime: lifetime)
    }

    /// About how many different elements were added. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        try await client.pfcount(key)
    }

    /// About how many different elements were added to this counter and others together. O(number of counters) with
    /// some microseconds for each, one round trip.
    ///
    /// - Parameter others: The other counters, which are read with this one's client.
    public func count(with others: [UniqueCounter]) async throws(ClientError) -> Int {
        try await client.pfcount([key] + others.map(\.key))
    }

    /// Adds to this counter what was added to others. O(number of counters), one round trip; with a
    /// lifetime from creation two; none without others.
    ///
    /// - Parameter others: The other counters, which are read with this one's client and stay as they are.
    public func merge(_ others: [UniqueCounter]) async throws(ClientError) {
        guard !others.isEmpty else { return }
        let command = Command.pfmerge(key, others.map(\.key)).idempotent()
        try await client.write(command, to: key, lifetime: lifetime)
    }

    /// Lets the counter begin at 0 again, and says whether it was there. O(1), one round trip.
    @discardableResult
    public func reset() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}
