// Generated from Sources/PinyonClient/Commands/Cluster/ by: swift run --package-path Checks generate-commands

extension Command {
    /// `CLUSTER GETKEYSINSLOT`: some of the keys that the node has in a slot.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - count: The most keys to tell.
    public static func clusterGetkeysinslot(_ slot: HashSlot, count: Int) -> Command where Response == [String] {
        .clusterGetkeysinslot(slot, count: count, as: String.self)
    }
}

extension CommandSender {
    /// `CLUSTER MEET`: makes the node introduce itself to another, which joins their clusters.
    ///
    /// - Parameters:
    ///   - ip: The other node's IP address.
    ///   - port: Its port for clients.
    ///   - busPort: Its port for other nodes, if it isn't the one for clients plus 10,000.
    public func clusterMeet(ip: String, port: Int, busPort: Int? = nil) async throws(ClientError) {
        try await send(.clusterMeet(ip: ip, port: port, busPort: busPort))
    }

    /// `CLUSTER FORGET`: makes the node forget another and not take it back for a minute. To remove a node, every
    /// other node has to forget it within that minute.
    ///
    /// - Parameter node: The identity of the node to forget.
    public func clusterForget(_ node: String) async throws(ClientError) {
        try await send(.clusterForget(node))
    }

    /// `CLUSTER REPLICATE`: makes the node a replica of a primary. The node must be empty, or a replica.
    ///
    /// - Parameter node: The primary's identity.
    public func clusterReplicate(_ node: String) async throws(ClientError) {
        try await send(.clusterReplicate(node))
    }

    /// `CLUSTER FAILOVER`: makes the node, a replica, take its primary's place. The answer comes before it has.
    ///
    /// - Parameter mode: How much of an agreement it waits for.
    public func clusterFailover(_ mode: ClusterFailoverMode = .coordinated) async throws(ClientError) {
        try await send(.clusterFailover(mode))
    }

    /// `CLUSTER RESET`: makes the node forget the cluster. A primary that has keys refuses.
    ///
    /// - Parameter hard: Whether the node also takes a new identity and forgets all epochs.
    public func clusterReset(hard: Bool = false) async throws(ClientError) {
        try await send(.clusterReset(hard: hard))
    }

    /// `CLUSTER ADDSLOTS`: makes the node serve slots that nobody serves.
    public func clusterAddslots(_ slots: [HashSlot]) async throws(ClientError) {
        try await send(.clusterAddslots(slots))
    }

    /// `CLUSTER ADDSLOTSRANGE`: makes the node serve ranges of slots that nobody serves (Redis 7.0, Valkey).
    public func clusterAddslotsrange(_ ranges: [SlotRange]) async throws(ClientError) {
        try await send(.clusterAddslotsrange(ranges))
    }

    /// `CLUSTER DELSLOTS`: makes the node forget who serves slots.
    public func clusterDelslots(_ slots: [HashSlot]) async throws(ClientError) {
        try await send(.clusterDelslots(slots))
    }

    /// `CLUSTER DELSLOTSRANGE`: makes the node forget who serves ranges of slots (Redis 7.0, Valkey).
    public func clusterDelslotsrange(_ ranges: [SlotRange]) async throws(ClientError) {
        try await send(.clusterDelslotsrange(ranges))
    }

    /// `CLUSTER FLUSHSLOTS`: makes the node forget who serves any slot. It must hold no keys.
    public func clusterFlushslots() async throws(ClientError) {
        try await send(.clusterFlushslots())
    }

    /// `CLUSTER SETSLOT`: what the node thinks of a slot, for moving it key by key.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - state: What the node is to think of it.
    public func clusterSetslot(_ slot: HashSlot, _ state: ClusterSlotState) async throws(ClientError) {
        try await send(.clusterSetslot(slot, state))
    }

    /// `CLUSTER BUMPEPOCH`: raises the version of the node's claim to its slots above all others, if it isn't there.
    ///
    /// The reply is `BUMPED` or `STILL` and the version.
    public func clusterBumpepoch() async throws(ClientError) -> String {
        try await send(.clusterBumpepoch())
    }

    /// `CLUSTER SET-CONFIG-EPOCH`: the version of the claim of a node that knows no other node yet.
    public func clusterSetConfigEpoch(_ epoch: UInt64) async throws(ClientError) {
        try await send(.clusterSetConfigEpoch(epoch))
    }

    /// `CLUSTER SAVECONFIG`: makes the node write what it knows of the cluster to disk.
    public func clusterSaveconfig() async throws(ClientError) {
        try await send(.clusterSaveconfig())
    }

    /// `CLUSTER MIGRATESLOTS`: moves slots from the node to another, each range as a whole and without redirects in
    /// between (Valkey 9.0). The answer comes when it has begun; ``clusterGetslotmigrations()`` tells how it goes.
    ///
    /// - Parameters:
    ///   - slots: The slots.
    ///   - node: The identity of the node that is to receive them.
    public func clusterMigrateslots(_ slots: [SlotRange], to node: String) async throws(ClientError) {
        try await send(.clusterMigrateslots(slots, to: node))
    }

