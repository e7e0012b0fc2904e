extension CommandTraits {
    package static let sentinelCkquorum = CommandTraits("SENTINEL CKQUORUM", .readOnly)
    package static let sentinelConfigGet = CommandTraits("SENTINEL CONFIG GET", .readOnly)
    package static let sentinelConfigSet = CommandTraits("SENTINEL CONFIG SET")
    package static let sentinelFailover = CommandTraits("SENTINEL FAILOVER")
    package static let sentinelFlushconfig = CommandTraits("SENTINEL FLUSHCONFIG")
    package static let sentinelGetMasterAddrByName = CommandTraits("SENTINEL GET-MASTER-ADDR-BY-NAME", .readOnly)
    package static let sentinelInfoCache = CommandTraits("SENTINEL INFO-CACHE", [.readOnly, .bulk])
    package static let sentinelIsMasterDownByAddr = CommandTraits("SENTINEL IS-MASTER-DOWN-BY-ADDR", .readOnly)
    package static let sentinelMonitor = CommandTraits("SENTINEL MONITOR")
    package static let sentinelMyid = CommandTraits("SENTINEL MYID", .readOnly)
    package static let sentinelMasters = CommandTraits("SENTINEL MASTERS", .readOnly)
    package static let sentinelMaster = CommandTraits("SENTINEL MASTER", .readOnly)
    package static let sentinelRemove = CommandTraits("SENTINEL REMOVE")
    package static let sentinelReplicas = CommandTraits("SENTINEL REPLICAS", .readOnly)
    package static let sentinelReset = CommandTraits("SENTINEL RESET")
    package static let sentinelSentinels = CommandTraits("SENTINEL SENTINELS", .readOnly)
    package static let sentinelSet = CommandTraits("SENTINEL SET")

    /// All commands of Sentinels.
    package static let sentinel: [CommandTraits] = [
        sentinelCkquorum, sentinelConfigGet, sentinelConfigSet, sentinelFailover, sentinelFlushconfig,
        sentinelGetMasterAddrByName, sentinelInfoCache, sentinelIsMasterDownByAddr, sentinelMonitor, sentinelMyid,
        sentinelMasters, sentinelMaster, sentinelRemove, sentinelReplicas, sentinelReset, sentinelSentinels,
        sentinelSet,
    ]
}
