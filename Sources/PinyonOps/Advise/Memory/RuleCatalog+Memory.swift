extension RuleCatalog {
    /// About memory.
    static let memory: [Rule] = [
        .noMaxmemory, .memUtilStore, .memUtilCache, .policyVsTTL, .policyNoevictCache, .memVsHost, .swapping,
        .forkHeadroom, .evict, .evictBeforeExpire, .highRSS, .allocatorFragmentation, .allocatorResident,
        .processResident, .peak, .clientBuffers, .replicaBuffers, .manyScripts, .scaleShard, .trackingTable,
    ]
}
