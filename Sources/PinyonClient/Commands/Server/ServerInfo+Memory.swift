extension ServerInfo {
    /// The server's memory.
    public var memory: Memory { Memory(fields: fields) }
    /// What it keeps on disk.
    public var persistence: Persistence { Persistence(fields: fields) }

    /// A server's memory, from the section `Memory`. Sizes are in bytes.
    public struct Memory: Sendable, Hashable {
        let fields: TextFields

        /// What it asked of its allocator.
        public var used: Int? { fields.integer("used_memory") }
        /// The most that ``used`` has been.
        public var peak: Int? { fields.integer("used_memory_peak") }
        /// What the operating system gave it.
        public var residentSet: Int? { fields.integer("used_memory_rss") }
        /// What it takes for everything but keys and values.
        public var overhead: Int? { fields.integer("used_memory_overhead") }
        /// What it took when it had started.
        public var startup: Int? { fields.integer("used_memory_startup") }
        /// What keys and values take.
        public var dataset: Int? { fields.integer("used_memory_dataset") }
        /// What scripts and functions take, with the interpreter.
        public var scripts: Int? { fields.integer("used_memory_vm_total") ?? fields.integer("used_memory_lua") }
        /// The limit from which it evicts keys or refuses writes; 0 for none.
        public var limit: Int? { fields.integer("maxmemory") }
        /// What happens at the limit, such as `allkeys-lru`.
        public var policy: String? { fields["maxmemory_policy"] }
        /// The machine's memory.
        public var totalSystem: Int? { fields.integer("total_system_memory") }
        /// What the operating system gave it, divided by what it asked for. Says little below some megabytes.
        public var fragmentationRatio: Double? { fields.number("mem_fragmentation_ratio") }
        /// What the operating system gave it beyond what it asked for.
        public var fragmentation: Int? { fields.integer("mem_fragmentation_bytes") }
        /// The part of its allocator's pages that is lost between allocations, as a ratio.
        public var allocatorFragmentationRatio: Double? { fields.number("allocator_frag_ratio") }
        /// The bytes of that.
        public var allocatorFragmentation: Int? { fields.integer("allocator_frag_bytes") }
        /// The part of its allocator's pages that could be given back, as a ratio.
        public var allocatorResidentRatio: Double? { fields.number("allocator_rss_ratio") }
        /// The bytes of that.
        public var allocatorResident: Int? { fields.integer("allocator_rss_bytes") }
        /// What isn't its allocator's, as a ratio.
        public var residentOverheadRatio: Double? { fields.number("rss_overhead_ratio") }
        /// The bytes of that.
        public var residentOverhead: Int? { fields.integer("rss_overhead_bytes") }
        /// What ordinary clients' buffers take.
        public var ordinaryClients: Int? { fields.integer("mem_clients_normal") }
        /// What replicas' buffers take.
        public var replicaClients: Int? { fields.integer("mem_clients_slaves") }
        /// What the backlog for replicas that come back takes.
        public var replicationBacklog: Int? { fields.integer("mem_replication_backlog") }
        /// Of ``used``, what doesn't count against the limit.
        public var notCountedForEviction: Int? { fields.integer("mem_not_counted_for_evict") }
        /// The allocator's name and version.
        public var allocator: String? { fields["mem_allocator"] }
        /// How many scripts it keeps.
        public var cachedScripts: Int? { fields.integer("number_of_cached_scripts") }
        /// Whether it is moving values together.
        public var isDefragmenting: Bool? { fields.integer("active_defrag_running").map { $0 > 0 } }
        /// How many values wait to be freed in the background.
        public var lazyFreePending: Int? { fields.integer("lazyfree_pending_objects") }
    }

    /// What a server keeps on disk, from the section `Persistence`.
    public struct Persistence: Sendable, Hashable {
        let fields: TextFields

        /// Whether it is reading its data at its start.
        public var isLoading: Bool? { fields.boolean("loading") }
        /// How much of that is read, in percent; nil if it isn't loading.
        public var loadedPercent: Double? { fields.number("loading_loaded_perc") }
        /// How long that will still take; nil if it isn't loading.
        public var loadingTimeLeft: Duration? { fields.seconds("loading_eta_seconds") }
        /// How many changes aren't in the last snapshot.
        public var changesSinceSave: Int? { fields.integer("rdb_changes_since_last_save") }
        /// Whether it is making a snapshot.
        public var isSaving: Bool? { fields.boolean("rdb_bgsave_in_progress") }
        /// When it last made a snapshot, to the second.
        public var lastSave: UnixTime? { fields.time(seconds: "rdb_last_save_time") }
        /// Whether the last snapshot succeeded.
        public var lastSaveSucceeded: Bool? { fields["rdb_last_bgsave_status"].map { $0 == "ok" } }
        /// How long the last snapshot took; nil if there was none.
        public var lastSaveTime: Duration? {
            fields.seconds("rdb_last_bgsave_time_sec").flatMap { $0 < .zero ? nil : $0 }
        }
        /// The bytes that were copied because they changed during the last snapshot.
        public var lastSaveCopied: Int? { fields.integer("rdb_last_cow_size") }
        /// Whether it keeps a log of changes.
        public var isAppendOnly: Bool? { fields.boolean("aof_enabled") }
        /// Whether it is rewriting that log.
        public var isRewriting: Bool? { fields.boolean("aof_rewrite_in_progress") }
        /// Whether the last rewrite succeeded.
        public var lastRewriteSucceeded: Bool? { fields["aof_last_bgrewrite_status"].map { $0 == "ok" } }
        /// Whether the last write to the log succeeded.
        public var lastWriteSucceeded: Bool? { fields["aof_last_write_status"].map { $0 == "ok" } }
        /// The bytes of the log; nil if there is none.
        public var appendOnlySize: Int? { fields.integer("aof_current_size") }
        /// How often a write to the log had to wait for the disk; nil if there is no log.
        public var delayedSyncs: Int? { fields.integer("aof_delayed_fsync") }
    }
}
