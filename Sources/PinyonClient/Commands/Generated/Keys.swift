// Generated from Sources/PinyonClient/Commands/Keys/ by: swift run --package-path Checks generate-commands

public import NIOCore

extension Command {
    /// Any key of the database; nil if there is none. In a cluster, any key of one node.
    public static func randomkey() -> Command where Response == String? {
        .randomkey(as: String.self)
    }

    /// All keys that match a pattern. The server does nothing else meanwhile, which takes a second for some millions of
    /// keys: use ``CommandSender/scanKeys(matching:type:count:as:)`` where others use the server too.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    public static func keys(matching pattern: GlobPattern) -> Command where Response == [String] {
        .keys(matching: pattern, as: String.self)
    }

    /// The elements of a list, a set or a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements; a field of a hash is named behind `->`. A pattern without `*` leaves the elements as they are.
    ///     Nil: the elements themselves. A cluster refuses this unless `*` stands outside of the slot's `{…}`.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it; `#` is the element itself.
    ///     Where a key is missing, the value is null: read it as an optional type. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    public static func sort(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric
    ) -> Command where Response == [String] {
        .sort(key, by: weights, limit: limit, get: patterns, order: order, comparing: comparison, as: String.self)
    }

    /// The elements of a list, a set or a sorted set in order, asked in a way that a replica may answer. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements. Nil: the elements themselves.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    public static func sortRO(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric
    ) -> Command where Response == [String] {
        .sortRO(key, by: weights, limit: limit, get: patterns, order: order, comparing: comparison, as: String.self)
    }
}

extension CommandSender {
    /// How long a key is still there, in seconds, rounded to the nearest.
    public func ttl(_ key: some CommandArgument) async throws(ClientError) -> TimeToLive {
        try await send(.ttl(key))
    }

    /// How long a key is still there, in milliseconds.
    public func pttl(_ key: some CommandArgument) async throws(ClientError) -> TimeToLive {
        try await send(.pttl(key))
    }

    /// When a key goes away, in seconds. Since Redis 7.0.
    public func expiretime(_ key: some CommandArgument) async throws(ClientError) -> ExpiryTime {
        try await send(.expiretime(key))
    }

    /// When a key goes away, in milliseconds. Since Redis 7.0.
    public func pexpiretime(_ key: some CommandArgument) async throws(ClientError) -> ExpiryTime {
        try await send(.pexpiretime(key))
    }

