extension CommandTraits {
    package static let discard = CommandTraits("DISCARD", .leased)
    package static let exec = CommandTraits("EXEC", .leased)
    package static let multi = CommandTraits("MULTI", .leased)
    package static let unwatch = CommandTraits("UNWATCH", .leased)
    package static let watch = CommandTraits("WATCH", keys: .all, .leased)

    /// All commands of transactions.
    package static let transactions: [CommandTraits] = [discard, exec, multi, unwatch, watch]
}
