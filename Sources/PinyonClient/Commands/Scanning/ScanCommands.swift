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
    ///   - type: What each key is read as.
    public static func scan<Key: RESPDecodable>(
        cursor: ScanCursor, matching pattern: GlobPattern? = nil, type keyType: KeyType? = nil, count: Int? = nil,
        as type: Key.Type
    ) -> Command where Response == ScanPage<Key> {
        Command(.scan) {
            $0.appendScan(cursor, pattern, count)
            $0.append("TYPE", keyType)
        }
    }
}

extension CommandSender {
    /// Walks through all keys, one page after the other, beside everything else that the servers do: those of one
    /// server, or with a cluster's client those of one primary after the other.
    ///
    /// A key that is there all the time is returned at least once, perhaps more often. When slots move to another
    /// primary meanwhile, that one's keys are walked through again. Only keys of a slot whose migration hasn't ended
    /// when the walk does may be passed over: clients aren't told of it before.
    /// While slots have no primary, the walk waits for one at its end, as long as a command may take; then it throws
    /// ``ClientError/Code/unknownTopology``.
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
        return scanKeys(by: command)
    }

    /// Walks through the keys of one server, by any command that gets some of them.
    ///
    /// - Parameter command: Makes the command for the page at a cursor.
    /// - Returns: the walk, whose pages are sent for as it is read. Reading it throws ``ClientError``.
    public func scanKeys<Key: Sendable>(
        by command: @escaping @Sendable (ScanCursor) -> Command<ScanPage<Key>>
    ) -> ScanSequence<Key> {
        ScanSequence(self, command: command)
    }
}
