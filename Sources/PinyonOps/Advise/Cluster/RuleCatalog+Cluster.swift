extension RuleCatalog {
    /// About cluster.
    static let cluster: [Rule] = [
        .clusterState, .configurationDisagreement, .openSlots, .uncoveredSlots, .multipleOwners, .deadNodes,
        .epochCollision, .unknownNodes, .movedStorm, .slotFragmentation, .hotSlots, .nodeSkew, .configurationSkew,
        .weakReplicas,
    ]
}
