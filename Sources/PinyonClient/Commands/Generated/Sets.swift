// Generated from Sources/PinyonClient/Commands/Sets/ by: swift run --package-path Checks generate-commands

extension Command {
    /// The members that all of some sets have. Costs the size of the smallest, times the number of sets.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    public static func sinter(_ keys: [some CommandArgument]) -> Command where Response == Set<String> {
        .sinter(keys, as: String.self)
    }

    /// The members that any of some sets has. Costs the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    public static func sunion(_ keys: [some CommandArgument]) -> Command where Response == Set<String> {
        .sunion(keys, as: String.self)
    }

    /// The members of the first set that none of the others has. Costs up to the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    public static func sdiff(_ keys: [some CommandArgument]) -> Command where Response == Set<String> {
        .sdiff(keys, as: String.self)
    }

    /// All members of a set; empty if it isn't there. Costs as much as the set is large.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    public static func smembers(_ key: some CommandArgument) -> Command where Response == Set<String> {
        .smembers(key, as: String.self)
    }

    /// Any member of a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    public static func srandmember(_ key: some CommandArgument) -> Command where Response == String? {
        .srandmember(key, as: String.self)
    }

    /// Some members of a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    public static func srandmember(_ key: some CommandArgument, count: Int) -> Command where Response == [String] {
        .srandmember(key, count: count, as: String.self)
    }

    /// Takes any member from a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    public static func spop(_ key: some CommandArgument) -> Command where Response == String? {
        .spop(key, as: String.self)
    }

    /// Takes some members from a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: The most members to take.
    public static func spop(_ key: some CommandArgument, count: Int) -> Command where Response == Set<String> {
        .spop(key, count: count, as: String.self)
    }

    /// Some members of a set, and where the walk through them goes on. ``CommandSender/sscan(_:matching:count:as:)``
    /// walks by itself.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    public static func sscan(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil
    ) -> Command where Response == ScanPage<String> {
        .sscan(key, cursor: cursor, matching: pattern, count: count, as: String.self)
    }
}

extension CommandSender {
    /// The members that all of some sets have. Costs the size of the smallest, times the number of sets.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public func sinter<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type = String.self
    ) async throws(ClientError) -> Set<Member> {
        try await send(.sinter(keys, as: type))
    }

    /// The members that any of some sets has. Costs the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public func sunion<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type = String.self
    ) async throws(ClientError) -> Set<Member> {
        try await send(.sunion(keys, as: type))
    }

    /// The members of the first set that none of the others has. Costs up to the size of all.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - type: What each member is read as.
    public func sdiff<Member: RESPDecodable & Hashable>(
        _ keys: [some CommandArgument], as type: Member.Type = String.self
    ) async throws(ClientError) -> Set<Member> {
        try await send(.sdiff(keys, as: type))
    }

    /// How many members all of some sets have. Since Redis 7.0.
    ///
    /// - Parameters:
    ///   - keys: The sets' keys. In a cluster they have to be in one slot.
    ///   - limit: The number at which counting ends. Default: none.
    public func sintercard(_ keys: [some CommandArgument], limit: Int? = nil) async throws(ClientError) -> Int {
        try await send(.sintercard(keys, limit: limit))
    }

    /// Stores the members that all of some sets have, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    @discardableResult
    public func sinterstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) async throws(ClientError) -> Int {
        try await send(.sinterstore(destination, keys))
    }

    /// Stores the members that any of some sets has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    @discardableResult
    public func sunionstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) async throws(ClientError) -> Int {
        try await send(.sunionstore(destination, keys))
    }

    /// Stores the members of the first set that none of the others has, and returns how many.
    ///
    /// - Parameters:
    ///   - destination: The result's key, whatever it held before.
    ///   - keys: The sets' keys. In a cluster all have to be in one slot.
    @discardableResult
    public func sdiffstore(
        _ destination: some CommandArgument, _ keys: [some CommandArgument]
    ) async throws(ClientError) -> Int {
        try await send(.sdiffstore(destination, keys))
    }

    /// Adds members to a set, which is made if it isn't there, and returns how many of them are new.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - members: A member, or an array of members.
    @discardableResult
    public func sadd(_ key: some CommandArgument, _ members: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.sadd(key, members))
    }

    /// Removes members from a set, and the set with its last one; returns how many there were.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - members: A member, or an array of members.
    @discardableResult
    public func srem(_ key: some CommandArgument, _ members: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.srem(key, members))
    }

    /// How many members a set has; 0 if it isn't there.
    public func scard(_ key: some CommandArgument) async throws(ClientError) -> Int {
        try await send(.scard(key))
    }

    /// Whether something is a member of a set.
    public func sismember(
        _ key: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.sismember(key, member))
    }

    /// Whether each of some things is a member of a set. Since Redis 6.2.
    public func smismember(
        _ key: some CommandArgument, _ members: [some CommandArgument]
    ) async throws(ClientError) -> [Bool] {
        try await send(.smismember(key, members))
    }

    /// All members of a set; empty if it isn't there. Costs as much as the set is large.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What each member is read as.
    public func smembers<Member: RESPDecodable & Hashable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> Set<Member> {
        try await send(.smembers(key, as: type))
    }

    /// Any member of a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What the member is read as.
    public func srandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> Member? {
        try await send(.srandmember(key, as: type))
    }

    /// Some members of a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: How many members, each once, or all if there are fewer; negative for so many of which some may be the
    ///     same.
    ///   - type: What each member is read as.
    public func srandmember<Member: RESPDecodable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> [Member] {
        try await send(.srandmember(key, count: count, as: type))
    }

    /// Takes any member from a set; nil if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - type: What the member is read as. If it can't be, it is taken all the same.
    public func spop<Member: RESPDecodable>(
        _ key: some CommandArgument, as type: Member.Type = String.self
    ) async throws(ClientError) -> Member? {
        try await send(.spop(key, as: type))
    }

    /// Takes some members from a set; empty if it isn't there.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - count: The most members to take.
    ///   - type: What each member is read as. If one can't be, they are taken all the same.
    public func spop<Member: RESPDecodable & Hashable>(
        _ key: some CommandArgument, count: Int, as type: Member.Type = String.self
    ) async throws(ClientError) -> Set<Member> {
        try await send(.spop(key, count: count, as: type))
    }

    /// Moves a member from one set to another, and says whether it was there.
    ///
    /// - Parameters:
    ///   - source: The key of the set it is taken from.
    ///   - destination: The key of the set it is added to. In a cluster both have to be in one slot.
    ///   - member: The member.
    @discardableResult
    public func smove(
        _ source: some CommandArgument, to destination: some CommandArgument, _ member: some CommandArgument
    ) async throws(ClientError) -> Bool {
        try await send(.smove(source, to: destination, member))
    }

    /// Some members of a set, and where the walk through them goes on. ``CommandSender/sscan(_:matching:count:as:)``
    /// walks by itself.
    ///
    /// - Parameters:
    ///   - key: The set's key.
    ///   - cursor: Where the page begins.
    ///   - pattern: What the members have to match. Default: nothing.
    ///   - count: About how many members are looked at. Default: the server's, 10. A small set comes as one page.
    ///   - type: What each member is read as.
    public func sscan<Member: RESPDecodable>(
        _ key: some CommandArgument, cursor: ScanCursor, matching pattern: GlobPattern? = nil, count: Int? = nil,
        as type: Member.Type = String.self
    ) async throws(ClientError) -> ScanPage<Member> {
        try await send(.sscan(key, cursor: cursor, matching: pattern, count: count, as: type))
    }
}
