package import PinyonClient

/// What one server told of itself.
package struct NodeFacts: Sendable {
    /// What a server is.
    package enum Role: String, Codable, Sendable {
        case primary
        case replica
        case unknown
    }

    /// Where it listens.
    package var address: ServerAddress
    /// What it is in its cluster or group, as it says itself.
    package var role: Role
    /// How many slots it serves; 0 outside of clusters.
    package var slotCount = 0
    /// All counters and states, read before anything was looked up.
    package var info: ServerInfo
    /// The same at the beginning of the window; nil without a window.
    package var earlier: ServerInfo?
    /// The time between the two; nil without a window.
    package var window: Duration?
    /// Its settings.
    package var settings = Collected<[String: String]>.absent(.unwanted)
    /// Its users.
    package var users = Collected<[AccessRule]>.absent(.unwanted)
    /// Who is connected.
    package var clients = Collected<[ClientInfo]>.absent(.unwanted)
    /// The commands that took long.
    package var slowCommands = Collected<[CommandLogEntry]>.absent(.unwanted)
    /// The commands with large arguments (Valkey 8.1).
    package var largeRequests = Collected<[CommandLogEntry]>.absent(.unwanted)
    /// The commands with large replies (Valkey 8.1).
    package var largeReplies = Collected<[CommandLogEntry]>.absent(.unwanted)
    /// Events that took long.
    package var latencyEvents = Collected<[LatencyEvent]>.absent(.unwanted)
    /// Its view of the cluster's state.
    package var clusterState = Collected<ClusterInfo>.absent(.unwanted)
    /// Its view of the cluster's nodes.
    package var clusterNodes = Collected<ClusterNodes>.absent(.unwanted)
    /// What its slots hold and cost.
    package var slots = Collected<[ClusterSlotStatistics]>.absent(.unwanted)
    /// The step between the allocator's small sizes, in bytes: 8 or 16.
    package var allocatorQuantum = Collected<Int>.absent(.unwanted)
    /// How long it took to answer all that.
    package var collectingTime = Duration.zero

    /// A server that answered.
    package init(address: ServerAddress, role: Role, info: ServerInfo) {
        self.address = address
        self.role = role
        self.info = info
    }

    /// The address as it is printed.
    package var name: String { "\(address)" }
}

extension Absence {
    /// Nobody asked for it.
    package static let unwanted = Absence(.unwanted, "it was not asked for")
}

/// A user of a server and what is known of its rights. No digest of a password is kept.
package struct AccessRule: Sendable, Hashable {
    /// The user's name.
    package var name: String
    /// Whether it can log in.
    package var isOn: Bool
    /// Whether it needs no password.
    package var needsNoPassword: Bool
    /// Whether it may run every command.
    package var hasAllCommands: Bool

    /// Reads a line of `ACL LIST`; nil if it is none.
    package init?(line: String) {
        let words = line.split(separator: " ")
        guard words.count >= 2, words[0] == "user" else { return nil }
        name = String(words[1])
        let rules = words.dropFirst(2)
        isOn = rules.contains("on")
        needsNoPassword = rules.contains("nopass")
        hasAllCommands = rules.contains("+@all") && !rules.contains { $0.hasPrefix("-") }
    }
}
