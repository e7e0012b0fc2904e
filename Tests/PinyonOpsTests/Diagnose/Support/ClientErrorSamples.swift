extension ErrorSamples {
    /// What clients and systems say.
    static let clients: [Sample] = Array([python, javaScript, java, go, system, pinyon].joined())

    /// What redis-py raises: it takes the code off, and names a class.
    static let python = [
        Sample("oom", "redis.exceptions.OutOfMemoryError: command not allowed when used memory > 'maxmemory'."),
        Sample("clusterdown", "redis.exceptions.ClusterDownError: The cluster is down"),
        Sample("clusterdown-slot", "redis.exceptions.ClusterDownError: Hash slot not served"),
        Sample("clusterdown-slot", #"redis.exceptions.SlotNotCoveredError: Slot "7" not covered by the cluster."#),
        Sample("moved", "redis.exceptions.MovedError: 12182 127.0.0.1:7001"),
        Sample("ask", "redis.exceptions.AskError: 12182 127.0.0.1:7001"),
        Sample("tryagain", "redis.exceptions.TryAgainError: Multiple keys request during rehashing of slot"),
        Sample("crossslot", "redis.exceptions.ClusterCrossSlotError: Keys in request don't hash to the same slot"),
        Sample("loading", "redis.exceptions.BusyLoadingError: Redis is loading the dataset in memory"),
        Sample("readonly", "redis.exceptions.ReadOnlyError: You can't write against a read only replica."),
        Sample("noscript", "redis.exceptions.NoScriptError: No matching script. Please use EVAL."),
        Sample("execabort", "redis.exceptions.ExecAbortError: Transaction discarded because of previous errors."),
        Sample(
            "masterdown",
            """
            redis.exceptions.MasterDownError: Link with MASTER is down and replica-serve-stale-data is set to 'no'.
            """),
        Sample("noauth", "redis.exceptions.AuthenticationError: Authentication required."),
        Sample(
            "wrongpass", "redis.exceptions.AuthenticationError: invalid username-password pair or user is disabled."),
        Sample("wrongpass", "redis.exceptions.AuthenticationError"),
        Sample("noperm", "redis.exceptions.NoPermissionError: User shop has no permissions to run the 'get' command"),
        Sample("unknown-command", "redis.exceptions.ResponseError: unknown command 'FOO', with args beginning with: "),
        Sample("syntax", "redis.exceptions.ResponseError: syntax error"),
        Sample("no-such-key", "redis.exceptions.ResponseError: no such key"),
        Sample("err", "redis.exceptions.ResponseError: words that nobody knows"),
        Sample("watch-conflict", "redis.exceptions.WatchError: Watched variable changed."),
        Sample("pool-exhausted", "redis.exceptions.MaxConnectionsError: Too many connections"),
        Sample("pool-exhausted", "redis.exceptions.ConnectionError: No connection available."),
        Sample("maxclients", "redis.exceptions.ConnectionError: max number of clients reached"),
        Sample(
            "connection-refused",
            "redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused."),
        Sample(
            "unknown-host",
            "redis.exceptions.ConnectionError: Error -2 connecting to cache:6379. Name or service not known."),
        Sample("connection-lost", "redis.exceptions.ConnectionError: Connection closed by server."),
        Sample("connection-lost", "redis.exceptions.ConnectionError"),
        Sample("timeout", "redis.exceptions.TimeoutError: Timeout reading from socket"),
        Sample("timeout", "redis.exceptions.TimeoutError"),
        Sample("unreachable", "redis.exceptions.TimeoutError: Timeout connecting to server"),
        Sample("wrong-protocol", "redis.exceptions.InvalidResponse: Protocol Error: b'TTP/1.1 400 Bad Request'"),
        Sample("moved", "valkey.exceptions.MovedError: 866 [2001:db8::7]:7002"),
    ]

    /// What clients for JavaScript throw.
    static let javaScript = [
        Sample("oom", "ReplyError: OOM command not allowed when used memory > 'maxmemory'.\n    at parser.js:179:12"),
        Sample("not-connected", "MaxRetriesPerRequestError: Reached the max retries per request limit (which is 20)."),
        Sample("no-topology", "ClusterAllFailedError: Failed to refresh slots cache."),
        Sample(
            "connection-refused",
            """
            ClusterAllFailedError: Failed to refresh slots cache. {
              lastNodeError: Error: connect ECONNREFUSED 127.0.0.1:7000
            """),
        Sample("connection-lost", "Error: Connection is closed."),
        Sample("connection-lost", "SocketClosedUnexpectedlyError: Socket closed unexpectedly"),
        Sample("client-closed", "ClientClosedError: The client is closed"),
        Sample("timeout", "Error: Command timed out"),
        Sample("unreachable", "Error: connect ETIMEDOUT 10.0.0.7:6379"),
        Sample("timeout", "Error: read ETIMEDOUT"),
        Sample("unknown-host", "Error: getaddrinfo ENOTFOUND cache.internal"),
        Sample("not-connected", "Error: Stream isn't writeable and enableOfflineQueue options is false"),
        Sample("tls-certificate", "Error: unable to verify the first certificate"),
    ]

    /// What clients for Java and .NET throw.
    static let java = [
        Sample("wrongtype", "redis.clients.jedis.exceptions.JedisDataException: WRONGTYPE Operation against a key"),
        Sample("moved", "redis.clients.jedis.exceptions.JedisMovedDataException: MOVED 866 10.0.0.1:7002"),
        Sample("too-many-redirections", "JedisClusterMaxAttemptsException: No more cluster attempts left."),
        Sample("pool-exhausted", "JedisConnectionException: Could not get a resource from the pool"),
        Sample(
            "connection-refused",
            """
            redis.clients.jedis.exceptions.JedisConnectionException: Could not get a resource from the pool
            \tat redis.clients.jedis.util.Pool.getResource(Pool.java:84)
            Caused by: java.net.ConnectException: Connection refused (Connection refused)
            """),
        Sample("unreachable", "JedisConnectionException: java.net.SocketTimeoutException: connect timed out"),
        Sample("timeout", "JedisConnectionException: java.net.SocketTimeoutException: Read timed out"),
        Sample("connection-lost", "redis.clients.jedis.exceptions.JedisConnectionException: Unexpected end of stream."),
        Sample("busy-script", "io.lettuce.core.RedisBusyException: BUSY Redis is busy running a script."),
        Sample("loading", "io.lettuce.core.RedisLoadingException: LOADING Redis is loading the dataset in memory"),
        Sample(
            "readonly",
            "io.lettuce.core.RedisReadOnlyException: READONLY You can't write against a read only replica."),
        Sample("readonly", "io.lettuce.core.RedisReadOnlyException"),
        Sample("timeout", "io.lettuce.core.RedisCommandTimeoutException: Command timed out after 1 second(s)"),
        Sample(
            "connection-refused",
            """
            io.lettuce.core.RedisConnectionException: Unable to connect to /10.0.0.1:6379
            Caused by: io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused
            """),
        Sample("not-connected", "io.lettuce.core.RedisException: Currently not connected. Commands are rejected."),
        Sample("noauth", "io.lettuce.core.RedisCommandExecutionException: NOAUTH Authentication required."),
        Sample("timeout", "StackExchange.Redis.RedisTimeoutException: Timeout performing GET shop:7 (5000ms), qs: 6"),
        Sample(
            "not-connected",
            """
            StackExchange.Redis.RedisTimeoutException: The message timed out in the backlog attempting to send because \
            no connection became available, command=EXEC, timeout: 10000
            """),
        Sample(
            "not-connected",
            "StackExchange.Redis.RedisConnectionException: No connection is available to service this operation: GET"),
        Sample("misconf-aof", "StackExchange.Redis.RedisServerException: MISCONF Errors writing to the AOF file: I/O"),
    ]

    /// What clients for Go return.
    static let go = [
        Sample("pool-exhausted", "redis: connection pool timeout"),
        Sample("nil-reply", "redis: nil"),
        Sample("client-closed", "redis: client is closed"),
        Sample("timeout", "read tcp 10.0.0.2:53180->10.0.0.7:6379: i/o timeout"),
        Sample("unreachable", "dial tcp 10.0.0.7:6379: i/o timeout"),
        Sample("connection-refused", "dial tcp 127.0.0.1:6379: connect: connection refused"),
        Sample("unknown-host", "dial tcp: lookup cache on 10.0.0.10:53: no such host"),
        Sample("connection-lost", "read tcp 10.0.0.2:53180->10.0.0.7:6379: read: connection reset by peer"),
        Sample("connection-lost", "write tcp 10.0.0.2:53180->10.0.0.7:6379: write: broken pipe"),
        Sample("connection-lost", "EOF"),
        Sample("connection-lost", "cache: get shop:7: EOF"),
        Sample("timeout", "context deadline exceeded"),
        Sample("cancelled", "context canceled"),
        Sample("watch-conflict", "redis: transaction failed"),
        Sample("tls-mismatch", "tls: first record does not look like a TLS handshake"),
        Sample("tls-certificate", "x509: certificate signed by unknown authority"),
        Sample("moved", "MOVED 3999 127.0.0.1:6381"),
    ]

    /// What systems and programs for the command line say.
    static let system = [
        Sample("connection-refused", "Could not connect to Redis at 127.0.0.1:6379: Connection refused"),
        Sample("connection-lost", "Error: Server closed the connection"),
        Sample("connection-lost", "[Errno 104] Connection reset by peer"),
        Sample("connection-lost", "ECONNRESET"),
        Sample("connection-lost", "EPIPE"),
        Sample("connection-refused", "ECONNREFUSED"),
        Sample("unreachable", "No route to host"),
        Sample("timeout", "Connection timed out"),
        Sample("wrong-protocol", #"Error: Protocol error, got "H" as reply type byte"#),
        Sample("tls-mismatch", "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)"),
        Sample("tls-certificate", "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] verify failed"),
        Sample("tls-certificate", "tlsv1 alert unknown ca"),
        Sample("host-out-of-memory", "kernel: Out of memory: Killed process 812 (redis-server) total-vm:9GB"),
        Sample("host-out-of-memory", "Last State: Terminated, Reason: OOMKilled, Exit Code: 137"),
        Sample("nil-reply", "(nil)"),
        Sample("nokey", "NOKEY"),
        Sample("memcached-error", "ERROR"),
        Sample("memcached-outcome", "NOT_STORED"),
        Sample("memcached-outcome", "EXISTS"),
        Sample("memcached-outcome", "NF"),
        Sample("err", "ERR words that nobody knows"),
    ]

    /// What Pinyon's own client throws.
    static let pinyon = [
        Sample("unreachable", "connectionFailed in SET at 10.0.0.7:6379: no connection to 10.0.0.7:6379: too late"),
        Sample("connection-refused", "connectionFailed at 10.0.0.7:6379: connect: Connection refused (errno: 111)"),
        Sample(
            "loading",
            "connectionFailed: the server refused the connection: LOADING Redis is loading the dataset in memory"),
        Sample("timeout", "timedOut in GET at 10.0.0.7:6379: the command's time was over before the server took it"),
        Sample("timeout", "timedOut"),
        Sample("connection-lost", "connectionClosed in INCR at 10.0.0.7:6379: the server ended the connection"),
        Sample("oom", "server in SET at 10.0.0.7:6379: OOM command not allowed when used memory > 'maxmemory'."),
        Sample("wrongpass", "authentication: the server refused the credentials: WRONGPASS invalid pair"),
        Sample("noauth", "authentication: the server wants a password, and none is configured (NOAUTH)"),
        Sample("pool-exhausted", "queueFull in GET at 10.0.0.7:6379: 10000 callers wait for one already"),
        Sample("crossslot", "crossSlot in MGET: keys that have to be in one slot are in different ones"),
        Sample("watch-conflict", "transactionAborted in EXEC: a watched key changed before the transaction ran"),
        Sample("execabort", "transactionDiscarded in EXEC: the transaction was refused, nothing was done"),
        Sample("no-topology", "unknownTopology: no node of the cluster could be asked (10.0.0.7:7000: too late)"),
        Sample("clusterdown-slot", "unknownTopology: no node of the cluster serves slot 7 (see CLUSTER NODES)"),
        Sample("too-many-redirections", "tooManyRedirects in GET at 10.0.0.7:7000: the nodes kept referring to others"),
        Sample("client-closed", "shutDown in GET: the client was shut down"),
        Sample("not-connected", "notRunning in GET: there was no connection in time, and none was tried"),
        Sample("cancelled", "cancelled in GET: the calling task was cancelled"),
        Sample("client-usage", "refused in MONITOR: MONITOR needs a connection of its own"),
        Sample("client-usage", "invalidArgument in SET: the lifetime has to be above zero"),
        Sample("unexpected-reply", "unexpectedReply in GET at 10.0.0.7:6379: the reply isn't what was promised"),
        Sample("wrong-protocol", "protocolViolation at 10.0.0.7:6379: not RESP; the connection was closed"),
        Sample("untrusted-address", "untrustedAddress in GET: a server named 10.1.2.3:6379: not in the networks"),
        Sample("slow-subscriber", "subscriptionOverflow in SUBSCRIBE: messages were dropped"),
    ]
}
