extension RedisClient {
    /// Walks through all keys, in a cluster those of one primary after the other, by any command that gets some of a
    /// server's keys. ``CommandSender/scanKeys(matching:type:count:as:)`` has the command.
    ///
    /// - Parameter command: Makes the command for the page at a cursor.
    /// - Returns: the walk, whose pages are sent for as it is read. Reading it throws ``ClientError``.
    public func scanKeys<Key: Sendable>(
        by command: @escaping @Sendable (ScanCursor) -> Command<ScanPage<Key>>
    ) -> ScanSequence<Key> {
        guard topology.isCluster else { return ScanSequence(self, command: command) }
        return ScanSequence {
            let walk = ClusterWalk(client: self)
            return { (_: ScanCursor) throws(ClientError) in try await walk.nextPage(command) }
        }
    }
}
