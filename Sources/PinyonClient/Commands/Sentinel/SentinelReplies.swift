extension ServerAddress: RESPDecodable {
    /// Reads a host and a port, which is how Sentinel tells an address.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ServerAddress {
        guard let parts = value.elements, parts.count >= 2, let host = parts[0].looseText, !host.isEmpty,
            let port = ClusterPort.connectable(parts[1])
        else { throw RESPDecodingError(expected: "a host and a port", found: value) }
        return .host(host, port: port)
    }
}

/// What a Sentinel thinks of a primary, by `SENTINEL IS-MASTER-DOWN-BY-ADDR`.
public struct SentinelVote: Sendable, Hashable, RESPDecodable {
    /// Whether it finds that the primary is down.
    public let isDown: Bool
    /// The identity of the Sentinel for which it votes as leader of a failover; nil if it wasn't asked to vote.
    public let leader: String?
    /// The epoch of the vote.
    public let leaderEpoch: UInt64

    /// Reads the three parts of the reply.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SentinelVote {
        guard let parts = value.elements, parts.count >= 3, let isDown = parts[0].looseInteger else {
            throw RESPDecodingError(expected: "a state, a leader and an epoch", found: value)
        }
        let leader = parts[1].looseText.flatMap { $0 == "*" ? nil : $0 }
        let epoch = parts[2].looseText.flatMap { UInt64($0) } ?? 0
        return SentinelVote(isDown: isDown != 0, leader: leader, leaderEpoch: epoch)
    }
}

/// What a Sentinel's servers last told of themselves, by `SENTINEL INFO-CACHE`.
public struct SentinelInfoCache: Sendable, Hashable, RESPDecodable {
    /// What one server told.
    public struct Entry: Sendable, Hashable {
        /// The name of the primary to which the server belongs.
        public let primary: String
        /// How old the information is.
        public let age: Duration
        /// What the server told.
        public let info: ServerInfo
    }

    /// The servers that told something, each primary followed by its replicas.
    public let entries: [Entry]

    /// Reads names, each with a list of ages and texts. What can't be read is left out.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no list of names and lists.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SentinelInfoCache {
        let fields = try ReplyFields.decode(value)
        let entries = fields.names.flatMap { name in
            (fields[name]?.elements ?? []).compactMap { row -> Entry? in
                guard let row = row.elements, row.count >= 2, let age = row[0].looseInteger,
                    let text = row[1].looseText
                else { return nil }
                return Entry(primary: name, age: .milliseconds(age), info: ServerInfo(text: text))
            }
        }
        return SentinelInfoCache(entries: entries)
    }
}
