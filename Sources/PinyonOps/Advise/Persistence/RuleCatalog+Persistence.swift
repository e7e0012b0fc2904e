extension RuleCatalog {
    /// About what is kept on disk.
    static let persistence: [Rule] = [.persist, .backupAge]
}
