extension RedisClient {
    /// Walks through all keys, in a cluster those of one primary after the other, one page after the other.
    ///
    /// A key that is there all the time is returned at least once, perhaps more often. When slots move to another
    /// primary meanwhile, that one's keys are walked through again.
    ///
    /// ```swift
    /// for try await key in client.scanKeys(matching: "user:*") { … }
    /// ```
    ///
    /// - Parameters:
    ///   - pattern: What the keys have to match. Default: nothing. The servers look at all keys whatever the pattern.
    ///   - keyType: What the keys have to hold. Default: anything.
    ///   - count: About how many keys are looked at for a page. Default: the server's, 10; some hundreds are quicker.
    ///   - type: What each key is read as. Default: text.
    public func scanKeys<Key: RESPDecodable>(
        matching pattern: GlobPattern? = nil, type keyType: KeyType? = nil, count: Int? = nil,
        as type: Key.Type = String.self
    ) -> ScanSequence<Key> {
        let command: @Sendable (ScanCursor) -> Command<ScanPage<Key>> = {
            .scan(cursor: $0, matching: pattern, type: keyType, count: count, as: Key.self)
        }
        guard topology.isCluster else { return ScanSequence(self, command: command) }
        return ScanSequence {
            let walk = ClusterWalk(client: self)
            return { (_: ScanCursor) throws(ClientError) in try await walk.nextPage(command) }
        }
    }
}
