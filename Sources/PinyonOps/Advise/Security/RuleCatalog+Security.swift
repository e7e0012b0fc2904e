extension RuleCatalog {
    /// About security.
    static let security: [Rule] = [.exposedServers, .dangerousCommands]
}
