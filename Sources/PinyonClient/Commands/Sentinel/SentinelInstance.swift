/// A process that a Sentinel watches or works with, as that Sentinel sees it.
public protocol SentinelInstance: RESPDecodable, Equatable {
    /// Everything that the Sentinel told of it, by its names, such as `last-ping-reply`.
    var fields: ReplyFields { get }
}

extension SentinelInstance {
    /// The name under which it is known: of a primary, the one in the configuration; of others, their address or
    /// identity.
    public var name: String { fields.text("name") ?? "" }
    /// Its host, a number unless Sentinel was told to use names; nil if it isn't told.
    public var host: String? { fields.text("ip").flatMap { $0.isEmpty ? nil : $0 } }
    /// Its port for clients; nil if it isn't told.
    public var port: Int? { ClusterPort.connectable(fields["port"]) }
    /// Where it listens; nil if it isn't told.
    public var address: ServerAddress? {
        guard let host, let port else { return nil }
        return .host(host, port: port)
    }
    /// Its identity, 40 hexadecimal digits that are new after each start; nil if it isn't known.
    public var runID: String? { fields.text("runid").flatMap { $0.isEmpty ? nil : $0 } }
    /// The words that say what it is and how it is, such as `master`, `s_down`, `o_down` and `disconnected`.
    public var flags: Set<String> {
        Set(fields.text("flags")?.split(separator: ",").map(String.init) ?? [])
    }
    /// Whether this Sentinel finds that it is down.
    public var isSubjectivelyDown: Bool { flags.contains("s_down") }
    /// Whether this Sentinel has no connection to it.
    public var isDisconnected: Bool { flags.contains("disconnected") }
    /// The time since it last answered a ping.
    public var sincePingReply: Duration? { fields.milliseconds("last-ping-reply") }
    /// After which time without an answer it is thought to be down.
    public var downAfter: Duration? { fields.milliseconds("down-after-milliseconds") }
}

/// A primary that Sentinel watches, by `SENTINEL MASTER`.
public struct SentinelPrimary: SentinelInstance {
    /// Everything that the Sentinel told of it.
    public let fields: ReplyFields

    /// Reads one primary.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SentinelPrimary {
        SentinelPrimary(fields: try ReplyFields.decode(value))
    }

    /// Whether enough Sentinels agree that it is down.
    public var isObjectivelyDown: Bool { flags.contains("o_down") }
    /// The version of what is known of it: of two Sentinels' answers, the one with the higher is newer.
    public var configurationEpoch: UInt64? { fields.text("config-epoch").flatMap { UInt64($0) } }
    /// How many Sentinels have to agree that it is down.
    public var quorum: Int? { fields.integer("quorum") }
    /// How many replicas it has.
    public var replicaCount: Int? { fields.integer("num-slaves") }
    /// How many Sentinels besides this one watch it.
    public var otherSentinelCount: Int? { fields.integer("num-other-sentinels") }
    /// The time that a failover may take.
    public var failoverTimeout: Duration? { fields.milliseconds("failover-timeout") }
    /// How many replicas are pointed to a new primary at once.
    public var parallelSyncs: Int? { fields.integer("parallel-syncs") }
    /// The server's word for how far a failover is, such as `wait_start`; nil if there is none.
    public var failoverState: String? { fields.text("failover-state") }
}

/// A replica of a primary that Sentinel watches, by `SENTINEL REPLICAS`.
public struct SentinelReplica: SentinelInstance {
    /// Everything that the Sentinel told of it.
    public let fields: ReplyFields

    /// Reads one replica.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SentinelReplica {
        SentinelReplica(fields: try ReplyFields.decode(value))
    }

    /// Whether it receives its primary's changes.
    public var isLinkedToPrimary: Bool { fields.text("master-link-status") == "ok" }
    /// Whether it can be read from: it is up, connected, and receives its primary's changes.
    public var isUsable: Bool {
        flags.isDisjoint(with: ["s_down", "o_down", "disconnected"]) && isLinkedToPrimary
    }
    /// The host of its primary; nil if it isn't known.
    public var primaryHost: String? { fields.text("master-host") }
    /// The port of its primary; nil if it isn't known.
    public var primaryPort: Int? { ClusterPort.connectable(fields["master-port"]) }
    /// How gladly it is made primary: lower is sooner, 0 never.
    public var priority: Int? { fields.integer("slave-priority") }
    /// How long ago the Sentinel last asked it what it says of itself.
    public var informationAge: Duration? { fields.milliseconds("info-refresh") }
    /// How far it had got in the stream of changes by then, in bytes.
    public var replicationOffset: Int? { fields.integer("slave-repl-offset") }
}

/// Another Sentinel that watches the same primary, by `SENTINEL SENTINELS`.
public struct SentinelPeer: SentinelInstance {
    /// Everything that the Sentinel told of it.
    public let fields: ReplyFields

    /// Reads one Sentinel.
    public static func decode(_ value: RESPValue) throws(RESPDecodingError) -> SentinelPeer {
        SentinelPeer(fields: try ReplyFields.decode(value))
    }

    /// The identity of the Sentinel for which it voted as leader of a failover; nil if it didn't.
    public var votedLeader: String? { fields.text("voted-leader").flatMap { $0 == "?" || $0 == "*" ? nil : $0 } }
    /// The epoch of that vote.
    public var votedLeaderEpoch: UInt64? { fields.text("voted-leader-epoch").flatMap { UInt64($0) } }
}
