/// The newest elements of a sequence, of which no more than a number are kept: a timeline, a history, a log's tail.
///
/// ```swift
/// let timeline = Feed(client, key: "timeline:7", capacity: 100)
/// try await timeline.push("ann likes your photo")
/// let newest = try await timeline.newest(20)
/// ```
///
/// Pushing isn't idempotent: after an error whose ``ClientError/mayHaveRun`` is true, the element may be there, and
/// whoever pushes it again may have it twice.
public struct Feed: Sendable {
    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// The most elements that are kept, at least 1.
    public let capacity: Int
    /// When the feed goes away by itself; nil if pushing leaves that as it is.
    public let lifetime: StructureLifetime?

    /// A feed. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a list or isn't there.
    ///   - capacity: The most elements that are kept; less than 1 counts as 1.
    ///   - lifetime: When the feed goes away by itself. Default: pushing leaves that as it is.
    public init(_ client: RedisClient, key: String, capacity: Int, lifetime: StructureLifetime? = nil) {
        self.client = client
        self.key = key
        self.capacity = max(capacity, 1)
        self.lifetime = lifetime
    }

    /// Adds elements as the newest, and drops the oldest beyond the capacity. O(1) for each, one round trip; a second
    /// one for a push that makes a feed with ``StructureLifetime/fromCreation(_:)``, none if there are no elements.
    ///
    /// For a moment more than the capacity may be stored; readers don't see that.
    ///
    /// - Parameter elements: An element, or an array of them, of which the last is the newest.
    public func push(_ elements: some CommandArgument) async throws(ClientError) {
        let pushing = Command.lpush(key, elements)
        if pushing.hasNoElements { return }
        let trimming = Command.ltrim(key, from: 0, through: capacity - 1)
        _ = try await client.write(pushing, to: key, lifetime: lifetime, then: trimming)
    }

    /// The newest elements, the newest first. O(offset + count), one round trip.
    ///
    /// - Parameters:
    ///   - count: The most elements; none if it isn't above 0.
    ///   - offset: How many newer ones are left out; a negative number counts as 0. Default: none.
    ///   - type: What each element is read as. Default: text.
    public func newest<Element: RESPDecodable>(
        _ count: Int, offset: Int = 0, as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element] {
        let first = max(offset, 0)
        let last = min(first.clampedAdding(count.clampedAdding(-1)), capacity - 1)
        guard count > 0, first <= last else { return [] }
        return try await client.lrange(key, from: first, through: last, as: type)
    }

    /// All elements, the newest first. O(capacity), one round trip.
    ///
    /// - Parameter type: What each element is read as. Default: text.
    public func all<Element: RESPDecodable>(
        as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element] {
        try await newest(capacity, as: type)
    }

    /// How many elements there are. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        min(try await client.llen(key), capacity)
    }

    /// Deletes the feed, and says whether it was there. O(1), one round trip; its memory is freed in the background.
    @discardableResult
    public func delete() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}
