/// Changes of a cluster. Each concerns the one node it is sent to.
extension Command {
    /// `CLUSTER MEET`: makes the node introduce itself to another, which joins their clusters.
    ///
    /// - Parameters:
    ///   - ip: The other node's IP address.
    ///   - port: Its port for clients.
    ///   - busPort: Its port for other nodes, if it isn't the one for clients plus 10,000.
    public static func clusterMeet(ip: String, port: Int, busPort: Int? = nil) -> Command where Response == Void {
        Command(.clusterMeet) {
            $0.append(ip)
            $0.append(port)
            if let busPort { $0.append(busPort) }
        }
    }

    /// `CLUSTER FORGET`: makes the node forget another and not take it back for a minute. To remove a node, every
    /// other node has to forget it within that minute.
    ///
    /// - Parameter node: The identity of the node to forget.
    public static func clusterForget(_ node: String) -> Command where Response == Void {
        Command(.clusterForget) { $0.append(node) }
    }

    /// `CLUSTER REPLICATE`: makes the node a replica of a primary. The node must be empty, or a replica.
    ///
    /// - Parameter node: The primary's identity.
    public static func clusterReplicate(_ node: String) -> Command where Response == Void {
        Command(.clusterReplicate) { $0.append(node) }
    }

    /// `CLUSTER FAILOVER`: makes the node, a replica, take its primary's place. The answer comes before it has.
    ///
    /// - Parameter mode: How much of an agreement it waits for.
    public static func clusterFailover(_ mode: ClusterFailoverMode = .coordinated) -> Command where Response == Void {
        Command(.clusterFailover) { if let word = mode.word { $0.append(word) } }
    }

    /// `CLUSTER RESET`: makes the node forget the cluster. A primary that has keys refuses.
    ///
    /// - Parameter hard: Whether the node also takes a new identity and forgets all epochs.
    public static func clusterReset(hard: Bool = false) -> Command where Response == Void {
        Command(.clusterReset) { $0.append(hard ? "HARD" : "SOFT") }
    }

    /// `CLUSTER ADDSLOTS`: makes the node serve slots that nobody serves.
    public static func clusterAddslots(_ slots: [HashSlot]) -> Command where Response == Void {
        Command(.clusterAddslots) { $0.append(slots) }
    }

    /// `CLUSTER ADDSLOTSRANGE`: makes the node serve ranges of slots that nobody serves (Redis 7.0, Valkey).
    public static func clusterAddslotsrange(_ ranges: [SlotRange]) -> Command where Response == Void {
        Command(.clusterAddslotsrange) { $0.append(ranges) }
    }

    /// `CLUSTER DELSLOTS`: makes the node forget who serves slots.
    public static func clusterDelslots(_ slots: [HashSlot]) -> Command where Response == Void {
        Command(.clusterDelslots) { $0.append(slots) }
    }

    /// `CLUSTER DELSLOTSRANGE`: makes the node forget who serves ranges of slots (Redis 7.0, Valkey).
    public static func clusterDelslotsrange(_ ranges: [SlotRange]) -> Command where Response == Void {
        Command(.clusterDelslotsrange) { $0.append(ranges) }
    }

    /// `CLUSTER FLUSHSLOTS`: makes the node forget who serves any slot. It must hold no keys.
    public static func clusterFlushslots() -> Command where Response == Void { Command(.clusterFlushslots) }

    /// `CLUSTER SETSLOT`: what the node thinks of a slot, for moving it key by key.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - state: What the node is to think of it.
    public static func clusterSetslot(_ slot: HashSlot, _ state: ClusterSlotState) -> Command where Response == Void {
        Command(.clusterSetslot) {
            $0.append(slot)
            $0.append(state)
        }
    }

    /// `CLUSTER BUMPEPOCH`: raises the version of the node's claim to its slots above all others, if it isn't there.
    ///
    /// The reply is `BUMPED` or `STILL` and the version.
    public static func clusterBumpepoch() -> Command where Response == String { Command(.clusterBumpepoch) }

    /// `CLUSTER SET-CONFIG-EPOCH`: the version of the claim of a node that knows no other node yet.
    public static func clusterSetConfigEpoch(_ epoch: UInt64) -> Command where Response == Void {
        Command(.clusterSetConfigEpoch) { $0.append(epoch) }
    }

    /// `CLUSTER SAVECONFIG`: makes the node write what it knows of the cluster to disk.
    public static func clusterSaveconfig() -> Command where Response == Void { Command(.clusterSaveconfig) }

    /// `CLUSTER MIGRATESLOTS`: moves slots from the node to another, each range as a whole and without redirects in
    /// between (Valkey 9.0). The answer comes when it has begun; ``clusterGetslotmigrations()`` tells how it goes.
    ///
    /// - Parameters:
    ///   - slots: The slots.
    ///   - node: The identity of the node that is to receive them.
    public static func clusterMigrateslots(_ slots: [SlotRange], to node: String) -> Command where Response == Void {
        Command(.clusterMigrateslots) {
            $0.append("SLOTSRANGE")
            $0.append(slots)
            $0.append("NODE")
            $0.append(node)
        }
    }

    /// `CLUSTER GETSLOTMIGRATIONS`: the migrations that the node takes or took part in lately (Valkey 9.0).
    public static func clusterGetslotmigrations() -> Command where Response == [SlotMigration] {
        Command(.clusterGetslotmigrations)
    }

    /// `CLUSTER CANCELSLOTMIGRATIONS`: ends all migrations from the node (Valkey 9.0). An error if there are none.
    public static func clusterCancelslotmigrations() -> Command where Response == Void {
        Command(.clusterCancelslotmigrations)
    }

    /// `ASKING`: the next command on the connection may be about a slot that the node is taking over.
    package static func asking() -> Command where Response == Void { Command(.asking) }

    /// `READONLY`: the connection accepts that a replica answers.
    package static func readonly() -> Command where Response == Void { Command(.readonly) }

    /// `READWRITE`: the connection wants primaries to answer.
    package static func readwrite() -> Command where Response == Void { Command(.readwrite) }
}

/// How a replica takes its primary's place in a cluster.
public enum ClusterFailoverMode: Sendable, Hashable {
    /// The primary stops taking writes until the replica has them all: nothing is lost. The primary must be up.
    case coordinated
    /// The primary isn't asked, the other primaries are: for a primary that is down. Late writes are lost.
    case force
    /// Nobody is asked: for when most primaries are down. Late writes are lost, and two nodes may claim the slots.
    case takeover

    fileprivate var word: String? {
        switch self {
        case .coordinated: nil
        case .force: "FORCE"
        case .takeover: "TAKEOVER"
        }
    }
}

/// What a node thinks of a slot.
public enum ClusterSlotState: Sendable, Hashable, CommandArgument {
    /// It is moving to a node with this identity: keys that aren't here are asked for there.
    case migrating(to: String)
    /// It is moving here from a node with this identity: requests are answered if they come with `ASKING`.
    case importing(from: String)
    /// It isn't moving.
    case stable
    /// A node with this identity serves it.
    case node(String)

    /// Adds the state's word and the node's identity.
    public func append(to arguments: inout CommandArguments) {
        switch self {
        case .migrating(let node):
            arguments.append("MIGRATING")
            arguments.append(node)
        case .importing(let node):
            arguments.append("IMPORTING")
            arguments.append(node)
        case .stable:
            arguments.append("STABLE")
        case .node(let node):
            arguments.append("NODE")
            arguments.append(node)
        }
    }
}
