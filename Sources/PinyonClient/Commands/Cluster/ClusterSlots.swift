/// Which nodes serve which slots, by `CLUSTER SLOTS`.
///
/// A row that can't be read is left out and counted, because a cluster that is being changed may send incomplete ones.
public struct ClusterSlots: Hashable, Sendable, RESPDecodable {
    /// Slots and the nodes that serve them.
    public struct Assignment: Hashable, Sendable {
        /// The slots.
        public let slots: SlotRange
        /// The node that takes writes.
        public let primary: Node
        /// The nodes that have copies.
        public let replicas: [Node]
    }

    /// A node.
    public struct Node: Hashable, Sendable {
        /// Its host, of the kind that `cluster-preferred-endpoint-type` says.
        public let endpoint: ClusterEndpoint
        /// Its port for clients: the TLS port if the reply came over TLS.
        public let port: Int
        /// Its identity, 40 hexadecimal digits; nil from servers that don't tell.
        public let id: String?
        /// What else is told of it, such as `ip`, `hostname` and `availability-zone`.
        public let metadata: [String: String]

        /// The availability zone in which it runs, if it was configured.
        public var availabilityZone: String? { metadata["availability-zone"].flatMap { $0.isEmpty ? nil : $0 } }
    }

    /// The assignments, in the order in which they came. Slots that nobody serves are in none.
    public let assignments: [Assignment]
    /// How many rows and replicas could not be read.
    public let skippedRows: Int

    /// Reads the reply of `CLUSTER SLOTS`.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no array at all.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterSlots {
        guard let rows = value.elements else { throw RESPDecodingError(expected: "an array of slots", found: value) }
        var assignments: [Assignment] = []
        var skipped = 0
        for row in rows {
            guard let assignment = Assignment(row, skipped: &skipped) else {
                skipped += 1
                continue
            }
            assignments.append(assignment)
        }
        return ClusterSlots(assignments: assignments, skippedRows: skipped)
    }
}

extension ClusterSlots.Assignment {
    /// A row: the first slot, the last slot, the primary, and the replicas.
    fileprivate init?(_ row: RESPValue, skipped: inout Int) {
        guard let row = row.elements, row.count >= 3, let first = row[0].looseInteger, let last = row[1].looseInteger,
            let slots = SlotRange(first, last), let primary = ClusterSlots.Node(row[2])
        else { return nil }
        let replicas = row.dropFirst(3).compactMap { ClusterSlots.Node($0) }
        skipped += row.count - 3 - replicas.count
        self.init(slots: slots, primary: primary, replicas: replicas)
    }
}

extension ClusterSlots.Node {
    /// A host and a port, perhaps with an identity and other names.
    fileprivate init?(_ value: RESPValue) {
        guard let parts = value.elements, parts.count >= 2, let port = ClusterPort.connectable(parts[1]) else {
            return nil
        }
        let id = parts.count > 2 ? parts[2].looseText : nil
        let fields = parts.count > 3 ? ReplyFields(parts[3]) : nil
        var metadata: [String: String] = [:]
        for name in fields?.names ?? [] { metadata[name] = fields?.text(name) }
        self.init(endpoint: ClusterEndpoint(parts[0]), port: port, id: id, metadata: metadata)
    }
}
