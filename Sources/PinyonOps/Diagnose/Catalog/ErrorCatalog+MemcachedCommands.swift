extension ErrorCatalog {
    /// What Memcached says about commands and connections.
    static let memcachedCommands: [ErrorEntry] = [
        .memcachedUnknown, .memcachedConnections, .memcachedDataChunk, .memcachedLineFormat, .memcachedNotANumber,
        .memcachedLogin, .memcachedEnd, .memcachedNotAllowed, .memcachedOutcome, .memcachedClientError,
    ]
}

extension ErrorEntry {
    fileprivate static let memcachedUnknown = ErrorEntry(
        "memcached-error", code: "ERROR", "Memcached doesn't know the command", .usage, product: .memcached,
        signs: ErrorSigns(codes: ["ERROR"], bare: .alone, names: ["MemcacheUnknownCommandError"]),
        meaning: """
            The line is no command: it is misspelled, newer than the server, or not a command at all, because an \
            earlier value was longer or shorter than announced and the two sides are out of step.
            """,
        outcome: .no("The line wasn't understood, and nothing was done."),
        retry: .never("Close the connection: what follows on it may be answers to something else."),
        actions: [
            "See which version it is: the commands version and stats. Meta commands (mg, ms) need 1.6.",
            "Check that the client counts bytes and not characters for the length of values.",
            "Check that it is Memcached at all, and in text mode: the option -B chooses the protocol.",
        ],
        related: ["version", "stats", "-B"])

    fileprivate static let memcachedConnections = ErrorEntry(
        "memcached-connections", code: "ERROR", "Memcached has as many connections as it may have", .clients,
        priority: .high, product: .memcached,
        signs: ErrorSigns(codes: ["ERROR"], phrases: ["Too many open connections"]),
        meaning: "The limit -c is reached, and maxconns_fast closes new connections at once.",
        outcome: .no("The connection was closed before any command was read."),
        retry: .backoff("Connect again after 1 s, doubling up to 30 s, with jitter, and make the pool smaller."),
        actions: [
            "Compare curr_connections and max_connections in stats, and see who has them: stats conns.",
            "Look for a pool that leaks; close idle connections: -o idle_timeout=300.",
            "Raise the limit: -c <number>; the limit of files (ulimit -n) has to allow it.",
        ],
        related: ["-c", "stats conns", "idle_timeout"])

    fileprivate static let memcachedDataChunk = ErrorEntry(
        "memcached-bad-data-chunk", code: "CLIENT_ERROR", "The value isn't as long as was announced", .usage,
        priority: .high, product: .memcached,
        signs: ErrorSigns(codes: ["CLIENT_ERROR"], phrases: ["bad data chunk"]),
        meaning: """
            The length in the command and the bytes that followed differ. What is left over is read as commands: that \
            may carry out what a value happens to hold.
            """,
        outcome: .no("The value wasn't stored. What was left of it may have been read as other commands."),
        retry: .never("Close the connection at once, correct the length, and send it on a new one."),
        actions: [
            "Correct the program: the length counts bytes of the encoded value, without the final \\r\\n.",
            "Check that no two tasks write to one connection at once.",
            "If values come from outside, take it as an attempt to inject commands: log it, and close.",
        ],
        related: ["set", "ms"])

    fileprivate static let memcachedLineFormat = ErrorEntry(
        "memcached-bad-line", code: "CLIENT_ERROR", "The command's line isn't valid", .usage, product: .memcached,
        signs: ErrorSigns(
            codes: ["CLIENT_ERROR"],
            messages: [
                "invalid flag", "duplicate flag", "invalid or duplicate flag", "invalid mode for",
                "incorrect length for", "error decoding key", "options flags", "bad command line",
            ],
            phrases: ["bad token in command line format", "bad command line format"],
            names: ["MemcacheIllegalInputError"]),
        meaning: "The key is longer than 250 bytes or holds blanks or control characters, or a flag is wrong.",
        outcome: .no("The command wasn't carried out."),
        retry: .never("Correct the key or the command; close the connection if a value follows the line."),
        actions: [
            "Hash or shorten long keys, and encode those that hold blanks or other than printable characters.",
            "Never put into a key what comes from outside without checking it.",
            "Compare the command with protocol.txt of the server's version.",
        ],
        related: ["version"])

