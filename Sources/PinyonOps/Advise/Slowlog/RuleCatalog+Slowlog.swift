extension RuleCatalog {
    /// About commands that took long or were large.
    static let slowlog: [Rule] = [.slowKeys, .slowCommands, .o1Slow, .largeCommands, .slowlogOff]
}
