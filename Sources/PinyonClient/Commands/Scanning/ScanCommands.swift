extension Command {
    /// Some of a node's keys, and where the walk through them goes on.
    /// ``CommandSender/scanKeys(matching:type:count:as:)`` walks by itself.
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
    /// Walks through a server's keys, one page after the other, beside everything else that the server does.
    ///
    /// A key that is there all the time is returned at least once, perhaps more often.
    ///
    /// ```swift
    /// for try await key in client.scanKeys(matching: "user:*") { … }
    /// ```
    ///
    /// - Parameters:
    ///   - pattern: What the keys have to match. Default: nothing. The server looks at all keys whatever the pattern.
    ///   - keyType: What the keys have to hold. Default: anything.
    ///   - count: About how many keys are looked at for a page. Default: the server's, 10; some hundreds are quicker.
    ///   - type: What each key is read as. Default: text.
    public func scanKeys<Key: RESPDecodable>(
        matching pattern: GlobPattern? = nil, type keyType: KeyType? = nil, count: Int? = nil,
        as type: Key.Type = String.self
    ) -> ScanSequence<Key> {
        ScanSequence(self) { .scan(cursor: $0, matching: pattern, type: keyType, count: count, as: Key.self) }
    }
}
