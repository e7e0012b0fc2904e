extension ErrorCatalog {
    /// With which a server sends a client to another.
    static let redirections: [ErrorEntry] = [.moved, .ask, .redirect, .tooManyRedirections]
}

extension ErrorEntry {
    fileprivate static let moved = ErrorEntry(
        "moved", code: "MOVED", "The key's slot is on another node", .cluster, priority: .low,
        signs: ErrorSigns(codes: ["MOVED"], bare: .alone, names: ["MovedError", "JedisMovedDataException"]),
        reads: .redirection,
        meaning: """
            The node that was asked doesn't have this slot, and names the one that has it. That is normal while slots \
            move and after a failover. If a program sees it, its client doesn't know that this is a cluster.
            """,
        outcome: .refused,
        retry: .redirect(
            """
            At once, to the host and port that it names; an empty host is the one that answered, and “?” one that the \
            server doesn't know: ask another node then. Note the slot's new place, ask for the whole topology beside, \
            and give up after 5 to 16 redirections.
            """),
        actions: [
            "Use a client for clusters, or its cluster mode (redis-cli: the option -c), if programs see this error.",
            "Check that clients can reach the host that is named: cluster-announce-ip, cluster-announce-hostname.",
            "If it doesn't stop, look whether slots move or nodes change roles all the time: CLUSTER NODES.",
        ],
        related: ["CLUSTER SLOTS", "CLUSTER SHARDS", "cluster-announce-ip", "cluster-preferred-endpoint-type"])

    fileprivate static let ask = ErrorEntry(
        "ask", code: "ASK", "The key is on the node that its slot moves to", .cluster, priority: .low,
        signs: ErrorSigns(codes: ["ASK"], bare: .alone, names: ["AskError", "JedisAskDataException"]),
        reads: .redirection,
        meaning: "The slot is being moved, and this key isn't on the old node any more, or was never there.",
        outcome: .refused,
        retry: .redirect(
            """
            Once, to the node that it names: ASKING and then the command, one right after the other on the same \
            connection; in a pipeline ASKING before each command. Don't note the slot's place: it hasn't changed yet.
            """),
        actions: [
            "Nothing as long as the move goes on: clients for clusters do this by themselves.",
            "If it stands still, finish it: redis-cli --cluster check <host:port>, then --cluster fix.",
        ],
        related: ["ASKING", "CLUSTER SETSLOT", "MIGRATE"])

    fileprivate static let redirect = ErrorEntry(
        "redirect", code: "REDIRECT", "The server hands its clients over to another", .replication, priority: .low,
        product: .valkey,
        signs: ErrorSigns(codes: ["REDIRECT"], bare: .alone), reads: .endpoint,
        meaning: """
            A failover is under way or done, and the client has said that it understands redirections \
            (CLIENT CAPA redirect): the server names the new primary.
            """,
        outcome: .refused,
        retry: .redirect("At once, to the host and port that it names: connect there, and send the command again."),
        actions: [
            "Nothing, if the failover was planned.",
            "Point what isn't able to follow (names, proxies, configurations) at the new primary.",
        ],
        related: ["CLIENT CAPA", "FAILOVER", "ROLE"], since: "Valkey 8.0")

    fileprivate static let tooManyRedirections = ErrorEntry(
        "too-many-redirections", code: "", "The client gave up after too many redirections", .cluster, priority: .high,
        product: .client,
        signs: ErrorSigns(
            names: ["JedisClusterMaxAttemptsException"], kinds: ["tooManyRedirects"],
            causes: [
                "Too many Cluster redirections", "No more cluster attempts left", "TTL exhausted",
                "Too many redirections",
            ],
            wrapperNames: ["JedisClusterOperationException", "ClusterError"]),
        meaning: """
            Nodes kept referring to each other, or failed one after the other, while the client looked for the one \
            that serves the slot: they don't agree about the topology, or a failover takes long.
            """,
        outcome: .no(
            """
            A node that refers to another does nothing. If attempts ended by a lost connection between, a write may \
            have been carried out.
            """),
        retry: .backoff("Ask for the topology again, and wait 1 s, doubling up to 30 s, with jitter."),
        actions: [
            "Compare what nodes say: CLUSTER NODES and CLUSTER INFO on each; the epochs and owners have to agree.",
            "Finish slots that are half moved: redis-cli --cluster check <host:port>, then --cluster fix.",
            "Check that the program reaches every node under the address that CLUSTER SLOTS names.",
        ],
        related: ["CLUSTER NODES", "CLUSTER SLOTS", "cluster-announce-ip"])
}
