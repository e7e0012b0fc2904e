extension ErrorCatalog {
    /// About keys, transactions and streams.
    static let data: [ErrorEntry] = [
        .wrongType, .executionAborted, .watchConflict, .busyKey, .migrationFailed, .nothingToMove, .busyGroup,
        .noGroup, .corruptObject, .nothingThere,
    ]
}

extension ErrorEntry {
    fileprivate static let wrongType = ErrorEntry(
        "wrongtype", code: "WRONGTYPE", "The key holds a value of another type", .usage,
        signs: ErrorSigns(
            codes: ["WRONGTYPE"], bare: .anywhere,
            phrases: [
                "Operation against a key holding the wrong kind of value",
                "Key is not a valid HyperLogLog string value",
            ]),
        meaning: "Two parts of a program, or two programs, use one name of a key for different types.",
        outcome: .refused, retry: .never("It will be refused as long as the key holds this type."),
        actions: [
            "See what the key holds: TYPE <key> and OBJECT ENCODING <key>.",
            "Find who else writes it, and give the names a prefix each, with the type in it.",
            "If the key is a leftover: UNLINK <key>.",
        ],
        related: ["TYPE", "OBJECT ENCODING", "UNLINK"])

    fileprivate static let executionAborted = ErrorEntry(
        "execabort", code: "EXECABORT", "The transaction was thrown away", .usage,
        signs: ErrorSigns(
            codes: ["EXECABORT"], bare: .anywhere, phrases: ["Transaction discarded because of"],
            names: ["ExecAbortError"], kinds: ["transactionDiscarded"]),
        meaning: """
            A command was refused while it was queued between MULTI and EXEC, or the server can't carry any command \
            out just now; the text says why behind “because of”.
            """,
        outcome: .no("Nothing of the transaction was carried out."),
        retry: .never("Correct what was refused, and send the whole transaction again."),
        actions: [
            "Look at the answers before EXEC: the one that isn't QUEUED is the reason.",
            "If the text names another error (OOM, MISCONF, READONLY, …), deal with that one.",
        ],
        related: ["MULTI", "EXEC", "DISCARD"])

    fileprivate static let watchConflict = ErrorEntry(
        "watch-conflict", code: "", "A watched key changed, and the transaction didn't run", .usage, priority: .low,
        product: .client,
        signs: ErrorSigns(
            kinds: ["transactionAborted"],
            causes: [
                "redis: transaction failed", "Watched variable changed",
                "One or more WATCHed keys have been modified", "One (or more) of the watched keys has been changed",
            ],
            wrapperNames: ["WatchError"]),
        meaning: "Somebody else wrote the key between WATCH and EXEC, so that EXEC did nothing, as it should.",
        outcome: .no("Nothing of the transaction was carried out."),
        retry: .never("Read again, decide again, and send a new transaction: at most 3 to 5 times, with jitter."),
        actions: [
            "Nothing, if it is rare.",
            "If it is frequent, do the work in one command or one script (INCR, SET … NX, EVAL) instead of WATCH.",
        ],
        related: ["WATCH", "MULTI", "EVAL"])

    fileprivate static let busyKey = ErrorEntry(
        "busykey", code: "BUSYKEY", "The key that should be restored exists already", .usage, priority: .low,
        signs: ErrorSigns(codes: ["BUSYKEY"], bare: .anywhere, phrases: ["Target key name already exists"]),
        meaning: "RESTORE or MIGRATE doesn't overwrite a key unless it is told to.",
        outcome: .refused, retry: .never("With REPLACE, if the key may be overwritten."),
        actions: [
            "Compare both: TYPE, TTL and DUMP of the key here and there.",
            "Add REPLACE to RESTORE or MIGRATE if the source is right, or UNLINK <key> at the target.",
        ],
        related: ["RESTORE", "MIGRATE"])

    fileprivate static let migrationFailed = ErrorEntry(
        "ioerr", code: "IOERR", "A key's move to another server broke off", .network,
        signs: ErrorSigns(
            codes: ["IOERR"], bare: .anywhere,
            messages: ["error or timeout"]),
        meaning: """
            MIGRATE couldn't connect to the other server, or lost it in the middle. The key was not deleted here, but \
            may exist there already.
            """,
        outcome: .unknown("The key is still here, and perhaps there as well."),
        retry: .idempotentOnly("First compare both servers; then MIGRATE … REPLACE, if the key here is the right one."),
        actions: [
            "Look on both: EXISTS <key> and TTL <key>. In a cluster: CLUSTER COUNTKEYSINSLOT <slot>.",
            "Check address, port, AUTH or AUTH2, and TLS of the target.",
            "Give large keys a longer timeout, and move fewer at once.",
        ],
        related: ["MIGRATE", "CLUSTER SETSLOT", "CLUSTER COUNTKEYSINSLOT"])

