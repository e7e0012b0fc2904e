package import PinyonClient

/// All that is known when rules are asked.
package struct Facts: Sendable {
    /// How the servers belong together.
    package enum Topology: String, Codable, Sendable {
        case standalone
        case sentinel
        case cluster
    }

    /// How the servers belong together.
    package var topology: Topology
    /// The servers that told something.
    package var nodes: [NodeFacts]
    /// The servers that are known of and told nothing, and why.
    package var unreached: [(name: String, reason: String)] = []
    /// The keys that were looked at.
    package var keyspace = Collected<KeyspaceSample>.absent(.unwanted)
    /// The keys that are used most, and how that is known.
    package var hotKeys = Collected<HotKeyFacts>.absent(.unwanted)
    /// Keys that were looked for in vain.
    package var keyMisses = Collected<KeyMissFacts>.absent(.unwanted)
    /// How much longer collections have become.
    package var growth = Collected<KeyspaceGrowth>.absent(.unwanted)
    /// Streams and those who read them.
    package var streams = Collected<[StreamFacts]>.absent(.unwanted)
    /// The limits from which on rules speak.
    package var thresholds: Thresholds
    /// The time at which all that was collected.
    package var now: UnixTime
    /// Whether connections are encrypted.
    package var usesTLS = false

    /// Facts.
    package init(topology: Topology, nodes: [NodeFacts], thresholds: Thresholds = Thresholds(), now: UnixTime) {
        self.topology = topology
        self.nodes = nodes
        self.thresholds = thresholds
        self.now = now
    }

    /// The servers that take writes.
    package var primaries: [NodeFacts] { nodes.filter { $0.role != .replica } }
    /// The servers that follow others.
    package var replicas: [NodeFacts] { nodes.filter { $0.role == .replica } }
    /// How many keys the primaries have.
    package var keyCount: Int {
        primaries.reduce(0) { $0 + $1.info.keyspace.values.reduce(0) { $0 + ($1.keys ?? 0) } }
    }
    /// How many of them have an end.
    package var expiringKeyCount: Int {
        primaries.reduce(0) { $0 + $1.info.keyspace.values.reduce(0) { $0 + ($1.expires ?? 0) } }
    }
}

/// The keys that are used most.
package struct HotKeyFacts: Sendable {
    /// How they were found.
    package enum Method: String, Codable, Sendable {
        /// The server counted (Redis 8.6).
        case hotkeys
        /// By the slots that cost most, and the frequency of their keys (Valkey 8.0).
        case slotStatistics
        /// By the frequency that LFU keeps.
        case frequency
        /// By a look at all commands for a while.
        case monitor
    }

    /// A key and how much it is used.
    package struct Key: Sendable {
        package var name: KeyName
        /// Which of the nodes has it.
        package var node: String
        /// The share of the node's time that its commands take, in per cent; nil if that isn't known.
        package var processorPercent: Double?
        /// How often it is used a second; nil if that isn't known.
        package var operationsPerSecond: Double?
        /// The logarithmic counter of LFU; nil if it wasn't asked for.
        package var frequency: Int?
    }

    /// How they were found.
    package var method: Method
    /// The keys, the hottest first.
    package var keys: [Key]
    /// How long the servers were watched, in seconds; 0 if it was a look at counters.
    package var seconds: Double
}
