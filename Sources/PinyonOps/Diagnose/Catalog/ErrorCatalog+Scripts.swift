extension ErrorCatalog {
    /// About scripts, functions and modules.
    static let scripts: [ErrorEntry] = [.busyScript, .busyModule, .unkillable, .notBusy, .noScript, .scriptFailed]
}

extension ErrorEntry {
    fileprivate static let busyScript = ErrorEntry(
        "busy-script", code: "BUSY", "A script runs for too long and blocks the server", .scripts, priority: .high,
        signs: ErrorSigns(
            codes: ["BUSY"], bare: .alone, phrases: ["is busy running a script"], names: ["RedisBusyException"]),
        meaning: """
            A script or a function has run for longer than busy-reply-threshold (lua-time-limit before Redis 7; 5 s by \
            default). Until it ends, only SCRIPT KILL, FUNCTION KILL and SHUTDOWN NOSAVE are taken.
            """,
        outcome: .refused,
        retry: .backoff("After 1 s, doubling up to 30 s, with jitter, until the script has ended."),
        actions: [
            "Stop it: SCRIPT KILL, or FUNCTION KILL if it is a function. That works as long as it hasn't written.",
            "If the answer is UNKILLABLE, wait: SHUTDOWN NOSAVE is the only other way, and loses unsaved writes.",
            "Find the script afterwards: SLOWLOG GET 10, and the server's log at that time.",
            "Make it do less at once: no KEYS, no loops over whole collections, a cursor and several calls instead.",
        ],
        related: ["SCRIPT KILL", "FUNCTION KILL", "FUNCTION STATS", "busy-reply-threshold", "SLOWLOG GET"])

    fileprivate static let busyModule = ErrorEntry(
        "busy-module", code: "BUSY", "A module's command runs for too long and blocks the server", .scripts,
        priority: .high,
        signs: ErrorSigns(codes: ["BUSY"], bare: .alone, phrases: ["is busy running a module command"]),
        meaning: "A module's command has blocked the server for longer than busy-reply-threshold, and goes on.",
        outcome: .refused, retry: .backoff("After 1 s, doubling up to 30 s, with jitter."),
        actions: [
            "Wait: a module's command can't be stopped from outside, other than by ending the server.",
            "Find the command afterwards: SLOWLOG GET 10 and INFO commandstats.",
            "Give such commands limits (of time, of results), and send them to a replica.",
        ],
        related: ["MODULE LIST", "busy-reply-threshold", "SLOWLOG GET"], since: "Redis 7.0")

    fileprivate static let unkillable = ErrorEntry(
        "unkillable", code: "UNKILLABLE", "The script can't be stopped, because it has written", .scripts,
        priority: .high,
        signs: ErrorSigns(
            codes: ["UNKILLABLE"], bare: .anywhere,
            phrases: [
                "the script already executed write commands",
                "was sent by a master instance in the context of replication",
            ]),
        meaning: """
            SCRIPT KILL was refused: the script has written already, so that stopping it would leave a half, or it \
            came from the primary by replication.
            """,
        outcome: .no("The script wasn't stopped, and goes on."),
        retry: .never("It will be refused as long as the script runs: wait for its end."),
        actions: [
            "Wait for the script to end, if it can.",
            "Otherwise SHUTDOWN NOSAVE: it ends the server and loses what wasn't saved since the last save or fsync.",
            "If there is a replica that has all data, promote it first: CLUSTER FAILOVER TAKEOVER, or by Sentinel.",
            "Change the script, so that it reads first and writes little at its end.",
        ],
        related: ["SCRIPT KILL", "SHUTDOWN NOSAVE", "busy-reply-threshold"])

    fileprivate static let notBusy = ErrorEntry(
        "notbusy", code: "NOTBUSY", "No script is running that could be stopped", .scripts, priority: .low,
        signs: ErrorSigns(codes: ["NOTBUSY"], bare: .anywhere, phrases: ["No scripts in execution right now"]),
        meaning: "SCRIPT KILL or FUNCTION KILL found nothing: the script has ended meanwhile.",
        outcome: .no("There was nothing to stop."), retry: .never("It isn't needed: no script blocks the server."),
        actions: ["Nothing. If commands are slow still, look into SLOWLOG GET 10 for the reason."],
        related: ["SCRIPT KILL", "FUNCTION STATS"])

    fileprivate static let noScript = ErrorEntry(
        "noscript", code: "NOSCRIPT", "The server doesn't know the script by this digest", .scripts, priority: .low,
        signs: ErrorSigns(
            codes: ["NOSCRIPT"], bare: .anywhere, phrases: ["No matching script."],
            names: ["NoScriptError", "JedisNoScriptException", "RedisNoScriptException"]),
        meaning: """
            EVALSHA names a script that this server hasn't loaded: it was restarted, its scripts were flushed, another \
            node took over, or the script was never loaded here.
            """,
        outcome: .refused,
        retry: .sameConnection("Once: EVAL with the script's text, or SCRIPT LOAD and then EVALSHA again."),
        actions: [
            "Nothing, if the client falls back to EVAL by itself; good ones do.",
            "Load scripts on every node after a start or a failover: SCRIPT LOAD.",
            "Don't use EVALSHA within MULTI or a pipeline without loading the script before.",
            "Use functions (FUNCTION LOAD, from Redis 7 on) for scripts that have to stay.",
        ],
        related: ["SCRIPT LOAD", "SCRIPT EXISTS", "SCRIPT FLUSH", "FUNCTION LOAD"])

    fileprivate static let scriptFailed = ErrorEntry(
        "script-failed", code: "ERR", "A script ended with an error", .scripts,
        signs: ErrorSigns(
            phrases: ["Error running script", "Error compiling script", "user_script:", "user_function:"]),
        meaning: "The script has a mistake, or a command in it was refused. Its line stands behind “user_script:”.",
        outcome: .partly("What the script wrote before its error stays written: there is no way back."),
        retry: .idempotentOnly("Only if the whole script may run twice, and only when the reason is gone."),
        actions: [
            "Read the line that is named, and the error of the command in it: that is the reason.",
            "Check the types and the existence of keys before the first write in the script.",
            "Use redis.pcall where an error is expected, and declare all keys in KEYS.",
        ],
        related: ["EVAL", "FUNCTION LOAD", "redis.pcall"])
}
