extension ErrorCatalog {
    /// About commands that are used wrongly. The last stands for all that aren't known one by one.
    static let usage: [ErrorEntry] = [
        .unknownCommand, .wrongNumberOfArguments, .withoutTransaction, .notANumber, .syntax, .noSuchKey,
        .databaseIndex, .subscribedMode, .notSubscribed, .anyError,
    ]
}

extension ErrorEntry {
    private static let neverAsItIs = Retry.never("It will be refused as long as the command is the same.")

    fileprivate static let unknownCommand = ErrorEntry(
        "unknown-command", code: "ERR", "The server doesn't know the command", .usage,
        signs: ErrorSigns(
            codes: ["ERR"],
            messages: [
                "unknown command", "unknown subcommand", "unknown subcommand or wrong number of arguments for",
            ],
            phrases: ["with args beginning with:"]),
        reads: .command,
        meaning: """
            The server is older than the command, the command's module isn't loaded, or it was renamed or disabled in \
            the configuration (hosted servers do that with CONFIG, DEBUG, MONITOR and others).
            """,
        outcome: .refused, retry: .never("Do it by commands that this server has."),
        actions: [
            "See which version it is, and which modules it has: INFO server, MODULE LIST.",
            "See whether it has the command: COMMAND INFO <command>; and what it was renamed to: rename-command.",
            "If the name is part of a web request or of a value, what connects there is no client, or a broken one.",
            "Let programs ask before they use new commands, and fall back to old ones.",
        ],
        related: ["COMMAND INFO", "MODULE LIST", "rename-command"])

    fileprivate static let wrongNumberOfArguments = ErrorEntry(
        "wrong-number-of-arguments", code: "ERR", "The command has too few or too many arguments", .usage,
        signs: ErrorSigns(
            codes: ["ERR"],
            phrases: ["wrong number of arguments for '", "wrong number of arguments for MSET"]),
        reads: .command,
        meaning: "An argument is missing or left over; often a list was empty, or a value with blanks wasn't quoted.",
        outcome: .refused, retry: neverAsItIs,
        actions: [
            "Compare the call with COMMAND DOCS <command> (arguments, and since which version).",
            "Look for empty lists in the program: DEL, MGET and SADD need at least one argument.",
        ],
        related: ["COMMAND DOCS", "COMMAND INFO"])

    fileprivate static let withoutTransaction = ErrorEntry(
        "without-multi", code: "ERR", "The transaction's commands are in a wrong order", .usage,
        signs: ErrorSigns(
            codes: ["ERR"],
            phrases: [
                "EXEC without MULTI", "DISCARD without MULTI", "MULTI calls can not be nested",
                "WATCH inside MULTI is not allowed",
            ]),
        meaning: """
            EXEC or DISCARD came without MULTI, MULTI came twice, or WATCH came after it. Often several tasks share \
            one connection, or a pool gave the commands to different ones.
            """,
        outcome: .refused, retry: .never("Send the whole transaction again, on a connection of its own."),
        actions: [
            "Let each transaction have one connection from WATCH to EXEC: use the client's own transactions.",
            "Return connections to the pool only after EXEC or DISCARD.",
        ],
        related: ["MULTI", "EXEC", "WATCH"])

    fileprivate static let notANumber = ErrorEntry(
        "not-a-number", code: "ERR", "A number was expected, and something else came", .usage,
        signs: ErrorSigns(
            codes: ["ERR"],
            messages: ["index out of range", "offset is out of range", "timeout is"],
            phrases: [
                "value is not an integer or out of range", "hash value is not an integer",
                "hash value is not a float", "value is not a valid float", "increment or decrement would overflow",
                "bit is not an integer or out of range", "bit offset is not an integer or out of range",
                "value is out of range, must be positive", "timeout is not an integer or out of range",
                "timeout is not a float or out of range",
            ]),
        meaning: """
            An argument is no number or too large, or INCR and the like met a value that is none: text, JSON, a number \
            with a point, or more than 64 bits.
            """,
        outcome: .refused, retry: neverAsItIs,
        actions: [
            "If it was INCR, HINCRBY or the like: look at the value: GET, HGET, OBJECT ENCODING (it should be int).",
            "If it was an argument: check what the program passes: nil, floats, milliseconds for seconds.",
            "Use INCRBYFLOAT for numbers with a point, and keys of their own for counters.",
        ],
        related: ["INCR", "INCRBYFLOAT", "OBJECT ENCODING"])

