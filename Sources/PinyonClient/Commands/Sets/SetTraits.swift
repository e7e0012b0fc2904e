extension CommandTraits {
    static let sadd = CommandTraits("SADD", keys: .first)
    static let scard = CommandTraits("SCARD", keys: .first, .readOnly)
    static let sdiff = CommandTraits("SDIFF", keys: .all, [.readOnly, .bulk])
    static let sdiffstore = CommandTraits("SDIFFSTORE", keys: .all)
    static let sinter = CommandTraits("SINTER", keys: .all, [.readOnly, .bulk])
    static let sintercard = CommandTraits("SINTERCARD", keys: .counted(at: 1), .readOnly)
    static let sinterstore = CommandTraits("SINTERSTORE", keys: .all)
    static let sismember = CommandTraits("SISMEMBER", keys: .first, .readOnly)
    static let smembers = CommandTraits("SMEMBERS", keys: .first, [.readOnly, .bulk])
    static let smismember = CommandTraits("SMISMEMBER", keys: .first, .readOnly)
    static let smove = CommandTraits("SMOVE", keys: .firstTwo)
    static let spop = CommandTraits("SPOP", keys: .first)
    static let srandmember = CommandTraits("SRANDMEMBER", keys: .first, .readOnly)
    static let srem = CommandTraits("SREM", keys: .first)
    static let sscan = CommandTraits("SSCAN", keys: .first, [.readOnly, .cursor])
    static let sunion = CommandTraits("SUNION", keys: .all, [.readOnly, .bulk])
    static let sunionstore = CommandTraits("SUNIONSTORE", keys: .all)

    /// The commands on sets.
    static let sets: [CommandTraits] = [
        sadd, scard, sdiff, sdiffstore, sinter, sintercard, sinterstore, sismember, smembers, smismember, smove, spop,
        srandmember, srem, sscan, sunion, sunionstore,
    ]
}
