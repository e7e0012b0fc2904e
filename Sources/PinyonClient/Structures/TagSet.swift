/// A set of short values: the tags of something, the members of a group, what was seen already.
///
/// ```swift
/// let tags = TagSet(client, key: "tags:article:7")
/// try await tags.add(["swift", "caching"])
/// let common = try await tags.intersection(with: [TagSet(client, key: "tags:article:8")])
/// ```
///
/// Adding a tag twice does the same as adding it once, and so does removing it; only the number that is returned is
/// another one.
public struct TagSet: Sendable {
    /// The client that it is kept by.
    public let client: RedisClient
    /// Its key.
    public let key: String
    /// When the set goes away by itself; nil if adding leaves that as it is.
    public let lifetime: StructureLifetime?

    /// A set. Nothing is sent.
    ///
    /// - Parameters:
    ///   - client: The client that it is kept by.
    ///   - key: Its key, which holds a set or isn't there.
    ///   - lifetime: When the set goes away by itself. Default: adding leaves that as it is.
    public init(_ client: RedisClient, key: String, lifetime: StructureLifetime? = nil) {
        self.client = client
        self.key = key
        self.lifetime = lifetime
    }

    /// Adds tags, and returns how many are new. O(1) for each, one round trip; a second one if that makes a set with
    /// ``StructureLifetime/fromCreation(_:)``, none if there are no tags.
    ///
    /// - Parameter tags: A tag, or an array of tags.
    @discardableResult
    public func add(_ tags: some CommandArgument) async throws(ClientError) -> Int {
        let adding = Command.sadd(key, tags)
        return adding.hasNoElements ? 0 : try await client.write(adding, to: key, lifetime: lifetime)
    }

    /// Removes tags, and returns how many there were. O(1) for each, one round trip; none if there are no tags.
    ///
    /// - Parameter tags: A tag, or an array of tags.
    @discardableResult
    public func remove(_ tags: some CommandArgument) async throws(ClientError) -> Int {
        let removing = Command.srem(key, tags)
        return removing.hasNoElements ? 0 : try await client.send(removing)
    }

    /// Whether a tag is there. O(1), one round trip.
    public func contains(_ tag: some CommandArgument) async throws(ClientError) -> Bool {
        try await client.sismember(key, tag)
    }

    /// Whether tags are there, in their order. O(1) for each, one round trip; none if there are no tags. Since Redis
    /// 6.2.
    public func contains(_ tags: [some CommandArgument]) async throws(ClientError) -> [Bool] {
        tags.isEmpty ? [] : try await client.smismember(key, tags)
    }

    /// How many tags there are. O(1), one round trip.
    public func count() async throws(ClientError) -> Int {
        try await client.scard(key)
    }

    /// All tags. O(count), one round trip, in which the server does nothing else: for more than some thousands use
    /// ``scan(pageSize:as:)``.
    ///
    /// - Parameter type: What each tag is read as. Default: text.
    public func all<Tag: RESPDecodable & Hashable>(
        as type: Tag.Type = String.self
    ) async throws(ClientError) -> Set<Tag> {
        try await client.smembers(key, as: type)
    }

    /// Walks through all tags, page after page. O(1) and one round trip for each page, O(count) in all.
    ///
    /// A tag that is there all the time is returned at least once, perhaps more often.
    ///
    /// - Parameters:
    ///   - pageSize: About how many tags a page has. Default: 250.
    ///   - type: What each tag is read as. Default: text.
    public func scan<Tag: RESPDecodable>(
        pageSize: Int = 250, as type: Tag.Type = String.self
    ) -> ScanSequence<Tag> {
        client.sscan(key, count: max(pageSize, 1), as: type)
    }

    /// Deletes the set, and says whether it was there. O(1), one round trip; its memory is freed in the background.
    @discardableResult
    public func delete() async throws(ClientError) -> Bool {
        try await client.unlink(key) > 0
    }
}

/// Several sets together. In a cluster their keys have to be in one slot, which a common part in braces sees to, such
/// as `tags:{articles}:7` and `tags:{articles}:8`; otherwise these throw ``ClientError/Code/crossSlot``.
extension TagSet {
    /// The tags that this set and all of some others have. O(size of the smallest × number of sets), one round trip.
    ///
    /// - Parameters:
    ///   - others: The other sets, which are read with this one's client.
    ///   - type: What each tag is read as. Default: text.
    public func intersection<Tag: RESPDecodable & Hashable>(
        with others: [TagSet], as type: Tag.Type = String.self
    ) async throws(ClientError) -> Set<Tag> {
        try await client.sinter(keys(with: others), as: type)
    }

    /// The tags that this set or any of some others has. O(size of all sets), one round trip.
    ///
    /// - Parameters:
    ///   - others: The other sets, which are read with this one's client.
    ///   - type: What each tag is read as. Default: text.
    public func union<Tag: RESPDecodable & Hashable>(
        with others: [TagSet], as type: Tag.Type = String.self
    ) async throws(ClientError) -> Set<Tag> {
        try await client.sunion(keys(with: others), as: type)
    }

    /// The tags of this set that none of some others has. O(size of all sets), one round trip.
    ///
    /// - Parameters:
    ///   - others: The other sets, which are read with this one's client.
    ///   - type: What each tag is read as. Default: text.
    public func subtracting<Tag: RESPDecodable & Hashable>(
        _ others: [TagSet], as type: Tag.Type = String.self
    ) async throws(ClientError) -> Set<Tag> {
        try await client.sdiff(keys(with: others), as: type)
    }

    private func keys(with others: [TagSet]) -> [String] { [key] + others.map(\.key) }
}