    fileprivate static let syntax = ErrorEntry(
        "syntax", code: "ERR", "The command's options are wrong", .usage,
        signs: ErrorSigns(codes: ["ERR"], messages: ["syntax error"]),
        meaning: "An option is misspelled, in the wrong place, excludes another, or is newer than the server.",
        outcome: .refused, retry: neverAsItIs,
        actions: [
            "Compare the call with COMMAND DOCS <command>: each option has the version that brought it.",
            "Check the server's version: INFO server. SET … KEEPTTL needs 6.0, EXPIRE … NX needs 7.0.",
        ],
        related: ["COMMAND DOCS", "INFO server"])

    fileprivate static let noSuchKey = ErrorEntry(
        "no-such-key", code: "ERR", "The key doesn't exist", .usage, priority: .low,
        signs: ErrorSigns(codes: ["ERR"], messages: ["no such key"]),
        meaning: "RENAME, LSET, OBJECT and some others need a key that is there. It may have expired or been evicted.",
        outcome: .refused, retry: .never("Not until the key is there."),
        actions: [
            "Check first, in the same transaction or script: EXISTS <key>.",
            "If it should be there, see why it isn't: evicted_keys and expired_keys in INFO stats, and its TTL.",
        ],
        related: ["EXISTS", "RENAME", "TTL"])

    fileprivate static let databaseIndex = ErrorEntry(
        "database-index", code: "ERR", "There is no database with this number", .usage,
        signs: ErrorSigns(
            codes: ["ERR"], messages: ["invalid DB index"],
            phrases: ["DB index is out of range", "DB is not an integer or out of range"]),
        meaning: "The number is above what the setting databases allows (16 by default: 0 to 15), or no number.",
        outcome: .refused, retry: neverAsItIs,
        actions: [
            "Correct the number in the client's URL (redis://host:6379/<number>) or options.",
            "See how many there are: CONFIG GET databases. It can be changed only with a restart.",
        ],
        related: ["SELECT", "databases"])

    fileprivate static let subscribedMode = ErrorEntry(
        "subscribed-mode", code: "ERR", "The connection only listens, since it has subscribed", .usage,
        signs: ErrorSigns(
            codes: ["ERR"],
            phrases: ["only (P)SUBSCRIBE", "only (P|S)SUBSCRIBE", "Connection in subscriber mode"]),
        reads: .command,
        meaning: "With RESP2 a connection that has subscribed takes no commands but for subscriptions and PING.",
        outcome: .refused, retry: .redirect("On another connection to the same server."),
        actions: [
            "Use a connection of its own for subscriptions, and return it to the pool only when it has unsubscribed.",
            "Or switch to RESP3 (HELLO 3), where a connection can do both.",
        ],
        related: ["SUBSCRIBE", "HELLO", "RESET"])

    fileprivate static let notSubscribed = ErrorEntry(
        "nosub", code: "NOSUB", "The connection hasn't subscribed to anything", .usage, priority: .low,
        product: .valkey,
        signs: ErrorSigns(codes: ["NOSUB"], bare: .anywhere),
        meaning: "A command to unsubscribe came on a connection without subscriptions.",
        outcome: .refused, retry: .never("It isn't needed."),
        actions: ["Let the program unsubscribe on the connection that subscribed, and once."],
        related: ["UNSUBSCRIBE", "SUBSCRIBE"])

    fileprivate static let anyError = ErrorEntry(
        "err", code: "ERR", "The server answered with an error that isn't known here", .usage,
        signs: ErrorSigns(
            codes: ["ERR"], bare: .start,
            wrapperNames: [
                "ReplyError", "ResponseError", "ErrorReply", "JedisDataException", "RedisCommandExecutionException",
                "RedisServerException", "RedisSystemException",
            ]),
        meaning: "What follows ERR says what is wrong; mostly it is the command or its arguments.",
        outcome: .unknown("Most such errors come from checks before anything is done, but these words aren't known."),
        retry: .never("Find out first what the words mean: most such errors come again."),
        actions: [
            "Read the words behind ERR: they name the argument, the option or the state that is wrong.",
            "Compare the command with COMMAND DOCS <command>, and the server's version in INFO server.",
            "Look into the server's log at that time. If a module answered, read its documentation.",
        ],
        related: ["COMMAND DOCS", "INFO server", "MODULE LIST"])
}