    /// `CLUSTER GETSLOTMIGRATIONS`: the migrations that the node takes or took part in lately (Valkey 9.0).
    public func clusterGetslotmigrations() async throws(ClientError) -> [SlotMigration] {
        try await send(.clusterGetslotmigrations())
    }

    /// `CLUSTER CANCELSLOTMIGRATIONS`: ends all migrations from the node (Valkey 9.0). An error if there are none.
    public func clusterCancelslotmigrations() async throws(ClientError) {
        try await send(.clusterCancelslotmigrations())
    }

    /// `CLUSTER INFO`: whether the node serves its slots, and its counts of nodes and slots.
    public func clusterInfo() async throws(ClientError) -> ClusterInfo {
        try await send(.clusterInfo())
    }

    /// `CLUSTER NODES`: every node that the node knows, with roles, epochs, states and slots.
    public func clusterNodes() async throws(ClientError) -> ClusterNodes {
        try await send(.clusterNodes())
    }

    /// `CLUSTER REPLICAS`: the nodes that copy a primary, in the form of ``clusterNodes()``.
    ///
    /// - Parameter node: The primary's identity.
    public func clusterReplicas(of node: String) async throws(ClientError) -> ClusterNodes {
        try await send(.clusterReplicas(of: node))
    }

    /// `CLUSTER SLOTS`: who serves which slots. Understood by every version; Redis calls it deprecated since 7.0.
    public func clusterSlots() async throws(ClientError) -> ClusterSlots {
        try await send(.clusterSlots())
    }

    /// `CLUSTER SHARDS`: the shards with their nodes' health (Redis 7.0, Valkey).
    public func clusterShards() async throws(ClientError) -> ClusterShards {
        try await send(.clusterShards())
    }

    /// `CLUSTER MYID`: the identity of the node, 40 hexadecimal digits.
    public func clusterMyid() async throws(ClientError) -> String {
        try await send(.clusterMyid())
    }

    /// `CLUSTER MYSHARDID`: the identity of the node's shard (Redis 7.2, Valkey).
    public func clusterMyshardid() async throws(ClientError) -> String {
        try await send(.clusterMyshardid())
    }

    /// `CLUSTER KEYSLOT`: the slot of a key by the server's reckoning. ``HashSlot`` tells the same without asking.
    public func clusterKeyslot(_ key: String) async throws(ClientError) -> Int {
        try await send(.clusterKeyslot(key))
    }

    /// `CLUSTER COUNTKEYSINSLOT`: how many keys the node has in a slot; 0 if the slot is another's.
    public func clusterCountkeysinslot(_ slot: HashSlot) async throws(ClientError) -> Int {
        try await send(.clusterCountkeysinslot(slot))
    }

    /// `CLUSTER GETKEYSINSLOT`: some of the keys that the node has in a slot.
    ///
    /// - Parameters:
    ///   - slot: The slot.
    ///   - count: The most keys to tell.
    ///   - type: What each key is read as.
    public func clusterGetkeysinslot<Key: RESPDecodable>(
        _ slot: HashSlot, count: Int, as type: Key.Type = String.self
    ) async throws(ClientError) -> [Key] {
        try await send(.clusterGetkeysinslot(slot, count: count, as: type))
    }

    /// `CLUSTER COUNT-FAILURE-REPORTS`: how many nodes lately reported a node as unreachable.
    ///
    /// - Parameter node: The node's identity.
    public func clusterCountFailureReports(of node: String) async throws(ClientError) -> Int {
        try await send(.clusterCountFailureReports(of: node))
    }

    /// `CLUSTER LINKS`: the node's connections to others on the cluster bus (Redis 7.0, Valkey).
    public func clusterLinks() async throws(ClientError) -> [ClusterLink] {
        try await send(.clusterLinks())
    }

    /// `CLUSTER SLOT-STATS SLOTSRANGE`: what is known of the node's slots in a range (Redis 8.2, Valkey 8.0).
    public func clusterSlotStats(in slots: SlotRange) async throws(ClientError) -> [ClusterSlotStatistics] {
        try await send(.clusterSlotStats(in: slots))
    }

    /// `CLUSTER SLOT-STATS ORDERBY`: the node's slots by what they hold or cost (Redis 8.2, Valkey 8.0).
    ///
    /// - Parameters:
    ///   - metric: By what to order. All but the count of keys need `cluster-slot-stats-enabled`.
    ///   - limit: The most slots to tell.
    ///   - descending: Whether the highest comes first.
    public func clusterSlotStats(
        orderedBy metric: ClusterSlotStatistics.Metric, limit: Int? = nil, descending: Bool = true
    ) async throws(ClientError) -> [ClusterSlotStatistics] {
        try await send(.clusterSlotStats(orderedBy: metric, limit: limit, descending: descending))
    }
}
