extension ErrorCatalog {
    /// About clusters.
    static let cluster: [ErrorEntry] = [
        .clusterDown, .clusterDownSlot, .clusterDownReads, .tryAgain, .crossSlot, .noCluster, .clusterDatabase,
        .setSlotPrimaries,
    ]
}

extension ErrorEntry {
    private static let clusterBackoff = Retry.backoff(
        """
        Ask for the topology again, and wait between attempts (100 ms, doubling up to 2 s, with jitter; 5 attempts or \
        the time limit). Then go to the origin without the cache.
        """)

    fileprivate static let clusterDown = ErrorEntry(
        "clusterdown", code: "CLUSTERDOWN", "The cluster doesn't serve commands", .cluster, priority: .high,
        signs: ErrorSigns(
            codes: ["CLUSTERDOWN"], bare: .anywhere, messages: ["The cluster is down"],
            names: ["ClusterDownError", "ClusterDownException", "JedisClusterDownException"]),
        meaning: """
            The node that answered sees the cluster as failed: slots have no primary, or it can't reach the majority \
            of the primaries.
            """,
        outcome: .refused, retry: clusterBackoff,
        actions: [
            "Ask several nodes: CLUSTER INFO (cluster_state, cluster_slots_fail) and CLUSTER NODES (fail, fail?).",
            "Bring nodes that are down back, or promote a replica: CLUSTER FAILOVER FORCE, on the replica.",
            "If most primaries are lost: CLUSTER FAILOVER TAKEOVER on replicas, one for each lost primary.",
            "If slots belong to nobody: redis-cli --cluster check <host:port>, then --cluster fix.",
            "If the rest should serve while slots are lost: CONFIG SET cluster-require-full-coverage no.",
        ],
        related: ["CLUSTER INFO", "CLUSTER NODES", "cluster-require-full-coverage", "cluster-node-timeout"])

    fileprivate static let clusterDownSlot = ErrorEntry(
        "clusterdown-slot", code: "CLUSTERDOWN", "No node of the cluster serves this slot", .cluster, priority: .high,
        signs: ErrorSigns(
            codes: ["CLUSTERDOWN"], phrases: ["Hash slot not served"], names: ["SlotNotCoveredError"],
            causes: ["no node of the cluster serves slot", "Cannot determine a partition for slot"]),
        meaning: "The key's slot was never given to a node, or it lost its node. Other slots may work.",
        outcome: .refused, retry: clusterBackoff,
        actions: [
            "Find the slots without a node: redis-cli --cluster check <host:port>, or CLUSTER SLOTS.",
            "Give them to a node: redis-cli --cluster fix <host:port>, or CLUSTER ADDSLOTSRANGE <from> <to> there.",
            "If a node with these slots is only down, start it again before anything else: it has the data.",
        ],
        related: ["CLUSTER SLOTS", "CLUSTER SHARDS", "CLUSTER ADDSLOTSRANGE", "CLUSTER COUNTKEYSINSLOT"])

    fileprivate static let clusterDownReads = ErrorEntry(
        "clusterdown-reads", code: "CLUSTERDOWN", "The cluster is down and only answers reads", .cluster,
        priority: .high,
        signs: ErrorSigns(codes: ["CLUSTERDOWN"], phrases: ["The cluster is down and only accepts read commands"]),
        meaning: "The cluster has failed, and cluster-allow-reads-when-down permits reads, which may be old.",
        outcome: .refused, retry: clusterBackoff,
        actions: [
            "Repair the cluster as for CLUSTERDOWN: CLUSTER INFO and CLUSTER NODES say which nodes are lost.",
            "If old reads do harm: CONFIG SET cluster-allow-reads-when-down no.",
        ],
        related: ["cluster-allow-reads-when-down", "CLUSTER INFO", "CLUSTER NODES"])

