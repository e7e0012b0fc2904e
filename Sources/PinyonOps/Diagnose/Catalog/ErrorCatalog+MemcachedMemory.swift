extension ErrorCatalog {
    /// What Memcached says about memory.
    static let memcachedMemory: [ErrorEntry] = [
        .memcachedOutOfMemory, .memcachedTooLarge, .memcachedBuffers, .memcachedReferences, .memcachedBusy,
        .memcachedSlabs, .memcachedServerError,
    ]
}

extension ErrorEntry {
    fileprivate static let memcachedOutOfMemory = ErrorEntry(
        "memcached-out-of-memory", code: "SERVER_ERROR", "Memcached has no room for the value", .memory,
        priority: .high, product: .memcached,
        signs: ErrorSigns(
            codes: ["SERVER_ERROR"],
            phrases: [
                "out of memory storing object", "Out of memory allocating item", "Out of memory allocating new item",
                "Out of memory incrementing value",
            ]),
        meaning: """
            The value's size class has no free chunk and nothing that may be evicted: the server runs with -M, or all \
            its pages went to other classes.
            """,
        outcome: .no("The new value wasn't stored. A plain set has removed the old one, so that no old data stays."),
        retry: .backoff("Go past the cache; the next set of the key will be tried anyhow."),
        actions: [
            "See which class is full: stats slabs and stats items (outofmemory, evicted, number).",
            "If it runs with -M, start it without, so that it evicts; or give it more memory: -m <megabytes>.",
            "Let pages move between classes: -o slab_reassign,slab_automove (on by default since 1.5).",
        ],
        related: ["-M", "-m", "stats slabs", "stats items", "slab_automove"])

    fileprivate static let memcachedTooLarge = ErrorEntry(
        "memcached-too-large", code: "SERVER_ERROR", "The value is too large for Memcached", .memory,
        product: .memcached,
        signs: ErrorSigns(codes: ["SERVER_ERROR"], phrases: ["object too large for cache"]),
        meaning: "Key, value and header together are above the limit -I, 1 MiB by default: a value of 1 MiB fails.",
        outcome: .no("The new value wasn't stored. A plain set has removed the old one, so that no old data stays."),
        retry: .never("It is too large each time."),
        actions: [
            "Compress the value, or split it over several keys.",
            "Cache less: only the fields that are needed, only one page of a list.",
            "Raise the limit: -I 4m; large values waste memory and make others wait.",
        ],
        related: ["-I", "stats settings"])

    fileprivate static let memcachedBuffers = ErrorEntry(
        "memcached-buffers", code: "SERVER_ERROR", "Memcached has no memory to read or to answer with", .memory,
        priority: .high, product: .memcached,
        signs: ErrorSigns(
            codes: ["SERVER_ERROR"],
            messages: ["out of memory"],
            phrases: [
                "out of memory reading request", "out of memory writing get response", "out of memory writing stats",
                "Out of memory during read", "Out of memory generating stats", "Out of memory preparing to send stats",
            ]),
        meaning: """
            The memory for requests and answers (not that for values) is used up, or the system gives none: too many \
            connections, or clients that don't read their answers.
            """,
        outcome: .no("The request was given up; of a get with several keys a part may have been answered."),
        retry: .backoff("After 1 s, doubling up to 10 s, with jitter, on a new connection."),
        actions: [
            "See what takes it: response_obj_bytes, read_buf_bytes and curr_connections in stats.",
            "Ask for fewer keys in one get, and let clients read what they asked for.",
            "Raise the limit of that memory, or of the container; or use fewer connections.",
        ],
        related: ["stats", "stats conns", "-c"])

    fileprivate static let memcachedReferences = ErrorEntry(
        "memcached-refcount", code: "SERVER_ERROR", "Too many reads hold one value at once", .memory,
        product: .memcached, signs: ErrorSigns(codes: ["SERVER_ERROR"], messages: ["refcount overflow"]),
        meaning: "Thousands of answers with the same key wait to be sent: one key is very hot, or clients don't read.",
        outcome: .no("This read was refused; nothing was changed."),
        retry: .backoff("After 10 to 100 ms with jitter, a few times."),
        actions: [
            "Keep the hot key in the programs' own memory for a second or more.",
            "Don't ask for the same key many times in one get, and let clients read their answers.",
        ],
        related: ["stats conns", "watch fetchers"])

    fileprivate static let memcachedBusy = ErrorEntry(
        "memcached-busy", code: "BUSY", "Memcached is already moving pages or crawling", .memory, priority: .low,
        product: .memcached,
        signs: ErrorSigns(
            codes: ["BUSY"], bare: .alone,
            phrases: ["currently processing reassign request", "currently processing crawler request"]),
        meaning: "slabs reassign or lru_crawler was asked for while the last one runs. Only one can at a time.",
        outcome: .no("The request was refused; the one that runs goes on."),
        retry: .backoff("After 1 s, until it is done."),
        actions: ["Wait: slab_reassign_running and lru_crawler_running in stats say when it is done."],
        related: ["slabs reassign", "lru_crawler", "stats"])

    fileprivate static let memcachedSlabs = ErrorEntry(
        "memcached-slabs", code: "BADCLASS", "Memcached can't move a page between these classes", .memory,
        priority: .low, product: .memcached,
        signs: ErrorSigns(
            codes: ["BADCLASS", "NOSPARE", "NOTFULL", "UNSAFE", "SAME"], bare: .alone,
            messages: ["invalid class id"],
            phrases: [
                "invalid src or dst class id", "source class has no spare pages", "src and dst class are identical",
            ]),
        meaning: """
            slabs reassign: there is no such class (BADCLASS), it has no page to give (NOSPARE), the target isn't full \
            (NOTFULL), both are one (SAME), or it isn't safe just now (UNSAFE).
            """,
        outcome: .no("No page was moved."), retry: .never("Choose other classes, or wait for UNSAFE to pass."),
        actions: [
            "See the classes and their pages: stats slabs (total_pages, free_chunks).",
            "Let the server do it by itself: slabs automove 1.",
        ],
        related: ["slabs reassign", "slabs automove", "stats slabs"])

    fileprivate static let memcachedServerError = ErrorEntry(
        "memcached-server-error", code: "SERVER_ERROR", "Memcached can't carry the command out", .memory,
        product: .memcached,
        signs: ErrorSigns(codes: ["SERVER_ERROR"], bare: .anywhere, wrapperNames: ["MemcacheServerError"]),
        meaning: "The words behind SERVER_ERROR say why; they aren't known here.",
        outcome: .unknown("These words aren't known, so that it can't be told how far the server came."),
        retry: .idempotentOnly("A few times, after 1 s with jitter: only what does no harm twice."),
        actions: [
            "Read the words behind SERVER_ERROR. Proxies before the server (mcrouter, twemproxy) use it too.",
            "Look at stats, stats slabs and stats conns, and at the server's own output.",
        ],
        related: ["stats", "stats conns"])
}
