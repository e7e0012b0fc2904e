/// The shards of a cluster, by `CLUSTER SHARDS` (Redis 7.0, Valkey).
///
/// A shard or node that can't be read is left out and counted.
public struct ClusterShards: Hashable, Sendable, RESPDecodable {
    /// Slots and the nodes that hold them. A shard that serves nothing has no slots.
    public struct Shard: Hashable, Sendable {
        /// The shard's identity; nil from servers that don't tell.
        public let id: String?
        /// The slots. Redis 7 tells none for a shard whose primary failed.
        public let slots: [SlotRange]
        /// The nodes. While a primary is being replaced, two may say that they are it.
        public let nodes: [Node]
    }

    /// A node of a shard.
    public struct Node: Hashable, Sendable {
        /// Its identity: 40 hexadecimal digits.
        public let id: String
        /// Its host, of the kind that `cluster-preferred-endpoint-type` says.
        public let endpoint: ClusterEndpoint
        /// Its address, if it is known.
        public let ip: String?
        /// Its name, if it announced one.
        public let hostname: String?
        /// Its port without TLS, if it has one.
        public let port: Int?
        /// Its port with TLS, if it has one.
        public let tlsPort: Int?
        /// Whether it takes writes.
        public let role: Role
        /// How far it has got in the stream of changes, in bytes.
        public let replicationOffset: Int?
        /// Whether it can be used.
        public let health: Health
        /// The availability zone in which it runs, if it was configured.
        public let availabilityZone: String?
    }

    /// A node's part in its shard.
    public enum Role: Hashable, Sendable {
        /// It takes writes.
        case primary
        /// It has a copy.
        case replica
    }

    /// A node's state.
    public enum Health: Hashable, Sendable {
        /// It can be used.
        case online
        /// The cluster believes it to be down.
        case failed
        /// It has not yet received what it needs.
        case loading
        /// A state that this library doesn't know.
        case other(String)
    }

    /// The shards, in the order in which they came.
    public let shards: [Shard]
    /// How many shards, nodes and ranges could not be read.
    public let skippedRows: Int

    /// Reads the reply of `CLUSTER SHARDS`: maps in RESP3, flat arrays in RESP2.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no array at all.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterShards {
        guard let rows = value.elements else { throw RESPDecodingError(expected: "an array of shards", found: value) }
        var skipped = 0
        let shards = rows.compactMap { row in
            let shard = Shard(row, skipped: &skipped)
            skipped += shard == nil ? 1 : 0
            return shard
        }
        return ClusterShards(shards: shards, skippedRows: skipped)
    }
}

extension ClusterShards.Shard {
    fileprivate init?(_ row: RESPValue, skipped: inout Int) {
        guard let fields = ReplyFields(row), let nodes = fields["nodes"]?.elements else { return nil }
        let ends = fields["slots"]?.elements ?? []
        var slots: [SlotRange] = []
        for index in stride(from: 0, to: ends.count, by: 2) {
            guard index + 1 < ends.count, let first = ends[index].looseInteger,
                let last = ends[index + 1].looseInteger, let range = SlotRange(first, last)
            else {
                skipped += 1
                continue
            }
            slots.append(range)
        }
        let readable = nodes.compactMap { ClusterShards.Node($0) }
        skipped += nodes.count - readable.count
        self.init(id: fields.text("id"), slots: slots, nodes: readable)
    }
}

extension ClusterShards.Node {
    fileprivate init?(_ value: RESPValue) {
        guard let fields = ReplyFields(value), let id = fields.text("id"),
            let role = fields.text("role").flatMap(ClusterShards.Role.init)
        else { return nil }
        let port = ClusterPort.connectable(fields["port"])
        let tlsPort = ClusterPort.connectable(fields["tls-port"])
        guard port != nil || tlsPort != nil else { return nil }
        self.init(
            id: id, endpoint: ClusterEndpoint(fields["endpoint"] ?? fields["ip"]), ip: Self.name(fields, "ip"),
            hostname: Self.name(fields, "hostname"), port: port, tlsPort: tlsPort, role: role,
            replicationOffset: fields.integer("replication-offset"),
            health: ClusterShards.Health(fields.text("health") ?? ""),
            availabilityZone: Self.name(fields, "availability-zone")
        )
    }

    private static func name(_ fields: ReplyFields, _ field: String) -> String? {
        fields.text(field).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension ClusterShards.Role {
    fileprivate init?(_ name: String) {
        switch name {
        case "master", "primary": self = .primary
        case "replica", "slave": self = .replica
        default: return nil
        }
    }
}

extension ClusterShards.Health {
    fileprivate init(_ name: String) {
        switch name {
        case "online": self = .online
        case "fail", "failed": self = .failed
        case "loading": self = .loading
        default: self = .other(name)
        }
    }
}