    fileprivate static let tryAgain = ErrorEntry(
        "tryagain", code: "TRYAGAIN", "The command's keys are on two nodes, while their slot moves", .cluster,
        priority: .low,
        signs: ErrorSigns(
            codes: ["TRYAGAIN"], bare: .anywhere, phrases: ["Multiple keys request during rehashing of slot"],
            names: ["TryAgainError"]),
        meaning: "A slot is being moved, and some of the command's keys have moved already, others not.",
        outcome: .refused,
        retry: .backoff(
            """
            The same node, after 50 to 200 ms with jitter, 5 to 10 times. The topology needn't be asked for. Reads of \
            several keys can be split into one command a key instead.
            """),
        actions: [
            "See whether the move goes on: CLUSTER NODES shows [slot->-node] and [slot-<-node].",
            "If it stands still, finish it: redis-cli --cluster fix <host:port>.",
            "Move slots atomically where it is possible: CLUSTER MIGRATION (Redis 8.4), MIGRATESLOTS (Valkey 9.0).",
        ],
        related: ["CLUSTER SETSLOT", "MIGRATE", "CLUSTER NODES"])

    fileprivate static let crossSlot = ErrorEntry(
        "crossslot", code: "CROSSSLOT", "The command's keys are in different slots", .cluster,
        signs: ErrorSigns(
            codes: ["CROSSSLOT"], bare: .anywhere,
            phrases: ["Keys in request don't hash to the same slot", "keys that have to be in one slot"],
            names: ["ClusterCrossSlotError"], kinds: ["crossSlot"],
            causes: ["all keys must map to the same key slot", "No way to dispatch this command to Redis Cluster"]),
        meaning: "In a cluster all keys of one command, transaction or script have to be in one slot.",
        outcome: .refused,
        retry: .never("Split the command by slot, or name the keys so that they share one."),
        actions: [
            "Give keys that belong together a common tag in braces: {user:7}:cart and {user:7}:profile.",
            "Compare their slots: CLUSTER KEYSLOT <key>.",
            "Split MGET, MSET and DEL of unrelated keys into one command a slot.",
            "Keep tags small: all keys with one tag are on one node.",
        ],
        related: ["CLUSTER KEYSLOT", "hash tags"])

    fileprivate static let noCluster = ErrorEntry(
        "no-cluster", code: "ERR", "The server isn't part of a cluster", .cluster,
        signs: ErrorSigns(
            codes: ["ERR"], phrases: ["This instance has cluster support disabled"],
            causes: ["Cluster mode is not enabled on this node", "the server isn't part of a cluster"]),
        meaning: "A client for clusters talks to a server that runs alone.",
        outcome: .refused, retry: .never("Connect without cluster mode, or to a cluster."),
        actions: [
            "Check the address: redis-cli -h <host> -p <port> INFO cluster shows cluster_enabled.",
            "Configure the client for a server that stands alone, or name a node of the cluster.",
        ],
        related: ["cluster-enabled", "INFO cluster"])

    fileprivate static let clusterDatabase = ErrorEntry(
        "cluster-database", code: "ERR", "The cluster has one database only", .cluster,
        signs: ErrorSigns(
            codes: ["ERR"],
            phrases: [
                "SELECT is not allowed in cluster mode", "MOVE is not allowed in cluster mode",
                "SWAPDB is not allowed in cluster mode", "Copying to another database is not allowed in cluster mode",
            ]),
        meaning: "Clusters have only database 0 (before Valkey 9), and the command or the URL names another.",
        outcome: .refused, retry: .never("Use database 0, and tell data apart by prefixes of keys."),
        actions: [
            "Take the number of the database out of the client's URL or options.",
            "Move data that was told apart by databases to prefixes of its own.",
        ],
        related: ["SELECT", "cluster-databases"])

    fileprivate static let setSlotPrimaries = ErrorEntry(
        "setslot-primaries", code: "ERR", "Slots are assigned on primaries only", .cluster,
        signs: ErrorSigns(codes: ["ERR"], phrases: ["Please use SETSLOT only with masters"]),
        meaning: "CLUSTER SETSLOT was sent to a replica, or to a node that became one meanwhile.",
        outcome: .refused, retry: .redirect("To the primary of that shard: CLUSTER NODES names it."),
        actions: ["Find the primaries with CLUSTER NODES, and send CLUSTER SETSLOT to them."],
        related: ["CLUSTER SETSLOT", "CLUSTER NODES"])
}
