extension ErrorCatalog {
    /// About saving to the disk.
    static let persistence: [ErrorEntry] = [.cannotSave, .cannotAppend]
}

extension ErrorEntry {
    private static let cannotPersist = Retry.never(
        "It won't get better by itself: alert somebody. Reads still work; a cache goes past for writes.")

    fileprivate static let cannotSave = ErrorEntry(
        "misconf-rdb", code: "MISCONF", "The last save failed, and the server refuses to write", .persistence,
        priority: .high,
        signs: ErrorSigns(
            codes: ["MISCONF"], bare: .anywhere, phrases: ["configured to save RDB snapshots"]),
        meaning: """
            rdb_last_bgsave_status is err, and stop-writes-on-bgsave-error is yes: the disk is full or read-only, the \
            folder isn't the server's, or it can't fork for want of memory.
            """,
        outcome: .refused, retry: cannotPersist,
        actions: [
            "Read the reason in the server's log, at the last “Background saving error” or “Can't save in background”.",
            "Check the folder: CONFIG GET dir, then df -h and ls -ld there: space, owner, read-only mounts.",
            "If it says “Cannot allocate memory”: sysctl vm.overcommit_memory=1, or more memory for the host.",
            "Try again: BGSAVE, then rdb_last_bgsave_status in INFO persistence has to be ok. Writes work again then.",
            "If the data is a cache that needn't be saved: CONFIG SET stop-writes-on-bgsave-error no.",
            "If dir or dbfilename aren't what was configured, somebody may have changed them: look for an intruder.",
        ],
        related: ["stop-writes-on-bgsave-error", "dir", "BGSAVE", "INFO persistence", "vm.overcommit_memory"])

    fileprivate static let cannotAppend = ErrorEntry(
        "misconf-aof", code: "MISCONF", "The append-only file can't be written, and the server refuses to write",
        .persistence, priority: .high,
        signs: ErrorSigns(
            codes: ["MISCONF"], bare: .anywhere,
            phrases: ["Errors writing to the AOF file", "configured to persist data to AOF"]),
        meaning: "aof_last_write_status is err: the disk is full or broken, or the quota is used up.",
        outcome: .refused, retry: cannotPersist,
        actions: [
            "Read the system's error behind “AOF file:” in the text, and the server's log.",
            "Make room: CONFIG GET dir and appenddirname, then df -h there. The server tries again each second.",
            "If the file has grown too long, let it be rewritten when there is room: BGREWRITEAOF.",
            "If the data is a cache that needn't be kept: CONFIG SET appendonly no.",
        ],
        related: ["appendonly", "appendfsync", "BGREWRITEAOF", "INFO persistence"])
}
