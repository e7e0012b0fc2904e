/// What a server is to others, by `ROLE`.
public enum ServerRole: Sendable, Hashable, RESPDecodable {
    /// It takes writes. Offsets say how far the stream of changes goes, in bytes.
    case primary(offset: Int, replicas: [Replica])
    /// It copies another.
    case replica(Link)
    /// It watches primaries with these names.
    case sentinel(primaries: [String])

    /// A replica that is connected.
    public struct Replica: Sendable, Hashable {
        /// Where it listens.
        public let address: ServerAddress
        /// How far it has got in the stream of changes, in bytes.
        public let offset: Int
    }

    /// A replica's connection to its primary.
    public struct Link: Sendable, Hashable {
        /// Where the primary listens.
        public let primary: ServerAddress
        /// The server's word for how it is: `connect`, `connecting`, `sync` or `connected`.
        public let state: String
        /// How far the replica has got in the stream of changes, in bytes; negative if it has nothing yet.
        public let offset: Int

        /// Whether it receives changes as they happen.
        public var isConnected: Bool { state == "connected" }
    }

    /// Reads the parts of the reply. Replicas that can't be read are left out.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ServerRole {
        let parts = value.elements ?? []
        switch parts.first?.looseText {
        case "master" where parts.count >= 2, "primary" where parts.count >= 2:
            let replicas = parts.count > 2 ? parts[2].elements ?? [] : []
            return .primary(offset: parts[1].looseInteger ?? 0, replicas: replicas.compactMap(Replica.init))
        case "slave" where parts.count >= 5, "replica" where parts.count >= 5:
            guard let host = parts[1].looseText, let port = parts[2].looseInteger else { break }
            return .replica(
                Link(
                    primary: .host(host, port: port), state: parts[3].looseText ?? "",
                    offset: parts[4].looseInteger ?? -1
                ))
        case "sentinel" where parts.count >= 2:
            return .sentinel(primaries: parts[1].elements?.compactMap(\.looseText) ?? [])
        default:
            break
        }
        throw RESPDecodingError(expected: "a role", found: value)
    }
}

extension ServerRole.Replica {
    fileprivate init?(_ value: RESPValue) {
        guard let parts = value.elements, parts.count >= 3, let host = parts[0].looseText, !host.isEmpty,
            let port = ClusterPort.connectable(parts[1])
        else { return nil }
        self.init(address: .host(host, port: port), offset: parts[2].looseInteger ?? 0)
    }
}
