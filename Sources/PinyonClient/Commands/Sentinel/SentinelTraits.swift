extension CommandTraits {
    package static let sentinelCheckQuorum = CommandTraits("SENTINEL CKQUORUM", .readOnly)
    package static let sentinelConfigGet = CommandTraits("SENTINEL CONFIG GET", .readOnly)
    package static let sentinelConfigSet = CommandTraits("SENTINEL CONFIG SET")
    package static let sentinelFailover = CommandTraits("SENTINEL FAILOVER")
    package static let sentinelFlushConfig = CommandTraits("SENTINEL FLUSHCONFIG")
    package static let sentinelGetPrimaryAddress = CommandTraits("SENTINEL GET-MASTER-ADDR-BY-NAME", .readOnly)
    package static let sentinelInfoCache = CommandTraits("SENTINEL INFO-CACHE", [.readOnly, .bulk])
    package static let sentinelIsPrimaryDown = CommandTraits("SENTINEL IS-MASTER-DOWN-BY-ADDR", .readOnly)
    package static let sentinelMonitor = CommandTraits("SENTINEL MONITOR")
    package static let sentinelMyID = CommandTraits("SENTINEL MYID", .readOnly)
    package static let sentinelPrimaries = CommandTraits("SENTINEL MASTERS", .readOnly)
    package static let sentinelPrimary = CommandTraits("SENTINEL MASTER", .readOnly)
    package static let sentinelRemove = CommandTraits("SENTINEL REMOVE")
    package static let sentinelReplicas = CommandTraits("SENTINEL REPLICAS", .readOnly)
    package static let sentinelReset = CommandTraits("SENTINEL RESET")
    package static let sentinelSentinels = CommandTraits("SENTINEL SENTINELS", .readOnly)
    package static let sentinelSet = CommandTraits("SENTINEL SET")

    /// All commands of Sentinels.
    package static let sentinel: [CommandTraits] = [
        sentinelCheckQuorum, sentinelConfigGet, sentinelConfigSet, sentinelFailover, sentinelFlushConfig,
        sentinelGetPrimaryAddress, sentinelInfoCache, sentinelIsPrimaryDown, sentinelMonitor, sentinelMyID,
        sentinelPrimaries, sentinelPrimary, sentinelRemove, sentinelReplicas, sentinelReset, sentinelSentinels,
        sentinelSet,
    ]
}
