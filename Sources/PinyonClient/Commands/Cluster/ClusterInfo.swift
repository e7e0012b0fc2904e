/// How a cluster is, as one of its nodes sees it, by `CLUSTER INFO`.
public struct ClusterInfo: Sendable, Hashable, RESPDecodable {
    /// Everything that the server told, by its names, such as `cluster_stats_messages_sent`.
    public let fields: TextFields

    /// Reads the reply of `CLUSTER INFO`.
    ///
    /// - Throws: ``RESPDecodingError`` if it is no text.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> ClusterInfo {
        guard let text = value.looseText else { throw RESPDecodingError(expected: "a text", found: value) }
        return ClusterInfo(fields: TextFields(text.split(whereSeparator: \.isNewline), separator: ":"))
    }

    /// Whether the node serves its slots.
    public var isOK: Bool { fields["cluster_state"] == "ok" }
    /// How many slots somebody serves.
    public var slotsAssigned: Int? { fields.integer("cluster_slots_assigned") }
    /// How many slots are served by nodes that are believed to be up.
    public var slotsOK: Int? { fields.integer("cluster_slots_ok") }
    /// How many slots are served by nodes that the node that answered can't reach.
    public var slotsPossiblyFailed: Int? { fields.integer("cluster_slots_pfail") }
    /// How many slots are served by nodes that most primaries can't reach.
    public var slotsFailed: Int? { fields.integer("cluster_slots_fail") }
    /// How many nodes the node that answered knows, itself included.
    public var knownNodes: Int? { fields.integer("cluster_known_nodes") }
    /// How many primaries serve slots.
    public var size: Int? { fields.integer("cluster_size") }
    /// The highest version of any claim to slots that the node has heard of.
    public var currentEpoch: UInt64? { fields["cluster_current_epoch"].flatMap { UInt64($0) } }
    /// The version of the node's own claim to its slots.
    public var myEpoch: UInt64? { fields["cluster_my_epoch"].flatMap { UInt64($0) } }
}
