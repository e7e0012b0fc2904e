/// A connection between two nodes on the cluster bus, by `CLUSTER LINKS`.
public struct ClusterLink: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it.
    public let fields: ReplyFields

    /// Reads one link.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterLink {
        ClusterLink(fields: try ReplyFields.decode(value))
    }

    /// Whether the node that answered opened it.
    public var isOutgoing: Bool { fields.text("direction") == "to" }
    /// The identity of the node at the other end.
    public var node: String? { fields.text("node") }
    /// When it was opened.
    public var created: UnixTime? { fields.time(milliseconds: "create-time") }
    /// The memory set aside for what waits to be sent, in bytes.
    public var sendBufferAllocated: Int? { fields.integer("send-buffer-allocated") }
    /// How much of that is in use, in bytes.
    public var sendBufferUsed: Int? { fields.integer("send-buffer-used") }
}

/// What a slot holds and costs, by `CLUSTER SLOT-STATS`.
public struct ClusterSlotStatistics: Sendable, Equatable, RESPDecodable {
    /// The slot.
    public let slot: HashSlot
    /// Everything that the server told of it.
    public let fields: ReplyFields

    /// A number by which slots can be ordered.
    public struct Metric: RawRepresentable, Hashable, Sendable {
        /// The server's word for it.
        public let rawValue: String

        /// A metric by the server's word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The number of keys.
        public static let keyCount = Metric(rawValue: "KEY-COUNT")
        /// The time that commands on the slot took.
        public static let cpu = Metric(rawValue: "CPU-USEC")
        /// The bytes that came in for the slot.
        public static let networkBytesIn = Metric(rawValue: "NETWORK-BYTES-IN")
        /// The bytes that went out for the slot.
        public static let networkBytesOut = Metric(rawValue: "NETWORK-BYTES-OUT")
        /// The memory that the slot's keys take, in bytes (Redis 8.2).
        public static let memoryBytes = Metric(rawValue: "MEMORY-BYTES")
    }

    /// Reads the statistics of one slot.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterSlotStatistics {
        guard let row = value.elements, row.count >= 2,
            let slot = row[0].looseInteger.flatMap(HashSlot.init(number:))
        else { throw RESPDecodingError(expected: "a slot and its statistics", found: value) }
        return ClusterSlotStatistics(slot: slot, fields: try ReplyFields.decode(row[1]))
    }

    /// The number of keys.
    public var keyCount: Int? { fields.integer("key-count") }
    /// The time that commands on the slot took; nil if it isn't measured.
    public var cpu: Duration? { fields.integer("cpu-usec").map { .microseconds($0) } }
    /// The bytes that came in; nil if they aren't counted.
    public var networkBytesIn: Int? { fields.integer("network-bytes-in") }
    /// The bytes that went out; nil if they aren't counted.
    public var networkBytesOut: Int? { fields.integer("network-bytes-out") }
}

/// Slots that are moved to another node as a whole, by `CLUSTER GETSLOTMIGRATIONS` (Valkey 9.0).
public struct SlotMigration: Sendable, Equatable, RESPDecodable {
    /// Everything that the server told of it.
    public let fields: ReplyFields

    /// Reads one migration.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SlotMigration {
        SlotMigration(fields: try ReplyFields.decode(value))
    }

    /// Its identity.
    public var name: String? { fields.text("name") }
    /// Whether the node that answered receives the slots; otherwise it gives them.
    public var isImport: Bool { fields.text("operation") == "IMPORT" }
    /// The slots. Ranges that can't be read are left out.
    public var slots: [SlotRange] {
        fields.text("slot_ranges")?.split(separator: " ").compactMap(SlotRange.init(parsing:)) ?? []
    }
    /// The identity of the node that gives.
    public var sourceNode: String? { fields.text("source_node") }
    /// The identity of the node that receives.
    public var targetNode: String? { fields.text("target_node") }
    /// When it began, to the second.
    public var created: UnixTime? { fields.time(seconds: "create_time") }
    /// When its state last changed, to the second.
    public var lastUpdate: UnixTime? { fields.time(seconds: "last_update_time") }
    /// The server's word for where it stands, such as `waiting-to-snapshot`, `success`, `failed` or `cancelled`.
    public var state: String? { fields.text("state") }
    /// Why it failed; nil if nothing is told.
    public var message: String? { fields.text("message").flatMap { $0.isEmpty ? nil : $0 } }
    /// How many bytes of changes still have to be sent.
    public var remainingBytes: Int? { fields.integer("remaining_repl_size") }
    /// Whether it came to an end, good or bad.
    public var isFinished: Bool { ["success", "failed", "cancelled"].contains(state) }
}
