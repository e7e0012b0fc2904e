// Generated from Sources/PinyonClient/Commands/Scanning/ by: swift run --package-path Checks generate-commands

extension Command {
    /// Some of a node's keys, and where the walk through them goes on.
    /// ``CommandSender/scanKeys(matching:type:count:as:)`` walks by itself.
    ///
    /// A cursor means something to the node that gave it and to no other. So a cluster's client refuses this, and one
    /// of its ``RedisClient/nodes`` or a connection on loan takes it.
    ///
    /// - Parameters:
    ///   - cursor: Where the page begins.
    ///   - pattern: What the keys have to match. Default: nothing.
    ///   - keyType: What the keys have to hold. Default: anything.
    ///   - count: About how many keys are looked at. Default: the server's, 10.
    public static func scan(
        cursor: ScanCursor, matching pattern: GlobPattern? = nil, type keyType: KeyType? = nil, count: Int? = nil
    ) -> Command where Response == ScanPage<String> {
        .scan(cursor: cursor, matching: pattern, type: keyType, count: count, as: String.self)
    }
}

extension CommandSender {
    /// Some of a node's keys, and where the walk through them goes on.
    /// ``CommandSender/scanKeys(matching:type:count:as:)`` walks by itself.
    ///
    /// A cursor means something to the node that gave it and to no other. So a cluster's client refuses this, and one
    /// of its ``RedisClient/nodes`` or a connection on loan takes it.
    ///
    /// - Parameters:
    ///   - cursor: Where the page begins.
    ///   - pattern: What the keys have to match. Default: nothing.
    ///   - keyType: What the keys have to hold. Default: anything.
    ///   - count: About how many keys are looked at. Default: the server's, 10.
    ///   - type: What each key is read as.
    public func scan<Key: RESPDecodable>(
        cursor: ScanCursor, matching pattern: GlobPattern? = nil, type keyType: KeyType? = nil, count: Int? = nil,
        as type: Key.Type = String.self
    ) async throws(ClientError) -> ScanPage<Key> {
        try await send(.scan(cursor: cursor, matching: pattern, type: keyType, count: count, as: type))
    }
}
