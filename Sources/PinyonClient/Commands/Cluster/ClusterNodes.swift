/// A cluster as one of its nodes sees it, by `CLUSTER NODES`.
///
/// A line that can't be read is left out and counted, as is a part of a line that has slots.
public struct ClusterNodes: Hashable, Sendable {
    /// A node, as the node that answered sees it.
    public struct Node: Hashable, Sendable {
        /// Its identity: 40 hexadecimal digits.
        public let id: String
        /// Where it is.
        public let address: Address
        /// What it is and how it is.
        public let flags: Set<Flag>
        /// The identity of its primary, if it is a replica.
        public let primaryID: String?
        /// When the ping that waits for an answer was sent; nil if none does.
        public let pingSent: UnixTime?
        /// When it last answered a ping; nil if it never did.
        public let pongReceived: UnixTime?
        /// The version of its claim to its slots; for a replica, of its primary's.
        public let configurationEpoch: UInt64
        /// Whether the connection to it on the cluster bus stands.
        public let isLinkConnected: Bool
        /// The slots it serves.
        public let slots: [SlotRange]
        /// The slots it is giving away key by key. Only told of the node that answered.
        public let migrating: [Move]
        /// The slots it is taking over key by key. Only told of the node that answered.
        public let importing: [Move]

        /// Whether it takes writes.
        public var isPrimary: Bool { flags.contains(.primary) }
        /// Whether it is the one that answered.
        public var isMyself: Bool { flags.contains(.myself) }
        /// Whether the cluster, or the node that answered, believes it to be down.
        public var isFailing: Bool { flags.contains(.failed) || flags.contains(.possiblyFailed) }
    }

    /// Where a node is.
    public struct Address: Hashable, Sendable {
        /// Its IP address; empty if it isn't known, which for the node that answered means the address asked.
        public let ip: String
        /// Its port for clients; nil if it isn't known.
        public let port: Int?
        /// Its port for other nodes; nil if it isn't known.
        public let busPort: Int?
        /// Its name, if it announced one.
        public let hostname: String?
        /// What else is told of it, by name.
        public let metadata: [String: String]
    }

    /// A slot that is being moved by `CLUSTER SETSLOT`.
    public struct Move: Hashable, Sendable {
        /// The slot.
        public let slot: HashSlot
        /// The identity of the node at the other end.
        public let nodeID: String
    }

    /// A word that says what a node is or how it is.
    public struct Flag: RawRepresentable, Hashable, Sendable {
        /// The word as the server writes it.
        public let rawValue: String

        /// A flag by the server's word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The node that answered.
        public static let myself = Flag(rawValue: "myself")
        /// It takes writes.
        public static let primary = Flag(rawValue: "master")
        /// It has a copy.
        public static let replica = Flag(rawValue: "slave")
        /// The node that answered can't reach it.
        public static let possiblyFailed = Flag(rawValue: "fail?")
        /// Most primaries can't reach it.
        public static let failed = Flag(rawValue: "fail")
        /// It isn't trusted yet.
        public static let handshake = Flag(rawValue: "handshake")
        /// Its address isn't known.
        public static let noAddress = Flag(rawValue: "noaddr")
        /// It doesn't take its primary's place by itself.
        public static let noFailover = Flag(rawValue: "nofailover")
    }

    /// The nodes, in the order in which they came.
    public let nodes: [Node]
    /// How many lines, and slots in lines, could not be read.
    public let skippedLines: Int

    /// The node that answered.
    public var myself: Node? { nodes.first(where: \.isMyself) }

    /// The highest version of any claim to slots: of two views of a cluster, the one with the higher is newer.
    public var highestEpoch: UInt64 { nodes.lazy.map(\.configurationEpoch).max() ?? 0 }
}
