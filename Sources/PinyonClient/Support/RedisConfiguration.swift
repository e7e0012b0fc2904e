package import CoreMetrics
public import Logging
package import Tracing

/// Where a client's servers are, and how it talks to them. What isn't set has a default that suits a service.
public struct RedisConfiguration: Sendable {
    /// Where the servers are, and how they belong together.
    public var topology: RedisTopology
    /// Asked for the credentials of each new connection, so that passwords and tokens can be renewed. Default: none.
    public var credentials: CredentialsProvider
    /// How connections are encrypted; nil for not at all. Default: nil, or by the URL.
    public var tls: RedisTLS?
    /// The number of the database that connections select. Default: 0.
    public var database: Int
    /// The name that connections give themselves, for `CLIENT LIST`. Default: none.
    public var clientName: String?
    /// The time from a call to its reply, with waiting and connecting. Default: 3 s.
    ///
    /// A command that waits on the server, such as `BLPOP`, has the time that it waits there besides; if that is any
    /// time, it has no limit.
    public var commandTimeout: Duration
    /// The time for making a connection, and the longest that a command waits for one. Default: 2 s.
    public var connectTimeout: Duration
    /// How long a connection's commands may wait without a byte from the server before the client asks it on a second
    /// connection, and gives up the first. Default: twice the command timeout, but at least 1 s.
    ///
    /// A command with a longer time limit of its own than ``commandTimeout`` may keep the server silent for that long:
    /// while it is the oldest on its connection, this begins when its time is over. For a command that waits on the
    /// server for any time the server is asked, too, and its connection is given up only if it doesn't answer: see
    /// ``leasedConnections``.
    public var stallLimit: Duration?
    /// The pauses between attempts to connect. Default: those of ``Backoff``.
    public var backoff: Backoff
    /// How many connections may be begun a second, after a burst of as many; to one server the burst is half.
    /// Default: 50.
    public var connectionsPerSecond: Int
    /// How much may wait for one server before calls fail at once. Default: that of ``QueueLimits``.
    public var queue: QueueLimits
    /// How much a server may send in one reply. A command whose reply is more fails with
    /// ``ClientError/Code/unexpectedReply`` and isn't sent again; its connection is closed. Default: those of
    /// ``RESPLimits``.
    public var replyLimits: RESPLimits
    /// How many connections to one server may be on loan at a time, for commands that block and for transactions.
    /// Default: 64.
    ///
    /// A command that waits for any time (`BLPOP` with a timeout of 0) holds its connection until it is answered or
    /// cancelled, until the connection ends, or until the server is found frozen because it answers on no other
    /// connection, which takes about a minute. A network that swallows everything on that one connection, and tells
    /// nobody, isn't noticed: give such commands a timeout, and send them again.
    public var leasedConnections: Int
    /// Which nodes answer commands that only read. Default: the primary.
    public var readPreference: ReadPreference
    /// The availability zone that the client runs in, for ``ReadPreference/nearest``. Default: none.
    ///
    /// Which zone a server is in is what it says: in a cluster's view of its nodes, otherwise when it is connected to.
    public var availabilityZone: String?
    /// Which addresses a server may send the client to. Default: ``AddressTrust/automatic``.
    public var addressTrust: AddressTrust
    /// Finds the addresses behind a host's name. Default: the operating system.
    public var resolver: any AddressResolver
    /// Where the client tells what happens to its connections, and at trace level of every command with its name and
    /// server, never its arguments. Default: nowhere.
    public var logger: Logger
    /// Makes the client's metrics; nil for the process's backend.
    package var metrics: (any MetricsFactory)?
    /// Makes the client's spans; nil for the process's tracer.
    package var tracer: (any Tracer)?

    /// A configuration with defaults.
    ///
    /// - Parameter topology: Where the servers are.
    public init(_ topology: RedisTopology) {
        self.topology = topology
        credentials = { nil }
        tls = nil
        database = 0
        clientName = nil
        commandTimeout = .seconds(3)
        connectTimeout = .seconds(2)
        stallLimit = nil
        backoff = Backoff()
        connectionsPerSecond = 50
        queue = QueueLimits()
        replyLimits = RESPLimits()
        leasedConnections = 64
        readPreference = .primary
        availabilityZone = nil
        addressTrust = .automatic
        resolver = SystemResolver()
        logger = Logger(label: "pinyon.client") { _ in SwiftLogNoOpLogHandler() }
        metrics = nil
        tracer = nil
    }

    var connectionSettings: ConnectionSettings {
        var settings = ConnectionSettings()
        settings.limits = replyLimits
        settings.queue = queue
        settings.backoff = backoff
        settings.connectTimeout = connectTimeout.bounded
        settings.commandTimeout = commandTimeout.bounded
        settings.stallLimit = (stallLimit ?? max(.seconds(1), commandTimeout.bounded * 2)).bounded
        return settings
    }
}

/// How a client's servers belong together.
public enum RedisTopology: Sendable {
    /// One server.
    case standalone(ServerAddress)
    /// A primary and its replicas, watched by Sentinels that name the primary.
    case sentinel(SentinelTopology)
    /// A cluster, of which some nodes are known.
    case cluster(seeds: [ServerAddress])
}
