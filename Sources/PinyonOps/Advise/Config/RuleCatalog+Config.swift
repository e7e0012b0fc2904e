extension RuleCatalog {
    /// About config.
    static let config: [Rule] = [.serverAge, .keepalive, .riskySettings]
}