    fileprivate static let nothingToMove = ErrorEntry(
        "nokey", code: "NOKEY", "None of the keys to be moved exists", .usage, priority: .low,
        signs: ErrorSigns(codes: ["NOKEY"], bare: .alone),
        meaning: "MIGRATE answers NOKEY when there is nothing to do: the keys expired, or were moved before.",
        outcome: .no("There was nothing to move."), retry: .never("It isn't needed."),
        actions: ["Nothing, unless the keys should be there: then look for them at the target."],
        related: ["MIGRATE"])

    fileprivate static let busyGroup = ErrorEntry(
        "busygroup", code: "BUSYGROUP", "The stream has this consumer group already", .usage, priority: .low,
        signs: ErrorSigns(
            codes: ["BUSYGROUP"], bare: .anywhere, phrases: ["Consumer Group name already exists"],
            names: ["RedisBusyGroupException", "StreamDuplicateConsumerGroupError"]),
        meaning: "XGROUP CREATE was sent for a group that exists, as programs do that create it at their start.",
        outcome: .no("The group was left as it is."), retry: .never("It isn't needed: take it as success."),
        actions: [
            "Nothing: let the program go on.",
            "If the group should begin elsewhere: XGROUP SETID <stream> <group> <id>.",
        ],
        related: ["XGROUP CREATE", "XGROUP SETID", "XINFO GROUPS"])

    fileprivate static let noGroup = ErrorEntry(
        "nogroup", code: "NOGROUP", "The stream or its consumer group is gone", .usage, priority: .high,
        signs: ErrorSigns(
            codes: ["NOGROUP"], bare: .anywhere, messages: ["No such key '"], phrases: ["No such consumer group"]),
        meaning: """
            The group was never created, or the stream was deleted, has expired, or was evicted, and its groups with \
            it: what was pending is lost then.
            """,
        outcome: .refused,
        retry: .never("Create the group first: XGROUP CREATE <stream> <group> <last known id> MKSTREAM."),
        actions: [
            "See what is there: EXISTS <stream>, XINFO GROUPS <stream>.",
            "Create the group from the last id that was worked on, not from $: what came between would be skipped.",
            "If the stream was evicted (evicted_keys in INFO stats), keep streams on a server that doesn't evict.",
        ],
        related: ["XGROUP CREATE", "XINFO GROUPS", "maxmemory-policy"])

    fileprivate static let corruptObject = ErrorEntry(
        "invalidobj", code: "INVALIDOBJ", "A HyperLogLog is damaged", .usage,
        signs: ErrorSigns(codes: ["INVALIDOBJ"], bare: .anywhere, phrases: ["Corrupted HLL object detected"]),
        meaning: "The key's bytes are no valid HyperLogLog: something else than PFADD and PFMERGE wrote into it.",
        outcome: .refused, retry: .never("It will fail as long as the key holds these bytes."),
        actions: [
            "Delete the key, and count anew: UNLINK <key>.",
            "Find who writes it by other commands (SET, SETRANGE, APPEND, SETBIT).",
        ],
        related: ["PFADD", "PFCOUNT", "UNLINK"])

    fileprivate static let nothingThere = ErrorEntry(
        "nil-reply", code: "", "There is no value: that is no error", .usage, priority: .low, product: .client,
        signs: ErrorSigns(codes: ["(nil)"], bare: .alone, causes: ["redis: nil", "memcache: cache miss"]),
        meaning: "The key, field or member doesn't exist, or has expired. Some clients return that as an error.",
        outcome: .yes("The command was carried out, and there was nothing to return."),
        retry: .never("It isn't needed."),
        actions: [
            "Treat it as a miss: load the value from the origin, and store it with an end.",
            "In Go, compare by errors.Is(err, redis.Nil) before anything else.",
        ],
        related: ["EXISTS", "TTL"])
}
