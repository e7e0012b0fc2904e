extension ServerInfo {
    /// What each command cost, by its name in small letters; of a subcommand such as `config|get`.
    public var commands: [String: CommandStatistics] {
        named("cmdstat_") { CommandStatistics(fields: $0) }
    }

    /// How long each command takes, by its name: microseconds by percentile (`50`, `99`, `99.9`) (Redis 7.0, Valkey).
    public var latencyPercentiles: [String: [Double: Double]] {
        named("latency_percentiles_usec_") { parts in
            var percentiles: [Double: Double] = [:]
            for entry in parts.entries {
                guard let percentile = Double(entry.name.dropFirst()), let value = Double(entry.value) else { continue }
                percentiles[percentile] = value
            }
            return percentiles
        }
    }

    /// How many errors were answered, by their code (Redis 6.2, Valkey).
    public var errors: [String: Int] {
        named("errorstat_") { $0.integer("count") ?? 0 }
    }

    /// The databases that have keys, by number.
    public var keyspace: [Int: Database] {
        var databases: [Int: Database] = [:]
        for entry in fields.entries {
            guard entry.name.hasPrefix("db"), let number = Int(entry.name.dropFirst(2)), entry.value.contains("=")
            else { continue }
            databases[number] = Database(fields: TextFields(entry.value.split(separator: ","), separator: "="))
        }
        return databases
    }

    private func named<Value>(_ prefix: String, _ make: (TextFields) -> Value) -> [String: Value] {
        var result: [String: Value] = [:]
        for entry in fields.entries where entry.name.hasPrefix(prefix) {
            let parts = TextFields(entry.value.split(separator: ","), separator: "=")
            result[String(entry.name.dropFirst(prefix.count))] = make(parts)
        }
        return result
    }

    /// What a command cost, from the section `Commandstats`.
    public struct CommandStatistics: Sendable, Hashable {
        /// Everything that the server told of it, by its names.
        public let fields: TextFields

        /// How often it ran.
        public var calls: Int? { fields.integer("calls") }
        /// How long that took altogether.
        public var time: Duration? { fields.microseconds("usec") }
        /// How many microseconds it takes on average.
        public var microsecondsPerCall: Double? { fields.number("usec_per_call") }
        /// How often it was refused before it ran (Redis 6.2, Valkey).
        public var rejectedCalls: Int? { fields.integer("rejected_calls") }
        /// How often it ran and failed (Redis 6.2, Valkey).
        public var failedCalls: Int? { fields.integer("failed_calls") }
    }

    /// A database, from the section `Keyspace`.
    public struct Database: Sendable, Hashable {
        /// Everything that the server told of it, by its names.
        public let fields: TextFields

        /// How many keys it has.
        public var keys: Int? { fields.integer("keys") }
        /// How many of them have a time to live.
        public var expires: Int? { fields.integer("expires") }
        /// The time that those have left on average, of a sample; nil if it isn't known.
        public var averageTimeToLive: Duration? {
            fields.milliseconds("avg_ttl").flatMap { $0 > .zero ? $0 : nil }
        }
        /// How many keys have fields with a time to live; nil if the server has no such fields.
        public var keysWithExpiringFields: Int? {
            fields.integer("subexpiry") ?? fields.integer("keys_with_volatile_items")
        }
    }
}
