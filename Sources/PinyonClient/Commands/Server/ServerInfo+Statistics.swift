extension ServerInfo {
    /// The server's counters.
    public var statistics: Statistics { Statistics(fields: fields) }

    /// A server's counters since its start or the last `CONFIG RESETSTAT`, from the section `Stats`.
    ///
    /// A rate is the difference of two readings, not a quotient of one.
    public struct Statistics: Sendable, Hashable {
        let fields: TextFields

        /// How many connections it accepted.
        public var connectionsReceived: Int? { fields.integer("total_connections_received") }
        /// How many connections it turned away, because it had too many.
        public var connectionsRejected: Int? { fields.integer("rejected_connections") }
        /// How many commands it ran.
        public var commandsProcessed: Int? { fields.integer("total_commands_processed") }
        /// How many commands a second it ran lately.
        public var operationsPerSecond: Int? { fields.integer("instantaneous_ops_per_sec") }
        /// The bytes that it read.
        public var bytesIn: Int? { fields.integer("total_net_input_bytes") }
        /// The bytes that it sent.
        public var bytesOut: Int? { fields.integer("total_net_output_bytes") }
        /// How many lookups found their key.
        public var keyspaceHits: Int? { fields.integer("keyspace_hits") }
        /// How many lookups didn't find their key.
        public var keyspaceMisses: Int? { fields.integer("keyspace_misses") }
        /// Of all lookups, how many found their key, from 0 to 1; nil if there were none.
        public var hitRate: Double? {
            guard let hits = keyspaceHits.map(Double.init), let misses = keyspaceMisses.map(Double.init),
                hits + misses > 0
            else { return nil }
            return hits / (hits + misses)
        }
        /// How many keys it removed because their time had come.
        public var expiredKeys: Int? { fields.integer("expired_keys") }
        /// Of the keys with a time, how many are thought to be past it and still there, in percent.
        public var expiredStalePercent: Double? { fields.number("expired_stale_perc") }
        /// How often it stopped removing keys because that took too long.
        public var expiryTimeCapReached: Int? { fields.integer("expired_time_cap_reached_count") }
        /// How many keys it removed because memory ran out.
        public var evictedKeys: Int? { fields.integer("evicted_keys") }
        /// How many clients it cut off because their buffers took too much.
        public var evictedClients: Int? { fields.integer("evicted_clients") }
        /// For how long altogether it used more memory than it may.
        public var evictionExceeded: Duration? { fields.milliseconds("total_eviction_exceeded_time") }
        /// How long the last copy of its process took to start.
        public var latestFork: Duration? { fields.microseconds("latest_fork_usec") }
        /// How many replicas it sent everything.
        public var fullSyncs: Int? { fields.integer("sync_full") }
        /// How many replicas it sent only what they had missed.
        public var partialSyncs: Int? { fields.integer("sync_partial_ok") }
        /// How many replicas wanted only what they had missed, and had missed too much.
        public var failedPartialSyncs: Int? { fields.integer("sync_partial_err") }
        /// How many channels have subscribers.
        public var channels: Int? { fields.integer("pubsub_channels") }
        /// How many patterns of channels have subscribers.
        public var patterns: Int? { fields.integer("pubsub_patterns") }
        /// How many keys it tracks for its clients.
        public var trackedKeys: Int? { fields.integer("tracking_total_keys") }
        /// How many errors it answered with.
        public var errorReplies: Int? { fields.integer("total_error_replies") }
        /// How many clients it cut off because they read too slowly (Redis 7.4, Valkey).
        public var outputLimitDisconnections: Int? { fields.integer("client_output_buffer_limit_disconnections") }
    }
}
