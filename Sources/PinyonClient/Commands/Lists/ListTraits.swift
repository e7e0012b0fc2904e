extension CommandTraits {
    static let blmove = CommandTraits("BLMOVE", keys: .firstTwo, .blocking)
    static let blmpop = CommandTraits("BLMPOP", keys: .counted(at: 2), .blocking)
    static let blpop = CommandTraits("BLPOP", keys: .allButLast, .blocking)
    static let brpop = CommandTraits("BRPOP", keys: .allButLast, .blocking)
    static let brpoplpush = CommandTraits("BRPOPLPUSH", keys: .firstTwo, .blocking)
    static let lindex = CommandTraits("LINDEX", keys: .first, .readOnly)
    static let linsert = CommandTraits("LINSERT", keys: .first)
    static let llen = CommandTraits("LLEN", keys: .first, .readOnly)
    static let lmove = CommandTraits("LMOVE", keys: .firstTwo)
    static let lmpop = CommandTraits("LMPOP", keys: .counted(at: 1))
    static let lpop = CommandTraits("LPOP", keys: .first)
    static let lpos = CommandTraits("LPOS", keys: .first, .readOnly)
    static let lpush = CommandTraits("LPUSH", keys: .first)
    static let lpushx = CommandTraits("LPUSHX", keys: .first)
    static let lrange = CommandTraits("LRANGE", keys: .first, .readOnly)
    static let lrem = CommandTraits("LREM", keys: .first)
    static let lset = CommandTraits("LSET", keys: .first)
    static let ltrim = CommandTraits("LTRIM", keys: .first)
    static let rpop = CommandTraits("RPOP", keys: .first)
    static let rpoplpush = CommandTraits("RPOPLPUSH", keys: .firstTwo)
    static let rpush = CommandTraits("RPUSH", keys: .first)
    static let rpushx = CommandTraits("RPUSHX", keys: .first)

    /// The commands on lists.
    static let lists: [CommandTraits] = [
        blmove, blmpop, blpop, brpop, brpoplpush, lindex, linsert, llen, lmove, lmpop, lpop, lpos, lpush, lpushx,
        lrange, lrem, lset, ltrim, rpop, rpoplpush, rpush, rpushx,
    ]
}
