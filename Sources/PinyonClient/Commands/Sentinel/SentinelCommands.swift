/// Questions to a Sentinel and changes of what it watches. Other servers don't know these commands.
extension Command {
    /// `SENTINEL GET-MASTER-ADDR-BY-NAME`: where a primary is; nil if this Sentinel doesn't watch one of that name.
    ///
    /// During a failover it is the new primary's address as soon as it was chosen.
    public static func sentinelGetMasterAddrByName(_ primary: String) -> Command where Response == ServerAddress? {
        Command(.sentinelGetMasterAddrByName) { $0.append(primary) }
    }

    /// `SENTINEL MASTERS`: the primaries that the Sentinel watches.
    public static func sentinelMasters() -> Command where Response == [SentinelPrimary] {
        Command(.sentinelMasters)
    }

    /// `SENTINEL MASTER`: a primary by its name.
    public static func sentinelMaster(_ primary: String) -> Command where Response == SentinelPrimary {
        Command(.sentinelMaster) { $0.append(primary) }
    }

    /// `SENTINEL REPLICAS`: a primary's replicas.
    public static func sentinelReplicas(of primary: String) -> Command where Response == [SentinelReplica] {
        Command(.sentinelReplicas) { $0.append(primary) }
    }

    /// `SENTINEL SENTINELS`: the other Sentinels that watch a primary.
    public static func sentinelSentinels(of primary: String) -> Command where Response == [SentinelPeer] {
        Command(.sentinelSentinels) { $0.append(primary) }
    }

    /// `SENTINEL CKQUORUM`: whether enough Sentinels can be reached to fail a primary over. The reply is a sentence;
    /// if there aren't enough, it is an error `NOQUORUM`.
    public static func sentinelCkquorum(_ primary: String) -> Command where Response == String {
        Command(.sentinelCkquorum) { $0.append(primary) }
    }

    /// `SENTINEL MYID`: the Sentinel's identity (Redis 6.2, Valkey).
    public static func sentinelMyid() -> Command where Response == String { Command(.sentinelMyid) }

    /// `SENTINEL INFO-CACHE`: what the servers last told the Sentinel of themselves.
    ///
    /// - Parameter primaries: Names of primaries, at least one. Names that it doesn't know are left out.
    public static func sentinelInfoCache(_ primaries: [String]) -> Command where Response == SentinelInfoCache {
        Command(.sentinelInfoCache) { $0.append(primaries) }
    }

    /// `SENTINEL IS-MASTER-DOWN-BY-ADDR`: whether the Sentinel finds that a primary is down. It isn't asked to vote.
    ///
    /// - Parameters:
    ///   - ip: The primary's IP address.
    ///   - port: The primary's port.
    public static func sentinelIsMasterDownByAddr(ip: String, port: Int) -> Command where Response == SentinelVote {
        Command(.sentinelIsMasterDownByAddr) {
            $0.append(ip)
            $0.append(port)
            $0.append(0)
            $0.append("*")
        }
    }

    /// `SENTINEL FAILOVER`: replaces a primary as if it were down, without asking other Sentinels. The answer comes
    /// when it has begun.
    public static func sentinelFailover(_ primary: String) -> Command where Response == Void {
        Command(.sentinelFailover) { $0.append(primary) }
    }

    /// `SENTINEL RESET`: makes the Sentinel forget what it found out of primaries: states, replicas, other Sentinels.
    /// It finds them again. The reply is how many primaries that were.
    ///
    /// - Parameter pattern: A glob pattern of names.
    public static func sentinelReset(_ pattern: String) -> Command where Response == Int {
        Command(.sentinelReset) { $0.append(pattern) }
    }

    /// `SENTINEL FLUSHCONFIG`: makes the Sentinel write its configuration file anew.
    public static func sentinelFlushconfig() -> Command where Response == Void { Command(.sentinelFlushconfig) }

    /// `SENTINEL MONITOR`: makes the Sentinel watch a primary.
    ///
    /// - Parameters:
    ///   - primary: The name for it.
    ///   - ip: Its IP address; a name if Sentinel was told to resolve names.
    ///   - port: Its port.
    ///   - quorum: How many Sentinels have to agree that it is down.
    public static func sentinelMonitor(_ primary: String, ip: String, port: Int, quorum: Int) -> Command
    where Response == Void {
        Command(.sentinelMonitor) {
            $0.append(primary)
            $0.append(ip)
            $0.append(port)
            $0.append(quorum)
        }
    }

    /// `SENTINEL REMOVE`: makes the Sentinel watch a primary no longer.
    public static func sentinelRemove(_ primary: String) -> Command where Response == Void {
        Command(.sentinelRemove) { $0.append(primary) }
    }

    /// `SENTINEL SET`: changes how a primary is watched. Each Sentinel has to be told.
    ///
    /// - Parameters:
    ///   - primary: The primary's name.
    ///   - settings: Settings and their values.
    public static func sentinelSet(_ primary: String, _ settings: [SentinelSetting]) -> Command where Response == Void {
        Command(.sentinelSet) {
            $0.append(primary)
            $0.append(settings)
        }
    }

    /// `SENTINEL CONFIG GET`: the Sentinel's own settings by name (Redis 6.2, Valkey).
    ///
    /// - Parameter pattern: A glob pattern of names.
    public static func sentinelConfigGet(_ pattern: String = "*") -> Command where Response == [String: String] {
        Command(.sentinelConfigGet) { $0.append(pattern) }
    }

    /// `SENTINEL CONFIG SET`: changes one of the Sentinel's own settings (Redis 6.2, Valkey).
    ///
    /// - Parameters:
    ///   - name: The setting's name, such as `resolve-hostnames`.
    ///   - value: Its value.
    public static func sentinelConfigSet(_ name: String, _ value: String) -> Command where Response == Void {
        Command(.sentinelConfigSet) {
            $0.append(name)
            $0.append(value)
        }
    }
}

/// A setting of how Sentinel watches a primary, with its value.
public struct SentinelSetting: Sendable, Hashable, CommandArgument {
    private let name: String
    private let value: String

    /// A setting by its name, such as `notification-script`.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// How many Sentinels have to agree that it is down.
    public static func quorum(_ count: Int) -> SentinelSetting { SentinelSetting("quorum", String(count)) }

    /// After how long without an answer it is thought to be down. Whole milliseconds.
    public static func downAfter(_ time: Duration) -> SentinelSetting {
        SentinelSetting("down-after-milliseconds", String(time.wholeMilliseconds))
    }

    /// How long a failover may take, and half of how soon it may be tried again. Whole milliseconds.
    public static func failoverTimeout(_ time: Duration) -> SentinelSetting {
        SentinelSetting("failover-timeout", String(time.wholeMilliseconds))
    }

    /// How many replicas are pointed to a new primary at once.
    public static func parallelSyncs(_ count: Int) -> SentinelSetting {
        SentinelSetting("parallel-syncs", String(count))
    }

    /// Adds the name and the value.
    public func append(to arguments: inout CommandArguments) {
        arguments.append(name)
        arguments.append(value)
    }
}
