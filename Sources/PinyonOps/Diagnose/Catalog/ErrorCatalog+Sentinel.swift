extension ErrorCatalog {
    /// About Sentinels and failovers.
    static let sentinel: [ErrorEntry] = [.inProgress, .noGoodReplica, .noQuorum, .noSuchPrimary]
}

extension ErrorEntry {
    fileprivate static let inProgress = ErrorEntry(
        "inprog", code: "INPROG", "A failover is under way already", .replication, priority: .low,
        signs: ErrorSigns(codes: ["INPROG"], bare: .alone, phrases: ["Failover already in progress"]),
        meaning: "A failover was asked for while another runs.",
        outcome: .refused, retry: .never("Wait for the end of the one that runs."),
        actions: [
            "Follow it: SENTINEL MASTER <name> (flags, failover-state), or INFO replication (master_failover_state).",
            "If it never ends: SENTINEL RESET <name>, or FAILOVER ABORT where FAILOVER was used.",
        ],
        related: ["SENTINEL FAILOVER", "FAILOVER ABORT", "failover-timeout"])

    fileprivate static let noGoodReplica = ErrorEntry(
        "nogoodslave", code: "NOGOODSLAVE", "No replica is fit to become the primary", .replication, priority: .high,
        signs: ErrorSigns(
            codes: ["NOGOODSLAVE"], bare: .anywhere,
            phrases: ["No suitable replica to promote", "No suitable slave to promote"]),
        meaning: "All replicas are down, too far behind, or have the priority 0.",
        outcome: .refused, retry: .never("First make a replica fit."),
        actions: [
            "See the replicas: SENTINEL REPLICAS <name> (flags, master-link-down-time, slave-priority).",
            "Repair their links, and set replica-priority above 0 on at least one of them.",
        ],
        related: ["SENTINEL REPLICAS", "replica-priority", "down-after-milliseconds"])

    fileprivate static let noQuorum = ErrorEntry(
        "noquorum", code: "NOQUORUM", "There are too few Sentinels to agree on a failover", .replication,
        priority: .high,
        signs: ErrorSigns(codes: ["NOQUORUM"], bare: .anywhere, phrases: ["usable Sentinels"]),
        meaning: """
            Fewer Sentinels can be reached than the quorum, or than the majority, needs: if the primary fails now, \
            nobody takes over.
            """,
        outcome: .no("SENTINEL CKQUORUM only looks."), retry: .never("First bring Sentinels back."),
        actions: [
            "See who is missing: SENTINEL SENTINELS <name> (flags, last-ok-ping-reply).",
            "Start the missing ones, and check that they reach each other (port 26379, firewalls, NAT).",
            "Make all forget those that are gone for good: SENTINEL RESET <name> on each, one after the other.",
            "Run at least three, on different hosts, with a quorum of two.",
        ],
        related: ["SENTINEL CKQUORUM", "SENTINEL SENTINELS", "SENTINEL RESET"])

    fileprivate static let noSuchPrimary = ErrorEntry(
        "sentinel-unknown-name", code: "ERR", "The Sentinel doesn't know a primary by this name", .replication,
        signs: ErrorSigns(
            codes: ["ERR"], phrases: ["No such master with that name", "No such master with specified name"],
            causes: ["the Sentinel knows no primary named"]),
        meaning: "The name of the group is spelled otherwise, or this Sentinel watches other servers.",
        outcome: .refused, retry: .never("Correct the name."),
        actions: ["List the names: SENTINEL MASTERS. Use one of them in the client's configuration."],
        related: ["SENTINEL MASTERS", "SENTINEL MONITOR"])
}
