extension ServerInfo {
    /// The server's part in replication.
    public var replication: Replication { Replication(fields: fields) }

    /// A server's part in replication, from the section `Replication`.
    public struct Replication: Sendable, Hashable {
        let fields: TextFields

        /// What a server is to others.
        public enum Role: Sendable, Hashable {
            /// It takes writes.
            case primary
            /// It copies another.
            case replica
            /// Something that this library doesn't know.
            case other(String)
        }

        /// A replica that is connected.
        public struct Replica: Sendable, Hashable {
            /// Everything that the server told of it, by its names.
            public let fields: TextFields

            /// Its host.
            public var host: String? { fields.nonEmpty("ip") }
            /// Its port.
            public var port: Int? { fields.integer("port") }
            /// Whether it receives changes as they happen.
            public var isOnline: Bool { fields["state"] == "online" }
            /// How far it has got in the stream of changes, in bytes.
            public var offset: Int? { fields.integer("offset") }
            /// The time since it last told how far it has got, to the second.
            public var lag: Duration? { fields.seconds("lag") }
        }

        /// What the server is to others; nil if it isn't told.
        public var role: Role? {
            switch fields["role"] {
            case "master", "primary": .primary
            case "slave", "replica": .replica
            case let role?: .other(role)
            case nil: nil
            }
        }
        /// The replicas that are connected.
        public var replicas: [Replica] {
            fields.entries.compactMap { entry in
                guard entry.name.hasPrefix("slave"), entry.name.dropFirst(5).allSatisfy(\.isNumber),
                    entry.value.contains("=")
                else { return nil }
                return Replica(fields: TextFields(entry.value.split(separator: ","), separator: "="))
            }
        }
        /// How many replicas are connected.
        public var connectedReplicas: Int? { fields.integer("connected_slaves") }
        /// The identity of the history of changes.
        public var historyID: String? { fields["master_replid"] }
        /// How far the history goes, in bytes.
        public var offset: Int? { fields.integer("master_repl_offset") }
        /// The bytes of history kept for replicas that come back.
        public var backlogSize: Int? { fields.integer("repl_backlog_size") }
        /// How many of those are in use.
        public var backlogUsed: Int? { fields.integer("repl_backlog_histlen") }
        /// Of a replica: its primary's host.
        public var primaryHost: String? { fields.nonEmpty("master_host") }
        /// Of a replica: its primary's port.
        public var primaryPort: Int? { fields.integer("master_port") }
        /// Of a replica: whether it is connected to its primary.
        public var isLinkUp: Bool? { fields["master_link_status"].map { $0 == "up" } }
        /// Of a replica: the time since its primary last sent something; nil if it has no connection.
        public var sincePrimaryHeard: Duration? {
            fields.seconds("master_last_io_seconds_ago").flatMap { $0 < .zero ? nil : $0 }
        }
        /// Of a replica: whether it is receiving everything anew.
        public var isSyncing: Bool? { fields.boolean("master_sync_in_progress") }
        /// Of a replica: for how long it has had no connection; nil if it has one.
        public var linkDown: Duration? { fields.seconds("master_link_down_since_seconds") }
        /// Of a replica: how far it has got in the stream of changes, in bytes.
        public var replicaOffset: Int? { fields.integer("slave_repl_offset") }
        /// Of a replica: how gladly Sentinel makes it primary; lower is sooner, 0 never.
        public var priority: Int? { fields.integer("slave_priority") }
        /// Of a replica: whether it refuses writes.
        public var isReadOnly: Bool? { fields.boolean("slave_read_only") }
    }
}
