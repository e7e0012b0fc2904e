extension ErrorCatalog {
    /// About what clients say themselves.
    static let clients: [ErrorEntry] = [
        .poolExhausted, .noTopology, .closedClient, .cancelled, .clientUsage, .unexpectedReply, .untrustedAddress,
        .slowSubscriber,
    ]
}

extension ErrorEntry {
    fileprivate static let poolExhausted = ErrorEntry(
        "pool-exhausted", code: "", "No connection of the pool became free in time", .clients, product: .client,
        signs: ErrorSigns(
            names: ["MaxConnectionsError", "JedisExhaustedPoolException"], kinds: ["queueFull"],
            causes: [
                "redis: connection pool timeout", "redis: connection pool exhausted", "Timeout waiting for idle object",
                "Could not get a resource since the pool is exhausted", "No connection available.", "Pool exhausted",
                "Too many connections", "no connection for a blocking command or a transaction became free",
                "Unable to acquire connection", "connections for blocking commands and transactions are on loan",
            ],
            wrappers: ["Could not get a resource from the pool"]),
        meaning: """
            All connections are on loan: more callers at once than connections, connections that aren't returned, \
            blocking commands that hold them, or commands that are slow.
            """,
        outcome: .notSent,
        retry: .backoff("After 10 to 100 ms with jitter, 2 or 3 times; then answer from the origin."),
        actions: [
            "Look whether connections are returned in every branch of the program, also after errors.",
            "Keep blocking commands (BLPOP, XREAD BLOCK) and subscriptions on connections of their own.",
            "Look for slow commands: SLOWLOG GET 10. Faster commands need fewer connections.",
            "Only then raise the pool's limit, and keep the sum over all processes below maxclients.",
        ],
        related: ["maxclients", "SLOWLOG GET", "CLIENT LIST"])

    fileprivate static let noTopology = ErrorEntry(
        "no-topology", code: "", "The client can't find out which servers there are", .cluster, priority: .high,
        product: .client,
        signs: ErrorSigns(
            kinds: ["unknownTopology"],
            causes: ["redis: cluster has no nodes", "This connection point is not known in the cluster view"],
            texts: [
                "all sentinels specified in configuration are unreachable", "All sentinels are unreachable",
                "All sentinels down", "Could not initialize cluster slots cache", "No reachable node in cluster",
                "Redis Cluster cannot be connected", "No master found for",
                "Cannot retrieve initial cluster partitions",
            ],
            wrappers: ["Failed to refresh slots cache", "None of startup nodes is available"],
            wrapperNames: [
                "ClusterAllFailedError", "JedisNoReachableClusterNodeException", "RedisClusterException",
                "MasterNotFoundError",
            ]),
        meaning: """
            None of the nodes or Sentinels that it knows answered usefully: they are down, refuse the password, speak \
            TLS, are no cluster, or announce addresses that this host can't reach.
            """,
        outcome: .notSent,
        retry: .backoff("Ask for the topology again after 100 ms, doubling up to 5 s, with jitter."),
        actions: [
            "Ask one from the program's host: redis-cli -h <host> -p <port> CLUSTER SLOTS, or SENTINEL MASTERS.",
            "Check that the program can reach the addresses in the answer: cluster-announce-ip, NAT, containers.",
            "Give the client several nodes to begin with, the password (Sentinels have their own), and TLS.",
            "If it times out only at times, raise the client's limit for asking (ioredis: slotsRefreshTimeout).",
        ],
        related: ["CLUSTER SLOTS", "SENTINEL MASTERS", "cluster-announce-ip", "sentinel announce-ip"])

    fileprivate static let closedClient = ErrorEntry(
        "client-closed", code: "", "The program has closed its client", .clients, priority: .low, product: .client,
        signs: ErrorSigns(
            names: ["ClientClosedError", "DisconnectsClientError"], kinds: ["shutDown"],
            causes: ["redis: client is closed", "The client is closed", "the client was shut down"]),
        meaning: "A command was sent after the client was closed: often at the program's end, or by a second user.",
        outcome: .no("A closed client sends nothing more. What was under way before may have been carried out."),
        retry: .never("Not on this client: it stays closed."),
        actions: [
            "Close the client only when everything that uses it has ended.",
            "Look for a second user of the same client that closes it, such as a test or a request's cleanup.",
        ],
        related: [])

    fileprivate static let cancelled = ErrorEntry(
        "cancelled", code: "", "The program gave the call up", .clients, priority: .low, product: .client,
        signs: ErrorSigns(
            kinds: ["cancelled"],
            causes: [
                "context canceled", "the calling task was cancelled", "RedisCommandInterruptedException",
                "Thread was interrupted",
            ]),
        meaning: "The caller went away (a request that ended, a task that was cancelled) before the answer came.",
        outcome: .lost, retry: .idempotentOnly("Only if somebody still wants the answer, and it does no harm twice."),
        actions: [
            "Nothing, if callers really gave up.",
            "If it is frequent, see why they don't wait: their limits, and slow commands in SLOWLOG GET 10.",
        ],
        related: ["SLOWLOG GET"])

    fileprivate static let clientUsage = ErrorEntry(
        "client-usage", code: "", "The client doesn't send this command", .usage, priority: .low, product: .client,
        signs: ErrorSigns(
            kinds: ["invalidArgument", "refused"], causes: ["Invalid input of type:"], wrapperNames: ["DataError"]),
        meaning: "An argument can't be sent, or the command would harm others on a shared connection.",
        outcome: .no("The client didn't send it."), retry: .never("Correct the call first."),
        actions: ["Read the client's message: it names the argument or the reason. Turn values into text or bytes."],
        related: [])

    fileprivate static let unexpectedReply = ErrorEntry(
        "unexpected-reply", code: "", "The answer isn't what the command promises", .usage, product: .client,
        signs: ErrorSigns(kinds: ["unexpectedReply"]),
        meaning: "The server answered in another form than the client expects, or with more than it accepts.",
        outcome: .yes("The server carried the command out and answered."),
        retry: .never("The same command will be answered the same."),
        actions: [
            "Check the server's product and version: INFO server. Proxies and other products answer otherwise.",
            "If a limit was exceeded, read in parts (HSCAN, LRANGE, GETRANGE), or raise the client's limit.",
        ],
        related: ["INFO server"])

    fileprivate static let untrustedAddress = ErrorEntry(
        "untrusted-address", code: "", "A server named an address that the client doesn't trust", .security,
        product: .client,
        signs: ErrorSigns(kinds: ["untrustedAddress"], causes: ["and the client doesn't connect to it"]),
        meaning: "A redirection or a topology named a server outside of what the client's policy permits.",
        outcome: .notSent, retry: .never("Not until the address is permitted, or is no longer named."),
        actions: [
            "See what the servers announce: CLUSTER SLOTS, SENTINEL MASTERS.",
            "If it is right, permit the network in the client's policy; if not, find out who announces it.",
        ],
        related: ["cluster-announce-ip"])

    fileprivate static let slowSubscriber = ErrorEntry(
        "slow-subscriber", code: "", "A subscriber read too slowly, and messages were dropped", .clients,
        product: .client,
        signs: ErrorSigns(kinds: ["subscriptionOverflow"]),
        meaning: "More messages came than the client holds for the subscriber.",
        outcome: .partly("Messages up to then arrived; those that were dropped are lost."),
        retry: .never("Subscribe again, and take it that anything may have been missed."),
        actions: [
            "Do less in the loop that reads, or hand the messages on.",
            "Use a stream with a consumer group (XREADGROUP) if no message may be lost.",
        ],
        related: ["client-output-buffer-limit", "XREADGROUP"])
}
