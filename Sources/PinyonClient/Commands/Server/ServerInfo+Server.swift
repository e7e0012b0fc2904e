extension ServerInfo {
    /// What the server is.
    public var server: Server { Server(fields: fields) }
    /// Its clients.
    public var clients: Clients { Clients(fields: fields) }
    /// The time that it spent on processors.
    public var cpu: CPU { CPU(fields: fields) }
    /// Whether it is part of a cluster; nil if it isn't told.
    public var isClusterEnabled: Bool? { fields.boolean("cluster_enabled") }
    /// Its modules, by name, with their versions as numbers.
    public var modules: [String: Int] {
        var modules: [String: Int] = [:]
        for entry in fields.entries where entry.name == "module" {
            let parts = TextFields(entry.value.split(separator: ","), separator: "=")
            if let name = parts["name"] { modules[name] = parts.integer("ver") ?? 0 }
        }
        return modules
    }

    /// Who makes the server.
    public enum Product: Sendable, Hashable {
        /// Redis, or a server that passes itself off as Redis.
        case redis
        /// Valkey.
        case valkey
        /// Another server, by the name that it tells.
        case other(String)
    }

    /// What a server is, from the section `Server`.
    public struct Server: Sendable, Hashable {
        let fields: TextFields

        /// Who makes it.
        public var product: Product {
            if fields["valkey_version"] != nil { return .valkey }
            guard let name = fields.nonEmpty("server_name") else { return .redis }
            return name == "valkey" ? .valkey : .other(name)
        }
        /// The version of the product. Valkey tells two: its own, which is this, and ``redisVersion``.
        public var version: ServerVersion? {
            (fields["valkey_version"] ?? fields["redis_version"]).flatMap { ServerVersion($0) }
        }
        /// The version of Redis with which the server says it is compatible.
        public var redisVersion: ServerVersion? { fields["redis_version"].flatMap { ServerVersion($0) } }
        /// `standalone`, `cluster` or `sentinel`.
        public var mode: String? { fields["redis_mode"] ?? fields["server_mode"] }
        /// The identity of this run of the server: 40 hexadecimal digits, new after each start.
        public var runID: String? { fields["run_id"] }
        /// The number of its process.
        public var processID: Int? { fields.integer("process_id") }
        /// The port on which it listens without TLS; 0 for none.
        public var port: Int? { fields.integer("tcp_port") }
        /// The time since its start.
        public var uptime: Duration? { fields.seconds("uptime_in_seconds") }
        /// Its clock, in microseconds since 1970.
        public var timeMicroseconds: Int? { fields.integer("server_time_usec") }
        /// How often a second it does its chores.
        public var hz: Int? { fields.integer("hz") }
        /// The path of its configuration file; empty if it has none.
        public var configurationFile: String? { fields["config_file"] }
        /// Its availability zone, if one was configured.
        public var availabilityZone: String? { fields.nonEmpty("availability_zone") }
    }

    /// A server's clients, from the section `Clients`.
    public struct Clients: Sendable, Hashable {
        let fields: TextFields

        /// How many are connected, replicas not counted.
        public var connected: Int? { fields.integer("connected_clients") }
        /// How many may connect.
        public var limit: Int? { fields.integer("maxclients") }
        /// How many wait in blocking commands.
        public var blocked: Int? { fields.integer("blocked_clients") }
        /// How many are told of changes of keys they read.
        public var tracking: Int? { fields.integer("tracking_clients") }
        /// How many connections other nodes of the cluster have.
        public var clusterConnections: Int? { fields.integer("cluster_connections") }
    }

    /// Time on processors, from the section `CPU`.
    public struct CPU: Sendable, Hashable {
        let fields: TextFields

        /// The time in the kernel.
        public var system: Duration? { fields.seconds("used_cpu_sys") }
        /// The time outside the kernel.
        public var user: Duration? { fields.seconds("used_cpu_user") }
        /// The time in the kernel of processes for saving.
        public var systemOfChildren: Duration? { fields.seconds("used_cpu_sys_children") }
        /// The time outside the kernel of processes for saving.
        public var userOfChildren: Duration? { fields.seconds("used_cpu_user_children") }
        /// The time in the kernel of the thread that runs commands.
        public var systemOfMainThread: Duration? { fields.seconds("used_cpu_sys_main_thread") }
        /// The time outside the kernel of the thread that runs commands.
        public var userOfMainThread: Duration? { fields.seconds("used_cpu_user_main_thread") }
    }
}
