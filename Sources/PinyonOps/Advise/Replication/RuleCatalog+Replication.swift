extension RuleCatalog {
    /// About replication.
    static let replication: [Rule] = [.replicationLinks, .replicationBacklog]
}
