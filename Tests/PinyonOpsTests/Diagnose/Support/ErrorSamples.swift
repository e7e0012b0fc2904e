import Testing

/// Errors as servers send them, each with the name of its entry in the catalogue.
enum ErrorSamples {
    /// A text and the entry that it belongs to.
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let name: String

        init(_ name: String, _ text: String) {
            self.text = text
            self.name = name
        }

        var testDescription: String { "\(name): \(text.prefix(60))" }
    }

    /// What the mission names, exactly as it stands there, and as servers send it.
    static let mission = [
        Sample("oom", "OOM command not allowed"),
        Sample("oom", "OOM command not allowed when used memory > 'maxmemory'."),
        Sample("clusterdown", "CLUSTERDOWN"),
        Sample("clusterdown", "CLUSTERDOWN The cluster is down"),
        Sample("moved", "MOVED"),
        Sample("moved", "MOVED 3999 127.0.0.1:6381"),
        Sample("busy-script", "BUSY"),
        Sample(
            "busy-script",
            "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE."),
        Sample("loading", "LOADING"),
        Sample("loading", "LOADING Redis is loading the dataset in memory"),
    ]

    static let all: [Sample] = Array(
        [mission.filter { $0.text.contains(" ") }, cluster, scripts, replication, access, data, usage].joined())

    private static let cluster = [
        Sample(
            "oom-script", "OOM allow-oom flag is not set on the script, can not run it when used memory > 'maxmemory'"),
        Sample("clusterdown-slot", "CLUSTERDOWN Hash slot not served"),
        Sample("clusterdown-reads", "CLUSTERDOWN The cluster is down and only accepts read commands"),
        Sample("tryagain", "TRYAGAIN Multiple keys request during rehashing of slot"),
        Sample("crossslot", "CROSSSLOT Keys in request don't hash to the same slot"),
        Sample("moved", "MOVED 16383 cache-3.example.com:7002"),
        Sample("ask", "ASK 3999 10.0.0.7:6381"),
        Sample("redirect", "REDIRECT 10.0.0.7:6379"),
        Sample("no-cluster", "ERR This instance has cluster support disabled"),
        Sample("cluster-database", "ERR SELECT is not allowed in cluster mode"),
        Sample("setslot-primaries", "ERR Please use SETSLOT only with masters."),
    ]

    private static let scripts = [
        Sample(
            "busy-script",
            "BUSY Valkey is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE."),
        Sample("busy-module", "BUSY Redis is busy running a module command."),
        Sample(
            "unkillable",
            """
            UNKILLABLE Sorry the script already executed write commands against the dataset. You can either wait the \
            script termination or kill the server in a hard way using the SHUTDOWN NOSAVE command.
            """),
        Sample(
            "unkillable",
            """
            UNKILLABLE The busy script was sent by a master instance in the context of replication and cannot be killed.
            """),
        Sample("notbusy", "NOTBUSY No scripts in execution right now."),
        Sample("noscript", "NOSCRIPT No matching script. Please use EVAL."),
        Sample("noscript", "NOSCRIPT No matching script."),
    ]

    private static let replication = [
        Sample("loading", "LOADING Valkey is loading the dataset in memory"),
        Sample("readonly", "READONLY You can't write against a read only replica."),
        Sample("readonly", "READONLY You can't write against a read only slave."),
        Sample("readonly-script", "READONLY Can not run script with write flag on readonly replica"),
        Sample(
            "masterdown", "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
        Sample("noreplicas", "NOREPLICAS Not enough good replicas to write."),
        Sample("unblocked", "UNBLOCKED client unblocked via CLIENT UNBLOCK"),
        Sample(
            "unblocked",
            "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)"),
        Sample("nomasterlink", "NOMASTERLINK Can't SYNC while not connected with my master"),
        Sample("inprog", "INPROG Failover already in progress"),
        Sample("nogoodslave", "NOGOODSLAVE No suitable replica to promote"),
        Sample("noquorum", "NOQUORUM 1 usable Sentinels. Not enough available Sentinels to reach the specified quorum"),
        Sample("sentinel-unknown-name", "ERR No such master with that name"),
        Sample(
            "misconf-rdb",
            """
            MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands \
            that may modify the data set are disabled, because this instance is configured to report errors during \
            writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Redis logs for \
            details about the RDB error.
            """),
        Sample("misconf-aof", "MISCONF Errors writing to the AOF file: No space left on device"),
    ]

    private static let access = [
        Sample("noauth", "NOAUTH Authentication required."),
        Sample(
            "noauth-hello",
            """
            NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> \
            <pass> option can be used to authenticate the client and select the RESP protocol version at the same time
            """),
        Sample("wrongpass", "WRONGPASS invalid username-password pair or user is disabled."),
        Sample("noperm", "NOPERM this user has no permissions to run the 'flushall' command"),
        Sample("noperm", "NOPERM User shop has no permissions to run the 'config|set' command"),
        Sample("noperm", "NOPERM No permissions to access a key"),
        Sample(
            "no-password-set",
            """
            ERR AUTH <password> called without any password configured for the default user. Are you sure your \
            configuration is correct?
            """),
        Sample("no-password-set", "ERR Client sent AUTH, but no password is set"),
        Sample(
            "denied",
            """
            DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the \
            default user. In this mode connections are only accepted from the loopback interface.
            """),
        Sample("noproto", "NOPROTO unsupported protocol version"),
        Sample("maxclients", "ERR max number of clients reached"),
        Sample("maxclients", "ERR max number of clients + cluster connections reached"),
        Sample("protocol-error", "ERR Protocol error: invalid bulk length"),
        Sample("protocol-error", "ERR Protocol error: unbalanced quotes in request"),
    ]

    private static let data = [
        Sample("wrongtype", "WRONGTYPE Operation against a key holding the wrong kind of value"),
        Sample("wrongtype", "WRONGTYPE Key is not a valid HyperLogLog string value."),
        Sample("execabort", "EXECABORT Transaction discarded because of previous errors."),
        Sample("busykey", "BUSYKEY Target key name already exists."),
        Sample("ioerr", "IOERR error or timeout writing to target instance"),
        Sample("busygroup", "BUSYGROUP Consumer Group name already exists"),
        Sample("nogroup", "NOGROUP No such key 'orders' or consumer group 'billing' in XREADGROUP with GROUP option"),
        Sample("nogroup", "NOGROUP No such consumer group 'billing' for key name 'orders'"),
        Sample("invalidobj", "INVALIDOBJ Corrupted HLL object detected"),
    ]

    private static let usage = [
        Sample("unknown-command", "ERR unknown command 'HGETDEL', with args beginning with: 'secret' 'FIELDS' "),
        Sample("unknown-command", "ERR unknown command `JSON.GET`, with args beginning with: `secret`, "),
        Sample("unknown-command", "ERR unknown subcommand 'NO-TOUCH'. Try CLIENT HELP."),
        Sample("unknown-command", "ERR Unknown subcommand or wrong number of arguments for 'foo'. Try CONFIG HELP."),
        Sample("wrong-number-of-arguments", "ERR wrong number of arguments for 'get' command"),
        Sample("without-multi", "ERR EXEC without MULTI"),
        Sample("without-multi", "ERR DISCARD without MULTI"),
        Sample("not-a-number", "ERR value is not an integer or out of range"),
        Sample("not-a-number", "ERR hash value is not an integer"),
        Sample("not-a-number", "ERR increment or decrement would overflow"),
        Sample("syntax", "ERR syntax error"),
        Sample("no-such-key", "ERR no such key"),
        Sample("database-index", "ERR DB index is out of range"),
        Sample(
            "subscribed-mode",
            """
            ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this \
            context
            """),
        Sample("script-failed", "ERR Error compiling script (new function): user_script:1: '=' expected near 'x'"),
        Sample("nosub", "NOSUB 'unsubscribe' command executed not in subscribed mode"),
    ]

    static let memcached = [
        Sample("memcached-connections", "ERROR Too many open connections"),
        Sample("memcached-bad-data-chunk", "CLIENT_ERROR bad data chunk"),
        Sample("memcached-bad-line", "CLIENT_ERROR bad command line format"),
        Sample("memcached-not-a-number", "CLIENT_ERROR cannot increment or decrement non-numeric value"),
        Sample("memcached-not-a-number", "CLIENT_ERROR invalid numeric delta argument"),
        Sample("memcached-unauthenticated", "CLIENT_ERROR unauthenticated"),
        Sample("memcached-unauthenticated", "CLIENT_ERROR authentication failure"),
        Sample("memcached-exptime", "CLIENT_ERROR invalid exptime argument"),
        Sample("memcached-not-allowed", "CLIENT_ERROR flush_all not allowed"),
        Sample("memcached-not-allowed", "ERROR metadump not allowed"),
        Sample("memcached-client-error", "CLIENT_ERROR something that nobody knows"),
        Sample("memcached-out-of-memory", "SERVER_ERROR out of memory storing object"),
        Sample("memcached-too-large", "SERVER_ERROR object too large for cache"),
        Sample("memcached-buffers", "SERVER_ERROR out of memory writing get response"),
        Sample("memcached-buffers", "SERVER_ERROR out of memory reading request"),
        Sample("memcached-refcount", "SERVER_ERROR refcount overflow during fetch"),
        Sample("memcached-server-error", "SERVER_ERROR something that nobody knows"),
        Sample("memcached-busy", "BUSY currently processing reassign request"),
        Sample("memcached-slabs", "BADCLASS invalid src or dst class id"),
        Sample("memcached-slabs", "NOSPARE source class has no spare pages"),
    ]
}
