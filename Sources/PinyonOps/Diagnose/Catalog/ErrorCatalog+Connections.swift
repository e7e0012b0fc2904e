extension ErrorCatalog {
    /// About connections that are there, or were.
    static let connections: [ErrorEntry] = [.tooManyClients, .lost, .noAnswer]
}

extension ErrorEntry {
    fileprivate static let tooManyClients = ErrorEntry(
        "maxclients", code: "ERR", "The server has as many connections as it may have", .clients, priority: .high,
        signs: ErrorSigns(
            codes: ["ERR"],
            phrases: ["max number of clients reached", "max number of clients + cluster connections reached"]),
        meaning: """
            connected_clients has reached maxclients, or the limit of open files. The server says so to each new \
            connection and closes it, before it asks for a password.
            """,
        outcome: .no("The connection was closed before any command was read."),
        retry: .backoff("Connect again after 1 s, doubling up to 30 s, with jitter, and make the pool smaller."),
        actions: [
            "Compare connected_clients and maxclients in INFO clients; rejected_connections in INFO stats.",
            "See who has them: CLIENT LIST, by address, name and idle time. Look for a pool that leaks.",
            "Close idle ones: CONFIG SET timeout 300, or CLIENT KILL TYPE normal with MAXAGE where there is one.",
            "Raise the limit: CONFIG SET maxclients <number>; the limit of files (ulimit -n) has to allow it.",
            "Multiply what the pools may take by the number of processes, and keep that below maxclients.",
        ],
        related: ["maxclients", "timeout", "CLIENT LIST", "INFO clients", "ulimit -n"])

    fileprivate static let lost = ErrorEntry(
        "connection-lost", code: "", "The connection broke", .network, product: .system,
        signs: ErrorSigns(
            codes: ["EOF"], bare: .lineEnd, names: ["SocketClosedUnexpectedlyError"], kinds: ["connectionClosed"],
            causes: [
                "Connection reset by peer", "ECONNRESET", "EPIPE", "Broken pipe", "Unexpected end of stream",
                "Server closed the connection", "Connection closed by server", "Connection is closed.",
                "Socket closed unexpectedly", "Connection lost", "unexpected EOF", "use of closed network connection",
                "Connection reset", "An existing connection was forcibly closed", "Software caused connection abort",
                "ECONNABORTED", "Redis server went away", "read error on connection", "SocketClosed",
            ],
            texts: ["SocketFailure", "Connection closed", "Connection to server lost", "Connection disconnected"],
            wrapperNames: [
                "ConnectionError", "JedisConnectionException", "RedisConnectionException", "ConnectionResetError",
                "BrokenPipeError",
            ]),
        meaning: """
            The other side, or something between, ended the connection: a failover or a restart, CLIENT KILL, an \
            output buffer above its limit, maxmemory-clients, an idle timeout of the server or of a proxy, maxclients, \
            or the kernel that ended the server for want of memory.
            """,
        outcome: .lost,
        retry: .idempotentOnly(
            """
            Connect again (50 ms, doubling up to 2 s, with jitter), then send only what does no harm twice (GET, SET \
            of the same value, DEL, EXPIRE). For INCR, LPUSH, XADD and the like ask the caller, or look first.
            """),
        actions: [
            "See whether the server restarted or changed its role: uptime_in_seconds in INFO server, and ROLE.",
            """
            See whether it closes clients: client_output_buffer_limit_disconnections and evicted_clients in INFO stats \
            (from Redis 7.0 on), rejected_connections, and the server's log at that time.
            """,
            "If it hits connections that were idle: CONFIG GET timeout, tcp-keepalive, and the timeouts of proxies.",
            "See whether the kernel ended it: dmesg -T, or the container's last state.",
            "Let clients send PING on idle connections, and count such errors in a breaker.",
        ],
        related: ["client-output-buffer-limit", "maxmemory-clients", "timeout", "tcp-keepalive", "CLIENT KILL"])

    fileprivate static let noAnswer = ErrorEntry(
        "timeout", code: "", "No answer came in time", .network, product: .client,
        signs: ErrorSigns(
            kinds: ["timedOut"],
            causes: [
                "Timeout reading from socket", "Timeout writing to socket", "Read timed out", "read ETIMEDOUT",
                "Command timed out", "Timeout performing", "Timeout awaiting response", "context deadline exceeded",
                "Redis server response timeout", "Command still hasn't been written", "read timeout",
            ],
            texts: ["ETIMEDOUT", "Connection timed out", "Operation timed out", "read tcp", "socket.timeout"],
            wrappers: ["i/o timeout"],
            wrapperNames: [
                "TimeoutError", "RedisTimeoutException", "RedisCommandTimeoutException", "SocketTimeoutException",
                "JedisSocketTimeoutException", "QueryTimeoutException",
            ]),
        meaning: """
            The answer took longer than the client waits: a slow command or a script before this one, a fork or a slow \
            disk, a large value, a full network, a paused process on either side, or too short a limit.
            """,
        outcome: .lost,
        retry: .idempotentOnly(
            """
            Once or twice, with jitter, and only what does no harm twice. The late answer must not be taken for \
            another's: close the connection, or use a client that skips it. Many retries make an overload worse.
            """),
        actions: [
            "Look for slow commands: SLOWLOG GET 10, and INFO commandstats (usec_per_call).",
            "Look for pauses: LATENCY DOCTOR, latest_fork_usec in INFO stats, and the host's swap and CPU.",
            "Measure the way: redis-cli --latency -h <host> -p <port>, from the program's host.",
            "Look at the program: blocked threads or event loops, pauses of its garbage collection, its own CPU.",
            "Set the limit above the slowest regular command, and above the time that BLPOP and the like wait.",
        ],
        related: ["SLOWLOG GET", "LATENCY DOCTOR", "INFO commandstats"])
}
