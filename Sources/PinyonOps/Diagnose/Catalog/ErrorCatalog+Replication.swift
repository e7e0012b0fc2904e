extension ErrorCatalog {
    /// About primaries and replicas.
    static let replication: [ErrorEntry] = [
        .loading, .readOnly, .readOnlyScript, .primaryDown, .noReplicas, .unblocked, .noPrimaryLink,
    ]
}

extension ErrorEntry {
    fileprivate static let loading = ErrorEntry(
        "loading", code: "LOADING", "The server is still loading its data", .replication,
        signs: ErrorSigns(
            codes: ["LOADING"], bare: .alone, phrases: ["is loading the dataset in memory"],
            names: ["BusyLoadingError", "RedisLoadingException"]),
        meaning: """
            It has started a short while ago and reads its RDB or AOF file, or it is a replica that receives all data \
            anew. It answers when that is done.
            """,
        outcome: .refused,
        retry: .backoff(
            """
            After loading_eta_seconds of INFO persistence, or 1 s, doubling up to 30 s, with jitter. Another replica \
            can answer reads at once.
            """),
        actions: [
            "See how far it is: loading_loaded_perc and loading_eta_seconds in INFO persistence. Then wait.",
            "Find out why it started: uptime_in_seconds, the server's log, dmesg -T for a kill by the kernel.",
            "If a replica loads again and again, raise repl-backlog-size, so that a part is enough.",
            "Don't route clients to a server before PING answers PONG: a readiness check saves them this error.",
        ],
        related: ["INFO persistence", "repl-backlog-size", "repl-diskless-load", "replica-serve-stale-data"])

    fileprivate static let readOnly = ErrorEntry(
        "readonly", code: "READONLY", "The server is a replica and refuses to write", .replication, priority: .high,
        signs: ErrorSigns(
            codes: ["READONLY"], bare: .alone, phrases: ["You can't write against a read only"],
            names: ["ReadOnlyError", "RedisReadOnlyException"]),
        meaning: """
            The client takes it for the primary, and it isn't, or isn't any more: after a failover the old connection \
            or the old address is still in use, or the address names a replica.
            """,
        outcome: .refused,
        retry: .redirect(
            """
            Find the primary again (Sentinel, CLUSTER SLOTS, the name's address), connect to it, and send the command \
            again; close connections to this server. Wait 100 ms, doubling up to 2 s: a failover takes a while.
            """),
        actions: [
            "See who is the primary: ROLE, or INFO replication (role, master_host, master_port).",
            "Let clients find the primary: by Sentinel, by cluster mode, or by a name that follows failovers.",
            "Let names expire soon: a TTL of some seconds in DNS, and no cache of names in the program.",
            "If the server should be a primary, because its primary is gone for good: REPLICAOF NO ONE.",
        ],
        related: ["ROLE", "INFO replication", "REPLICAOF", "replica-read-only"])

    fileprivate static let readOnlyScript = ErrorEntry(
        "readonly-script", code: "READONLY", "A script that may write can't run on a replica", .replication,
        signs: ErrorSigns(codes: ["READONLY"], phrases: ["Can not run script with write flag on readonly replica"]),
        meaning: "The script or function doesn't declare that it only reads, so a replica refuses it.",
        outcome: .no("The script was refused before its first line."),
        retry: .redirect("To the primary, or by EVAL_RO and FCALL_RO if the script only reads."),
        actions: [
            "Declare scripts that only read: “#!lua flags=no-writes” in the first line, or call them by EVAL_RO.",
            "Send scripts that write to the primary.",
        ],
        related: ["EVAL_RO", "FCALL_RO", "FUNCTION LIST"], since: "Redis 7.0")

    fileprivate static let primaryDown = ErrorEntry(
        "masterdown", code: "MASTERDOWN", "The replica has lost its primary and gives no old data", .replication,
        priority: .high,
        signs: ErrorSigns(
            codes: ["MASTERDOWN"], bare: .anywhere, phrases: ["Link with MASTER is down"],
            names: ["MasterDownError"]),
        meaning: "Its link to the primary is down, and replica-serve-stale-data is no: it won't answer from old data.",
        outcome: .refused,
        retry: .redirect("To the primary or another replica; otherwise here after 1 s, doubling up to 30 s."),
        actions: [
            "See why: master_link_status and master_last_io_seconds_ago in INFO replication, on the replica.",
            "Check the way to the primary: address, port, masteruser and masterauth, TLS.",
            "If old data is better than none: CONFIG SET replica-serve-stale-data yes.",
        ],
        related: ["replica-serve-stale-data", "INFO replication", "masterauth"])

    fileprivate static let noReplicas = ErrorEntry(
        "noreplicas", code: "NOREPLICAS", "Too few replicas follow for a write to be safe", .replication,
        priority: .high,
        signs: ErrorSigns(
            codes: ["NOREPLICAS"], bare: .anywhere,
            phrases: ["Not enough good replicas to write", "Not enough good slaves to write"]),
        meaning: """
            min-replicas-to-write asks for replicas that are not further behind than min-replicas-max-lag, and fewer \
            are. On Valkey CLUSTER SETSLOT says it too, when the replicas didn't take the change.
            """,
        outcome: .refused,
        retry: .backoff("A few times, after 1 s, doubling up to 10 s. A cache goes past: reads still work."),
        actions: [
            "See the replicas and their lag: INFO replication (connected_slaves, slave0, min_slaves_good_slaves).",
            "Bring them back: their logs say why they don't follow (network, full copies, output buffer limit).",
            "If the data is a cache, or a replica is gone for good: CONFIG SET min-replicas-to-write <fewer>.",
        ],
        related: ["min-replicas-to-write", "min-replicas-max-lag", "WAIT", "INFO replication"])

    fileprivate static let unblocked = ErrorEntry(
        "unblocked", code: "UNBLOCKED", "A command that waited was ended", .replication, priority: .low,
        signs: ErrorSigns(
            codes: ["UNBLOCKED"], bare: .alone,
            phrases: ["client unblocked via CLIENT UNBLOCK", "force unblock from blocking operation"]),
        meaning: "Somebody sent CLIENT UNBLOCK … ERROR, or the server changed its role while BLPOP or the like waited.",
        outcome: .no("It waited, and took nothing."),
        retry: .redirect("Find the primary again, if the role has changed, and send the command again."),
        actions: [
            "See whether there was a failover: ROLE, and the server's log.",
            "Otherwise find who sends CLIENT UNBLOCK.",
        ],
        related: ["CLIENT UNBLOCK", "BLPOP", "XREADGROUP", "ROLE"])

    fileprivate static let noPrimaryLink = ErrorEntry(
        "nomasterlink", code: "NOMASTERLINK", "The replica can't pass its data on, because it has no primary",
        .replication,
        signs: ErrorSigns(
            codes: ["NOMASTERLINK"], bare: .anywhere,
            phrases: ["Can't SYNC while not connected with my master", "Can't SYNC while failing over"]),
        meaning: "A replica of it asked for data while its own link to the primary was down, or during a failover.",
        outcome: .refused, retry: .never("The lower replica tries again by itself, when the link is there."),
        actions: [
            "Repair the upper link: master_link_status in INFO replication, on this server.",
            "Or let the lower replica follow the primary: REPLICAOF <host> <port>.",
        ],
        related: ["INFO replication", "REPLICAOF"])
}
