extension ErrorCatalog {
    /// About memory.
    static let memory: [ErrorEntry] = [.oom, .oomScript, .hostOutOfMemory]
}

extension ErrorEntry {
    fileprivate static let oom = ErrorEntry(
        "oom", code: "OOM", "The server is at its memory limit and refuses to write", .memory, priority: .high,
        signs: ErrorSigns(
            codes: ["OOM"], bare: .alone, messages: ["command not allowed"],
            phrases: ["command not allowed when used memory"], names: ["OutOfMemoryError"]),
        meaning: """
            used_memory is above maxmemory, and nothing may be evicted: the policy is noeviction, or it is a volatile \
            one and no key with an end is left, or what takes the memory is no key (buffers of clients, scripts).
            """,
        outcome: .refused,
        retry: .backoff(
            """
            Reads and deletes still work: go on serving them, and go past the cache for writes. Try a write again \
            after seconds, not milliseconds (1 s, doubling up to 30 s, with jitter), and let a breaker count it.
            """),
        actions: [
            "Compare used_memory with maxmemory and read maxmemory_policy in INFO memory.",
            "Make room at once: UNLINK keys that nobody needs, or CONFIG SET maxmemory <bytes> if the host has memory.",
            "If the data is a cache, let it evict: CONFIG SET maxmemory-policy allkeys-lru (or allkeys-lfu).",
            "If the policy is a volatile one, give keys an end (EXPIRE): only those with an end are evicted.",
            """
            If keys take less than the limit, look for what else does: mem_clients_normal and \
            mem_not_counted_for_evict in INFO memory, omem in CLIENT LIST, used_memory_scripts.
            """,
            "Keep what helped: CONFIG REWRITE, or write it into the configuration file.",
        ],
        related: ["maxmemory", "maxmemory-policy", "INFO memory", "MEMORY STATS", "UNLINK"])

    fileprivate static let oomScript = ErrorEntry(
        "oom-script", code: "OOM", "A script may not start, because the server is at its memory limit", .memory,
        priority: .high,
        signs: ErrorSigns(codes: ["OOM"], phrases: ["allow-oom flag is not set on the script"]),
        meaning: """
            used_memory is above maxmemory, and the script doesn't declare that it may run then. It was refused before \
            its first line.
            """,
        outcome: .no("The script was refused before its first line."),
        retry: .backoff("After 1 s, doubling up to 30 s, with jitter. A script that only reads needs a flag instead."),
        actions: [
            "Make room as for any OOM: raise maxmemory, let the server evict, or UNLINK keys.",
            "Declare scripts that only read: “#!lua flags=no-writes” in the first line.",
            "Declare scripts that free memory: “#!lua flags=allow-oom” in the first line.",
        ],
        related: ["maxmemory", "maxmemory-policy", "EVAL_RO", "FUNCTION LIST"], since: "Redis 7.0")

    fileprivate static let hostOutOfMemory = ErrorEntry(
        "host-out-of-memory", code: "", "The system ended a process, because the host had no memory left", .memory,
        priority: .high, product: .system,
        signs: ErrorSigns(
            phrases: ["out of memory: killed process", "invoked oom-killer", "oom-kill:constraint"],
            causes: ["OOMKilled"]),
        meaning: """
            The host, or the container's limit, had no memory left, and the kernel ended the process that it chose. \
            If that was the server, its clients saw their connections break.
            """,
        outcome: .lost,
        retry: .idempotentOnly("After the server runs again: commands that may run twice, with jitter."),
        actions: [
            "See which process it was: dmesg -T, journalctl -k, or the container's last state.",
            "Set maxmemory to at most 80 % of the host's or the container's memory; less if it saves by forking.",
            "Allow forks to share memory: sysctl vm.overcommit_memory=1, and disable transparent huge pages.",
            "Check what was lost since the last save: rdb_last_save_time and aof_enabled in INFO persistence.",
        ],
        related: ["maxmemory", "vm.overcommit_memory", "INFO memory", "INFO persistence"])
}
