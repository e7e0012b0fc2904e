extension RuleCatalog {
    /// About clients.
    static let clients: [Rule] = [
        .connectionLimit, .connectionChurn, .clientList, .failedCommands, .singleCommandReads, .outputLimit,
    ]
}
