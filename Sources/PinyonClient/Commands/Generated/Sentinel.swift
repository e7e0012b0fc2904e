// Generated from Sources/PinyonClient/Commands/Sentinel/ by: swift run --package-path Checks generate-commands

extension CommandSender {
    /// `SENTINEL GET-MASTER-ADDR-BY-NAME`: where a primary is; nil if this Sentinel doesn't watch one of that name.
    ///
    /// During a failover it is the new primary's address as soon as it was chosen.
    public func sentinelGetMasterAddrByName(_ primary: String) async throws(ClientError) -> ServerAddress? {
        try await send(.sentinelGetMasterAddrByName(primary))
    }

    /// `SENTINEL MASTERS`: the primaries that the Sentinel watches.
    public func sentinelMasters() async throws(ClientError) -> [SentinelPrimary] {
        try await send(.sentinelMasters())
    }

    /// `SENTINEL MASTER`: a primary by its name.
    public func sentinelMaster(_ primary: String) async throws(ClientError) -> SentinelPrimary {
        try await send(.sentinelMaster(primary))
    }

    /// `SENTINEL REPLICAS`: a primary's replicas.
    public func sentinelReplicas(of primary: String) async throws(ClientError) -> [SentinelReplica] {
        try await send(.sentinelReplicas(of: primary))
    }

    /// `SENTINEL SENTINELS`: the other Sentinels that watch a primary.
    public func sentinelSentinels(of primary: String) async throws(ClientError) -> [SentinelPeer] {
        try await send(.sentinelSentinels(of: primary))
    }

    /// `SENTINEL CKQUORUM`: whether enough Sentinels can be reached to fail a primary over. The reply is a sentence;
    /// if there aren't enough, it is an error `NOQUORUM`.
    public func sentinelCkquorum(_ primary: String) async throws(ClientError) -> String {
        try await send(.sentinelCkquorum(primary))
    }

    /// `SENTINEL MYID`: the Sentinel's identity (Redis 6.2, Valkey).
    public func sentinelMyid() async throws(ClientError) -> String {
        try await send(.sentinelMyid())
    }

    /// `SENTINEL INFO-CACHE`: what the servers last told the Sentinel of themselves.
    ///
    /// - Parameter primaries: Names of primaries, at least one. Names that it doesn't know are left out.
    public func sentinelInfoCache(_ primaries: [String]) async throws(ClientError) -> SentinelInfoCache {
        try await send(.sentinelInfoCache(primaries))
    }

    /// `SENTINEL IS-MASTER-DOWN-BY-ADDR`: whether the Sentinel finds that a primary is down. It isn't asked to vote.
    ///
    /// - Parameters:
    ///   - ip: The primary's IP address.
    ///   - port: The primary's port.
    public func sentinelIsMasterDownByAddr(ip: String, port: Int) async throws(ClientError) -> SentinelVote {
        try await send(.sentinelIsMasterDownByAddr(ip: ip, port: port))
    }

    /// `SENTINEL FAILOVER`: replaces a primary as if it were down, without asking other Sentinels. The answer comes
    /// when it has begun.
    public func sentinelFailover(_ primary: String) async throws(ClientError) {
        try await send(.sentinelFailover(primary))
    }

    /// `SENTINEL RESET`: makes the Sentinel forget what it found out of primaries: states, replicas, other Sentinels.
    /// It finds them again. The reply is how many primaries that were.
    ///
    /// - Parameter pattern: A glob pattern of names.
    public func sentinelReset(_ pattern: String) async throws(ClientError) -> Int {
        try await send(.sentinelReset(pattern))
    }

    /// `SENTINEL FLUSHCONFIG`: makes the Sentinel write its configuration file anew.
    public func sentinelFlushconfig() async throws(ClientError) {
        try await send(.sentinelFlushconfig())
    }

    /// `SENTINEL MONITOR`: makes the Sentinel watch a primary.
    ///
    /// - Parameters:
    ///   - primary: The name for it.
    ///   - ip: Its IP address; a name if Sentinel was told to resolve names.
    ///   - port: Its port.
    ///   - quorum: How many Sentinels have to agree that it is down.
    public func sentinelMonitor(_ primary: String, ip: String, port: Int, quorum: Int) async throws(ClientError) {
        try await send(.sentinelMonitor(primary, ip: ip, port: port, quorum: quorum))
    }

    /// `SENTINEL REMOVE`: makes the Sentinel watch a primary no longer.
    public func sentinelRemove(_ primary: String) async throws(ClientError) {
        try await send(.sentinelRemove(primary))
    }

    /// `SENTINEL SET`: changes how a primary is watched. Each Sentinel has to be told.
    ///
    /// - Parameters:
    ///   - primary: The primary's name.
    ///   - settings: Settings and their values.
    public func sentinelSet(_ primary: String, _ settings: [SentinelSetting]) async throws(ClientError) {
        try await send(.sentinelSet(primary, settings))
    }

    /// `SENTINEL CONFIG GET`: the Sentinel's own settings by name (Redis 6.2, Valkey).
    ///
    /// - Parameter pattern: A glob pattern of names.
    public func sentinelConfigGet(_ pattern: String = "*") async throws(ClientError) -> [String: String] {
        try await send(.sentinelConfigGet(pattern))
    }

    /// `SENTINEL CONFIG SET`: changes one of the Sentinel's own settings (Redis 6.2, Valkey).
    ///
    /// - Parameters:
    ///   - name: The setting's name, such as `resolve-hostnames`.
    ///   - value: Its value.
    public func sentinelConfigSet(_ name: String, _ value: String) async throws(ClientError) {
        try await send(.sentinelConfigSet(name, value))
    }
}
