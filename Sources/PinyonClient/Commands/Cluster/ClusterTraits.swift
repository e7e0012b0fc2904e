extension CommandTraits {
    package static let clusterAddSlots = CommandTraits("CLUSTER ADDSLOTS")
    package static let clusterAddSlotsRange = CommandTraits("CLUSTER ADDSLOTSRANGE")
    package static let clusterBumpEpoch = CommandTraits("CLUSTER BUMPEPOCH")
    package static let clusterCancelSlotMigrations = CommandTraits("CLUSTER CANCELSLOTMIGRATIONS")
    package static let clusterCountFailureReports = CommandTraits("CLUSTER COUNT-FAILURE-REPORTS", .readOnly)
    package static let clusterCountKeysInSlot = CommandTraits("CLUSTER COUNTKEYSINSLOT", .readOnly)
    package static let clusterDelSlots = CommandTraits("CLUSTER DELSLOTS")
    package static let clusterDelSlotsRange = CommandTraits("CLUSTER DELSLOTSRANGE")
    package static let clusterFailover = CommandTraits("CLUSTER FAILOVER")
    package static let clusterFlushSlots = CommandTraits("CLUSTER FLUSHSLOTS")
    package static let clusterForget = CommandTraits("CLUSTER FORGET")
    package static let clusterGetKeysInSlot = CommandTraits("CLUSTER GETKEYSINSLOT", [.readOnly, .bulk])
    package static let clusterGetSlotMigrations = CommandTraits("CLUSTER GETSLOTMIGRATIONS", .readOnly)
    package static let clusterInfo = CommandTraits("CLUSTER INFO", .readOnly)
    package static let clusterKeySlot = CommandTraits("CLUSTER KEYSLOT", .readOnly)
    package static let clusterLinks = CommandTraits("CLUSTER LINKS", .readOnly)
    package static let clusterMeet = CommandTraits("CLUSTER MEET")
    package static let clusterMigrateSlots = CommandTraits("CLUSTER MIGRATESLOTS")
    package static let clusterMyID = CommandTraits("CLUSTER MYID", .readOnly)
    package static let clusterMyShardID = CommandTraits("CLUSTER MYSHARDID", .readOnly)
    package static let clusterNodes = CommandTraits("CLUSTER NODES", .readOnly)
    package static let clusterReplicas = CommandTraits("CLUSTER REPLICAS", .readOnly)
    package static let clusterReplicate = CommandTraits("CLUSTER REPLICATE")
    package static let clusterReset = CommandTraits("CLUSTER RESET")
    package static let clusterSaveConfig = CommandTraits("CLUSTER SAVECONFIG")
    package static let clusterSetConfigEpoch = CommandTraits("CLUSTER SET-CONFIG-EPOCH")
    package static let clusterSetSlot = CommandTraits("CLUSTER SETSLOT")
    package static let clusterShards = CommandTraits("CLUSTER SHARDS", .readOnly)
    package static let clusterSlots = CommandTraits("CLUSTER SLOTS", .readOnly)
    package static let clusterSlotStats = CommandTraits("CLUSTER SLOT-STATS", [.readOnly, .bulk])
    package static let asking = CommandTraits("ASKING", .leased)
    package static let readonly = CommandTraits("READONLY", .leased)
    package static let readwrite = CommandTraits("READWRITE", .leased)

    /// All commands that are about the cluster.
    package static let cluster: [CommandTraits] = [
        clusterAddSlots, clusterAddSlotsRange, clusterBumpEpoch, clusterCancelSlotMigrations,
        clusterCountFailureReports, clusterCountKeysInSlot, clusterDelSlots, clusterDelSlotsRange, clusterFailover,
        clusterFlushSlots, clusterForget, clusterGetKeysInSlot, clusterGetSlotMigrations, clusterInfo, clusterKeySlot,
        clusterLinks, clusterMeet, clusterMigrateSlots, clusterMyID, clusterMyShardID, clusterNodes, clusterReplicas,
        clusterReplicate, clusterReset, clusterSaveConfig, clusterSetConfigEpoch, clusterSetSlot, clusterShards,
        clusterSlots, clusterSlotStats, asking, readonly, readwrite,
    ]
}
