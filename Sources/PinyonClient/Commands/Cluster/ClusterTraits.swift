extension CommandTraits {
    package static let clusterAddslots = CommandTraits("CLUSTER ADDSLOTS")
    package static let clusterAddslotsrange = CommandTraits("CLUSTER ADDSLOTSRANGE")
    package static let clusterBumpepoch = CommandTraits("CLUSTER BUMPEPOCH")
    package static let clusterCancelslotmigrations = CommandTraits("CLUSTER CANCELSLOTMIGRATIONS")
    package static let clusterCountFailureReports = CommandTraits("CLUSTER COUNT-FAILURE-REPORTS", .readOnly)
    package static let clusterCountkeysinslot = CommandTraits("CLUSTER COUNTKEYSINSLOT", .readOnly)
    package static let clusterDelslots = CommandTraits("CLUSTER DELSLOTS")
    package static let clusterDelslotsrange = CommandTraits("CLUSTER DELSLOTSRANGE")
    package static let clusterFailover = CommandTraits("CLUSTER FAILOVER")
    package static let clusterFlushslots = CommandTraits("CLUSTER FLUSHSLOTS")
    package static let clusterForget = CommandTraits("CLUSTER FORGET")
    package static let clusterGetkeysinslot = CommandTraits("CLUSTER GETKEYSINSLOT", [.readOnly, .bulk])
    package static let clusterGetslotmigrations = CommandTraits("CLUSTER GETSLOTMIGRATIONS", .readOnly)
    package static let clusterInfo = CommandTraits("CLUSTER INFO", .readOnly)
    package static let clusterKeyslot = CommandTraits("CLUSTER KEYSLOT", .readOnly)
    package static let clusterLinks = CommandTraits("CLUSTER LINKS", .readOnly)
    package static let clusterMeet = CommandTraits("CLUSTER MEET")
    package static let clusterMigrateslots = CommandTraits("CLUSTER MIGRATESLOTS")
    package static let clusterMyid = CommandTraits("CLUSTER MYID", .readOnly)
    package static let clusterMyshardid = CommandTraits("CLUSTER MYSHARDID", .readOnly)
    package static let clusterNodes = CommandTraits("CLUSTER NODES", .readOnly)
    package static let clusterReplicas = CommandTraits("CLUSTER REPLICAS", .readOnly)
    package static let clusterReplicate = CommandTraits("CLUSTER REPLICATE")
    package static let clusterReset = CommandTraits("CLUSTER RESET")
    package static let clusterSaveconfig = CommandTraits("CLUSTER SAVECONFIG")
    package static let clusterSetConfigEpoch = CommandTraits("CLUSTER SET-CONFIG-EPOCH")
    package static let clusterSetslot = CommandTraits("CLUSTER SETSLOT")
    package static let clusterShards = CommandTraits("CLUSTER SHARDS", .readOnly)
    package static let clusterSlots = CommandTraits("CLUSTER SLOTS", .readOnly)
    package static let clusterSlotStats = CommandTraits("CLUSTER SLOT-STATS", [.readOnly, .bulk])
    package static let asking = CommandTraits("ASKING", .leased)
    package static let readonly = CommandTraits("READONLY", .leased)
    package static let readwrite = CommandTraits("READWRITE", .leased)
    package static let sflush = CommandTraits("SFLUSH")
    package static let trimslots = CommandTraits("TRIMSLOTS")

    /// All commands that are about the cluster.
    package static let cluster: [CommandTraits] = [
        clusterAddslots, clusterAddslotsrange, clusterBumpepoch, clusterCancelslotmigrations,
        clusterCountFailureReports, clusterCountkeysinslot, clusterDelslots, clusterDelslotsrange, clusterFailover,
        clusterFlushslots, clusterForget, clusterGetkeysinslot, clusterGetslotmigrations, clusterInfo, clusterKeyslot,
        clusterLinks, clusterMeet, clusterMigrateslots, clusterMyid, clusterMyshardid, clusterNodes, clusterReplicas,
        clusterReplicate, clusterReset, clusterSaveconfig, clusterSetConfigEpoch, clusterSetslot, clusterShards,
        clusterSlots, clusterSlotStats, asking, readonly, readwrite, sflush, trimslots,
    ]
}