    /// Lets a key go away after a time, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole seconds; a part of one counts as one. 0 deletes it.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    @discardableResult
    public func expire(
        _ key: some CommandArgument, after lifetime: Duration, condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.expire(key, after: lifetime, condition: condition))
    }

    /// Lets a key go away after a time, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - lifetime: How long it stays, in whole milliseconds; a part of one counts as one. 0 deletes it.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    @discardableResult
    public func pexpire(
        _ key: some CommandArgument, after lifetime: Duration, condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.pexpire(key, after: lifetime, condition: condition))
    }

    /// Lets a key go away at a moment, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - time: The moment of the server's clock, in whole seconds, rounded up. One that is past deletes the key.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    @discardableResult
    public func expireat(
        _ key: some CommandArgument, _ time: UnixTime, condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.expireat(key, time, condition: condition))
    }

    /// Lets a key go away at a moment, and says whether it will: not if it isn't there or the condition doesn't hold.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - time: The moment of the server's clock. One that is past deletes the key.
    ///   - condition: What has to be the case for the key's expiry. Default: nothing. Since Redis 7.0.
    @discardableResult
    public func pexpireat(
        _ key: some CommandArgument, _ time: UnixTime, condition: ExpiryCondition? = nil
    ) async throws(ClientError) -> Bool {
        try await send(.pexpireat(key, time, condition: condition))
    }

    /// Lets a key stay for good, and says whether it would have gone away by itself.
    @discardableResult
    public func persist(_ key: some CommandArgument) async throws(ClientError) -> Bool {
        try await send(.persist(key))
    }

    /// Deletes keys, and returns how many there were. The server does it at once, which takes long for large values.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    @discardableResult
    public func del(_ keys: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.del(keys))
    }

    /// Deletes keys, and returns how many there were. The server frees their memory later, beside its other work.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    @discardableResult
    public func unlink(_ keys: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.unlink(keys))
    }

    /// How many of some keys there are. A key that is named twice counts twice.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    public func exists(_ keys: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.exists(keys))
    }

    /// Notes that keys are in use, and returns how many there are.
    ///
    /// - Parameter keys: A key, or an array of keys. They may be in several slots of a cluster.
    @discardableResult
    public func touch(_ keys: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.touch(keys))
    }

    /// What a key holds; nil if it isn't there.
    public func type(_ key: some CommandArgument) async throws(ClientError) -> KeyType? {
        try await send(.type(key))
    }

    /// Renames a key. A key that has the new name already is deleted.
    ///
    /// In a cluster both have to be in one slot.
    public func rename(_ key: some CommandArgument, _ newKey: some CommandArgument) async throws(ClientError) {
        try await send(.rename(key, newKey))
    }

    /// Renames a key if no key has the new name, and says whether it did.
    ///
    /// In a cluster both have to be in one slot.
    @discardableResult
    public func renamenx(
        _ key: some CommandArgument, _ newKey: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.renamenx(key, newKey))
    }

    /// Copies a key with its expiry, and says whether it did. Since Redis 6.2.
    ///
    /// - Parameters:
    ///   - source: The key that is copied.
    ///   - destination: The copy's key. In a cluster both have to be in one slot.
    ///   - database: The copy's database; nil for the connection's own.
    ///   - overwriting: Whether a key at the destination is replaced. Default: then nothing is done.
    @discardableResult
    public func copy(
        _ source: some CommandArgument, to destination: some CommandArgument, database: Int? = nil,
        overwriting: Bool = false
    ) async throws(ClientError) -> Bool {
        try await send(.copy(source, to: destination, database: database, overwriting: overwriting))
    }

    /// Moves a key to another database unless it has such a key already, and says whether it did.
    @discardableResult
    public func move(_ key: some CommandArgument, toDatabase database: Int) async throws(ClientError) -> Bool {
        try await send(.move(key, toDatabase: database))
    }

    /// Any key of the database; nil if there is none. In a cluster, any key of one node.
    ///
    /// - Parameter type: What the key is read as.
    public func randomkey<Key: RESPDecodable>(as type: Key.Type = String.self) async throws(ClientError) -> Key? {
        try await send(.randomkey(as: type))
    }

    /// All keys that match a pattern. The server does nothing else meanwhile, which takes a second for some millions of
    /// keys: use ``CommandSender/scanKeys(matching:type:count:as:)`` where others use the server too.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - type: What each key is read as.
    public func keys<Key: RESPDecodable>(
        matching pattern: GlobPattern, as type: Key.Type = String.self
    ) async throws(ClientError) -> [Key] {
        try await send(.keys(matching: pattern, as: type))
    }

    /// A key's value in the server's own format with its checksum, to be given to
    /// ``restore(_:_:expiry:overwriting:idleTime:frequency:)``; nil if the key isn't there.
    ///
    /// The expiry isn't part of it, and an older server may not read it.
    public func dump(_ key: some CommandArgument) async throws(ClientError) -> ByteBuffer? {
        try await send(.dump(key))
    }

    /// Makes a key from what ``dump(_:)`` returned.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - serialized: What was dumped.
    ///   - expiry: When the key goes away; ``Expiry/unchanged`` means never, too. Default: never.
    ///   - overwriting: Whether a key of that name is replaced. Default: then an error with the code `BUSYKEY` is
    ///     thrown.
    ///   - idleTime: How long ago the key was used, in whole seconds. Default: just now.
    ///   - frequency: How often the key was used, from 0 to 255 as `OBJECT FREQ` has it. Default: as a new key.
    public func restore(
        _ key: some CommandArgument, _ serialized: some CommandArgument, expiry: Expiry = .never,
        overwriting: Bool = false, idleTime: Duration? = nil, frequency: Int? = nil
    ) async throws(ClientError) {
        try await send(
            .restore(
                key, serialized, expiry: expiry, overwriting: overwriting, idleTime: idleTime, frequency: frequency
            )
        )
    }

    /// How the server keeps a key's value, such as `listpack`; nil if the key isn't there.
    public func objectEncoding(_ key: some CommandArgument) async throws(ClientError) -> String? {
        try await send(.objectEncoding(key))
    }

    /// How often a key was used lately, from 0 to 255 on a logarithmic scale; nil if it isn't there. An error unless
    /// the server evicts by frequency.
    public func objectFreq(_ key: some CommandArgument) async throws(ClientError) -> Int? {
        try await send(.objectFreq(key))
    }

    /// How long ago a key was used, in whole seconds; nil if it isn't there. An error if the server evicts by
    /// frequency.
    public func objectIdletime(_ key: some CommandArgument) async throws(ClientError) -> Duration? {
        try await send(.objectIdletime(key))
    }

    /// How many references to a key's value the server holds; nil if the key isn't there.
    public func objectRefcount(_ key: some CommandArgument) async throws(ClientError) -> Int? {
        try await send(.objectRefcount(key))
    }

    /// Waits until replicas have what was written before it over the same connection, and returns how many do, which
    /// may be more or less than wanted.
    ///
    /// ```swift
    /// let (_, replicas) = try await client.pipeline(
    ///     .set("order:7", "paid"), .wait(replicas: 1, timeout: .milliseconds(200)))
    /// ```
    ///
    /// Send it behind the writes in a pipeline, or in ``RedisClient/withConnection(for:_:)``. In a cluster all keys of
    /// the pipeline have to be in one slot. Sent by itself or in a transaction it is refused with
    /// ``ClientError/Code/refused``: it would tell of no write at all.
    ///
    /// - Parameters:
    ///   - replicas: How many replicas are waited for.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public func wait(replicas: Int, timeout: Duration) async throws(ClientError) -> Int {
        try await send(.wait(replicas: replicas, timeout: timeout))
    }

    /// Waits until what was written before it over the same connection is on disk, and returns on how many nodes. Since
    /// Redis 7.2.
    ///
    /// Send it behind the writes in a pipeline, or in ``RedisClient/withConnection(for:_:)``. In a cluster all keys of
    /// the pipeline have to be in one slot. Sent by itself or in a transaction it is refused with
    /// ``ClientError/Code/refused``: it would tell of no write at all.
    ///
    /// - Parameters:
    ///   - local: Whether the server itself is waited for; it must keep an append-only file then.
    ///   - replicas: How many replicas are waited for.
    ///   - timeout: The most time to wait, in whole milliseconds; 0 for any time.
    public func waitaof(
        local: Bool, replicas: Int, timeout: Duration
    ) async throws(ClientError) -> AppendOnlyAcknowledgement {
        try await send(.waitaof(local: local, replicas: replicas, timeout: timeout))
    }

    /// The elements of a list, a set or a sorted set in order.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements; a field of a hash is named behind `->`. A pattern without `*` leaves the elements as they are.
    ///     Nil: the elements themselves. A cluster refuses this unless `*` stands outside of the slot's `{…}`.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it; `#` is the element itself.
    ///     Where a key is missing, the value is null: read it as an optional type. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    ///   - type: What each element is read as.
    public func sort<Element: RESPDecodable>(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element] {
        try await send(
            .sort(key, by: weights, limit: limit, get: patterns, order: order, comparing: comparison, as: type)
        )
    }

    /// The elements of a list, a set or a sorted set in order, asked in a way that a replica may answer. Since
    /// Redis 7.0.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements. Nil: the elements themselves.
    ///   - limit: The part of the result that is returned. Default: all.
    ///   - patterns: Key patterns whose values are returned for each element instead of it. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    ///   - type: What each element is read as.
    public func sortRO<Element: RESPDecodable>(
        _ key: some CommandArgument, by weights: String? = nil, limit: PageLimit? = nil, get patterns: [String] = [],
        order: SortOrder = .ascending, comparing comparison: SortComparison = .numeric,
        as type: Element.Type = String.self
    ) async throws(ClientError) -> [Element] {
        try await send(
            .sortRO(key, by: weights, limit: limit, get: patterns, order: order, comparing: comparison, as: type)
        )
    }

    /// Stores the elements of a list, a set or a sorted set in order as a list, and returns how many there are.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - destination: The list's key, whatever it held before. In a cluster both have to be in one slot.
    ///   - weights: A key pattern in which `*` stands for the element, whose values are compared instead of the
    ///     elements. Nil: the elements themselves.
    ///   - limit: The part of the result that is stored. Default: all.
    ///   - patterns: Key patterns whose values are stored for each element instead of it. Default: the elements.
    ///   - order: Which come first. Default: the smallest.
    ///   - comparison: How they are compared. Default: as numbers.
    @discardableResult
    public func sort(
        _ key: some CommandArgument, storingAt destination: some CommandArgument, by weights: String? = nil,
        limit: PageLimit? = nil, get patterns: [String] = [], order: SortOrder = .ascending,
        comparing comparison: SortComparison = .numeric
    ) async throws(ClientError) -> Int {
        try await send(
            .sort(
                key, storingAt: destination, by: weights, limit: limit, get: patterns, order: order,
                comparing: comparison
            )
        )
    }
}
