extension ErrorCatalog {
    /// About connections that can't be made.
    static let connecting: [ErrorEntry] = [.refusedConnection, .unreachable, .unknownName, .notConnected]
}

extension ErrorEntry {
    private static let reconnect = Retry.backoff(
        "Connect again after 100 ms, doubling up to 10 s, with jitter, and answer from the origin meanwhile.")

    fileprivate static let refusedConnection = ErrorEntry(
        "connection-refused", code: "ECONNREFUSED", "Nobody listens at this address", .network, priority: .high,
        product: .system,
        signs: ErrorSigns(
            causes: [
                "Connection refused", "ECONNREFUSED", "Connect call failed", "actively refused it",
                "Error 111 connecting", "Error 61 connecting",
            ]),
        meaning: """
            The host answered that no program listens on this port: the server isn't running, listens on another port \
            or another address, or a firewall answers in its place.
            """,
        outcome: .notSent, retry: reconnect,
        actions: [
            "See whether it runs: systemctl status redis-server (or valkey-server, memcached), or docker ps.",
            "See where it listens: ss -ltnp, on its host; and what is set: bind, port, tls-port.",
            "In containers: 127.0.0.1 is the container itself; use the service's name, and publish the port.",
            "If it ended, read why at the end of its log, and in dmesg -T.",
        ],
        related: ["bind", "port", "protected-mode"])

    fileprivate static let unreachable = ErrorEntry(
        "unreachable", code: "", "The server can't be reached", .network, priority: .high,
        product: .system,
        signs: ErrorSigns(
            names: ["ConnectTimeoutException"], kinds: ["connectionFailed"],
            causes: [
                "connect timed out", "connection timed out: ", "connect ETIMEDOUT", "Timeout connecting to server",
                "No route to host", "EHOSTUNREACH", "Network is unreachable", "ENETUNREACH", "Host is down",
                "ConnectTimeout", "UnableToConnect",
            ],
            texts: [
                "dial tcp", "It was not possible to connect to the redis server", "ETIMEDOUT", "Connection timed out",
            ],
            wrappers: ["Could not connect to Redis", "Could not connect to Valkey", "Unable to connect to"],
            wrapperNames: ["CannotConnectError", "ConnectionTimeoutError"]),
        meaning: """
            No connection came about in time: the address is wrong, a firewall or a security group drops the packets, \
            the host is down, or the server is so busy that it doesn't accept.
            """,
        outcome: .notSent, retry: reconnect,
        actions: [
            "Try it from the program's host: redis-cli -h <host> -p <port> PING, or nc -vz <host> <port>.",
            "Check firewalls, security groups, network policies and routes between the two.",
            "Check the address that the server announces: cluster-announce-ip, replica-announce-ip, SENTINEL MASTERS.",
            "If connections come too fast: tcp-backlog and net.core.somaxconn, and pools that open them slowly.",
        ],
        related: ["bind", "tcp-backlog", "cluster-announce-ip"])

    fileprivate static let unknownName = ErrorEntry(
        "unknown-host", code: "", "The server's name can't be resolved", .network, priority: .high,
        product: .system,
        signs: ErrorSigns(
            causes: [
                "getaddrinfo ENOTFOUND", "ENOTFOUND", "EAI_AGAIN", "Name or service not known",
                "Temporary failure in name resolution", "nodename nor servname provided", "no such host",
                "No address associated with hostname", "UnknownHostException", "could not be resolved",
                "Name does not resolve",
            ]),
        meaning: "The name is spelled wrongly, isn't known in this network, or the name server doesn't answer.",
        outcome: .notSent, retry: reconnect,
        actions: [
            "Ask for it from the program's host: getent hosts <name>, or dig <name>.",
            "Check the name in the client's configuration, with its domain; in containers, the service's network.",
            "If it comes and goes, look at the name server, and at limits of requests to it.",
        ],
        related: ["cluster-announce-hostname", "resolve-hostnames"])

    fileprivate static let notConnected = ErrorEntry(
        "not-connected", code: "", "The client has no connection just now", .network, priority: .high,
        product: .client,
        signs: ErrorSigns(
            kinds: ["notRunning"],
            causes: [
                "timed out in the backlog attempting to send", "Stream isn't writeable and enableOfflineQueue",
                "Currently not connected. Commands are rejected", "The client is offline",
            ],
            texts: ["No connection is available to service", "No connection is active/available to service"],
            wrappers: ["Reached the max retries per request limit"], wrapperNames: ["MaxRetriesPerRequestError"]),
        meaning: """
            The connection ended before, the client hasn't got a new one yet, and it doesn't let commands wait, or no \
            longer. Why it ended stands in an earlier line of the log, or further down in the stack trace.
            """,
        outcome: .unknown(
            """
            A command that was only queued wasn't sent; one that was under way when the connection broke may have been \
            carried out.
            """),
        retry: .idempotentOnly("When the client is connected again, with jitter: only what does no harm twice."),
        actions: [
            "Look for the first error of the connection in the log: refused, reset, timed out, password, TLS.",
            "See whether the server is there: redis-cli -h <host> -p <port> PING.",
            "Let the client reconnect for ever, with a backoff, and don't give up at the first failure.",
            "Check that the program has started the client, and awaits its first connection.",
        ],
        related: ["INFO server", "CLIENT LIST"])
}
