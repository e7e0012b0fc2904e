extension Command {
    /// `MEMORY USAGE`: how many bytes a key and its value take; nil if the key isn't there. Leaves out the key's share
    /// of the server's tables.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - samples: Of how many elements the size is taken, for the average of a large value; 0 for all, which costs
    ///     the server a pass over them. Default: the server's, 5.
    public static func memoryUsage(_ key: some CommandArgument, samples: Int? = nil) -> Command
    where Response == Int? {
        Command(.memoryUsage) {
            $0.appendOne(key)
            $0.append("SAMPLES", samples)
        }
    }

    /// `MEMORY STATS`: for what the server uses its memory.
    public static func memoryStats() -> Command where Response == MemoryStatistics { Command(.memoryStats) }

    /// `MEMORY DOCTOR`: what the server finds wrong with its memory, in words.
    public static func memoryDoctor() -> Command where Response == String { Command(.memoryDoctor) }

    /// `MEMORY PURGE`: gives memory that isn't used back to the operating system; in a cluster, of all primaries.
    public static func memoryPurge() -> Command where Response == Void { Command(.memoryPurge) }

    /// `MEMORY MALLOC-STATS`: what the server's allocator says of itself.
    public static func memoryMallocStats() -> Command where Response == String { Command(.memoryMallocStats) }
}

/// For what a server uses its memory, by `MEMORY STATS`. Sizes are in bytes.
public struct MemoryStatistics: Sendable, Equatable, RESPDecodable {
    /// A database's tables.
    public struct Database: Sendable, Equatable {
        /// Everything that the server told of it, by its names.
        public let fields: ReplyFields

        /// What the table of keys takes.
        public var mainTable: Int? { fields.integer("overhead.hashtable.main") }
        /// What the table of keys with a time to live takes.
        public var expiryTable: Int? { fields.integer("overhead.hashtable.expires") }
    }

    /// Everything that the server told, by its names, such as `allocator.resident`.
    public let fields: ReplyFields

    /// Reads the reply's fields.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> MemoryStatistics {
        MemoryStatistics(fields: try ReplyFields.decode(value))
    }

    /// The most that ``allocated`` has been.
    public var peakAllocated: Int? { fields.integer("peak.allocated") }
    /// What it asked of its allocator.
    public var allocated: Int? { fields.integer("total.allocated") }
    /// What it took when it had started.
    public var startupAllocated: Int? { fields.integer("startup.allocated") }
    /// What the backlog for replicas that come back takes.
    public var replicationBacklog: Int? { fields.integer("replication.backlog") }
    /// What replicas' buffers take.
    public var replicaClients: Int? { fields.integer("clients.slaves") }
    /// What ordinary clients' buffers take.
    public var ordinaryClients: Int? { fields.integer("clients.normal") }
    /// What the buffer of the log of changes takes.
    public var appendOnlyBuffer: Int? { fields.integer("aof.buffer") }
    /// What scripts take.
    public var scripts: Int? { fields.integer("lua.caches") }
    /// What functions take. Since Redis 7.0.
    public var functions: Int? { fields.integer("functions.caches") }
    /// What everything but keys and values takes.
    public var overhead: Int? { fields.integer("overhead.total") }
    /// How many keys there are.
    public var keyCount: Int? { fields.integer("keys.count") }
    /// What was allocated since the start, by the number of keys.
    public var bytesPerKey: Int? { fields.integer("keys.bytes-per-key") }
    /// What keys and values take.
    public var dataset: Int? { fields.integer("dataset.bytes") }
    /// The share of keys and values, in percent of what was allocated since the start.
    public var datasetPercent: Double? { fields.number("dataset.percentage") }
    /// What the operating system gave it, divided by what it asked for.
    public var fragmentationRatio: Double? { fields.number("fragmentation") }
    /// The databases that have keys, by number.
    public var databases: [Int: Database] {
        var databases: [Int: Database] = [:]
        for name in fields.names where name.hasPrefix("db.") {
            guard let number = Int(name.dropFirst(3)), let fields = fields.fields(name) else { continue }
            databases[number] = Database(fields: fields)
        }
        return databases
    }
}