    fileprivate static let memcachedNotANumber = ErrorEntry(
        "memcached-not-a-number", code: "CLIENT_ERROR", "A number was expected, and something else is there", .usage,
        product: .memcached,
        signs: ErrorSigns(
            codes: ["CLIENT_ERROR"],
            phrases: [
                "cannot increment or decrement non-numeric value", "invalid numeric delta", "invalid numeric initial",
            ]),
        meaning: "incr and decr need a value of decimal digits, without a sign, and of at most 64 bits.",
        outcome: .no("The value was left as it is."), retry: .never("It will be refused as long as the value is none."),
        actions: [
            "Look at the value (get), and at the client: some serialise or compress numbers when they store them.",
            "Store counters as plain digits, with keys of their own.",
        ],
        related: ["incr", "ma"])

    fileprivate static let memcachedLogin = ErrorEntry(
        "memcached-unauthenticated", code: "CLIENT_ERROR", "Memcached wants a user and a password", .security,
        priority: .high, product: .memcached,
        signs: ErrorSigns(
            codes: ["CLIENT_ERROR"],
            messages: ["unauthenticated", "authentication failure", "bad authentication token format"]),
        meaning: "The server was started with a file of users (-Y) or with SASL (-S); the login is missing or wrong.",
        outcome: .no("Nothing is carried out before the login."),
        retry: .never("Get the credentials anew, and try once on a new connection."),
        actions: [
            "Give the client user and password; with -Y the first command is a set whose value is “user password”.",
            "Compare them with the server's file of users, one “user:password” a line.",
        ],
        related: ["-Y", "-S"])

    fileprivate static let memcachedEnd = ErrorEntry(
        "memcached-exptime", code: "CLIENT_ERROR", "The expiry isn't a number", .usage, priority: .low,
        product: .memcached,
        signs: ErrorSigns(codes: ["CLIENT_ERROR"], phrases: ["invalid exptime argument"]),
        meaning: "The expiry is no number of seconds. Above 30 days it is a point in time, which may be past.",
        outcome: .no("The command wasn't carried out."), retry: .never("Correct the expiry."),
        actions: ["Pass whole seconds: up to 2592000 from now, above that as Unix time."],
        related: ["touch", "set"])

    fileprivate static let memcachedNotAllowed = ErrorEntry(
        "memcached-not-allowed", code: "CLIENT_ERROR", "Memcached was started without this command", .security,
        priority: .low, product: .memcached,
        signs: ErrorSigns(
            codes: ["CLIENT_ERROR", "ERROR"],
            messages: ["shutdown not enabled"],
            phrases: [
                "flush_all not allowed", "metadump not allowed", "stats cachedump not allowed",
                "watch commands not allowed", "lru crawler disabled", "slab reassignment disabled",
            ]),
        meaning: "Whoever started the server has disabled the command, or a part that it needs.",
        outcome: .no("The command wasn't carried out."), retry: .never("It will be refused until the server restarts."),
        actions: [
            "See how it was started: stats settings (flush_enabled, dump_enabled, lru_crawler, slab_reassign).",
            "Do without it: instead of flush_all, change the version in the keys' prefix.",
            "Or restart it without -F, -X, -W, or with -o lru_crawler and slab_reassign; that empties the cache.",
        ],
        related: ["stats settings", "-F", "-X"])

    fileprivate static let memcachedOutcome = ErrorEntry(
        "memcached-outcome", code: "NOT_STORED", "A condition wasn't met: that is no error", .usage, priority: .low,
        product: .memcached,
        signs: ErrorSigns(
            codes: ["NOT_STORED", "NOT_FOUND", "EXISTS", "EN", "NS", "NF", "EX"], bare: .alone),
        meaning: """
            NOT_STORED (NS): add found the key, or replace and append found none. EXISTS (EX): somebody changed it \
            since gets. NOT_FOUND (NF) and EN: there is no such key.
            """,
        outcome: .yes("The command was carried out, and its condition wasn't met: nothing was changed."),
        retry: .never("After EXISTS: read again with gets, decide again, and send a new cas, at most 3 to 5 times."),
        actions: ["Treat it as an answer: as a miss, or as a lost race."],
        related: ["add", "cas", "gets"])

    fileprivate static let memcachedClientError = ErrorEntry(
        "memcached-client-error", code: "CLIENT_ERROR", "Memcached can't use what the client sent", .usage,
        product: .memcached,
        signs: ErrorSigns(codes: ["CLIENT_ERROR"], bare: .anywhere, wrapperNames: ["MemcacheClientError"]),
        meaning: "The words behind CLIENT_ERROR say what is wrong; they aren't known here.",
        outcome: .unknown("Most such errors come from checks before anything is done, but these words aren't known."),
        retry: .never("Correct the command first; close the connection if a value follows the line."),
        actions: [
            "Read the words behind CLIENT_ERROR, and compare the command with protocol.txt of the server's version.",
            "Close the connection after such an error: both sides may be out of step.",
        ],
        related: ["version"])
}
