/// What one node tells of the cluster. Views of different nodes may differ for a while.
extension Command {
    /// `CLUSTER INFO`: whether the node serves its slots, and its counts of nodes and slots.
    public static func clusterInfo() -> Command where Response == ClusterInfo { Command(.clusterInfo) }

    /// `CLUSTER NODES`: every node that the node knows, with roles, epochs, states and slots.
    public static func clusterNodes() -> Command where Response == ClusterNodes { Command(.clusterNodes) }

    /// `CLUSTER REPLICAS`: the nodes that copy a primary, in the form of ``clusterNodes()``.
    ///
    /// - Parameter node: The primary's identity.
    public static func clusterReplicas(of node: String) -> Command where Response == ClusterNodes {
        Command(.clusterReplicas) { $0.append(node) }
    }

    /// `CLUSTER SLOTS`: who serves which slots. Understood by every version; Redis calls it deprecated since 7.0.
    public static func clusterSlots() -> Command where Response == ClusterSlots { Command(.clusterSlots) }

    /// `CLUSTER SHARDS`: the shards with their nodes' health (Redis 7.0, Valkey).
    public static func clusterShards() -> Command where Response == ClusterShards { Command(.clusterShards) }

    /// `CLUSTER MYID`: the identity of the node, 40 hexadecimal digits.
    public static func clusterMyid() -> Command where Response == String { Command(.clusterMyid) }

    /// `CLUSTER MYSHARDID`: the identity of the node's shard (Redis 7.2, Valkey).
    public static func clusterMyshardid() -> Command where Response == String { Command(.clusterMyshardid) }

    /// `CLUSTER KEYSLOT`: the slot of a key by the server's reckoning. ``HashSlot`` tells the same without asking.
    public static func clusterKeyslot(_ key: String) -> Command where Response == Int {
        Command(.clusterKeyslot) { $0.append(key) }
    }

    /// `CLUSTER COUNTKEYSINSLOT`: how many keys the node has in a slot; 0 if the slot is another's.
    public static func clusterCountkeysinslot(_ slot: HashSlot) -> Command where Response == Int {
        Command(.clusterCountkeysinslot) { $0.append(slot) }
    }

    /// `CLUSTER GETKEYSINSLOT`: some of the keys that the node has in a slot.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - count: The most keys to tell.
    ///   - type: What each key is read as.
    public static func clusterGetkeysinslot<Key: RESPDecodable>(
        _ slot: HashSlot, count: Int, as type: Key.Type
    ) -> Command where Response == [Key] {
        Command(.clusterGetkeysinslot) {
            $0.append(slot)
            $0.append(count)
        }
    }

    /// `CLUSTER COUNT-FAILURE-REPORTS`: how many nodes lately reported a node as unreachable.
    ///
    /// - Parameter node: The node's identity.
    public static func clusterCountFailureReports(of node: String) -> Command where Response == Int {
        Command(.clusterCountFailureReports) { $0.append(node) }
    }

    /// `CLUSTER LINKS`: the node's connections to others on the cluster bus (Redis 7.0, Valkey).
    public static func clusterLinks() -> Command where Response == [ClusterLink] { Command(.clusterLinks) }

    /// `CLUSTER SLOT-STATS SLOTSRANGE`: what is known of the node's slots in a range (Redis 8.2, Valkey 8.0).
    public static func clusterSlotStats(in slots: SlotRange) -> Command where Response == [ClusterSlotStatistics] {
        Command(.clusterSlotStats) {
            $0.append("SLOTSRANGE")
            $0.append(slots)
        }
    }

    /// `CLUSTER SLOT-STATS ORDERBY`: the node's slots by what they hold or cost (Redis 8.2, Valkey 8.0).
    ///
    /// - Parameters:
    ///   - metric: By what to order. All but the count of keys need `cluster-slot-stats-enabled`.
    ///   - limit: The most slots to tell.
    ///   - descending: Whether the highest comes first.
    public static func clusterSlotStats(
        orderedBy metric: ClusterSlotStatistics.Metric, limit: Int? = nil, descending: Bool = true
    ) -> Command where Response == [ClusterSlotStatistics] {
        Command(.clusterSlotStats) {
            $0.append("ORDERBY")
            $0.append(metric.rawValue)
            if let limit {
                $0.append("LIMIT")
                $0.append(limit)
            }
            $0.append(descending ? "DESC" : "ASC")
        }
    }
}
