extension CommandTraits {
    static let bzmpop = CommandTraits("BZMPOP", keys: .counted(at: 2), .blocking)
    static let bzpopmax = CommandTraits("BZPOPMAX", keys: .allButLast, .blocking)
    static let bzpopmin = CommandTraits("BZPOPMIN", keys: .allButLast, .blocking)
    static let zadd = CommandTraits("ZADD", keys: .first)
    static let zcard = CommandTraits("ZCARD", keys: .first, .readOnly)
    static let zcount = CommandTraits("ZCOUNT", keys: .first, .readOnly)
    static let zdiff = CommandTraits("ZDIFF", keys: .counted(at: 1), [.readOnly, .bulk])
    static let zdiffstore = CommandTraits("ZDIFFSTORE", keys: .firstAndCounted(at: 2))
    static let zincrby = CommandTraits("ZINCRBY", keys: .first)
    static let zinter = CommandTraits("ZINTER", keys: .counted(at: 1), [.readOnly, .bulk])
    static let zintercard = CommandTraits("ZINTERCARD", keys: .counted(at: 1), .readOnly)
    static let zinterstore = CommandTraits("ZINTERSTORE", keys: .firstAndCounted(at: 2))
    static let zlexcount = CommandTraits("ZLEXCOUNT", keys: .first, .readOnly)
    static let zmpop = CommandTraits("ZMPOP", keys: .counted(at: 1))
    static let zmscore = CommandTraits("ZMSCORE", keys: .first, .readOnly)
    static let zpopmax = CommandTraits("ZPOPMAX", keys: .first)
    static let zpopmin = CommandTraits("ZPOPMIN", keys: .first)
    static let zrandmember = CommandTraits("ZRANDMEMBER", keys: .first, .readOnly)
    static let zrange = CommandTraits("ZRANGE", keys: .first, .readOnly)
    static let zrangebylex = CommandTraits("ZRANGEBYLEX", keys: .first, .readOnly)
    static let zrangebyscore = CommandTraits("ZRANGEBYSCORE", keys: .first, .readOnly)
    static let zrangestore = CommandTraits("ZRANGESTORE", keys: .firstTwo)
    static let zrank = CommandTraits("ZRANK", keys: .first, .readOnly)
    static let zrem = CommandTraits("ZREM", keys: .first)
    static let zremrangebylex = CommandTraits("ZREMRANGEBYLEX", keys: .first)
    static let zremrangebyrank = CommandTraits("ZREMRANGEBYRANK", keys: .first)
    static let zremrangebyscore = CommandTraits("ZREMRANGEBYSCORE", keys: .first)
    static let zrevrange = CommandTraits("ZREVRANGE", keys: .first, .readOnly)
    static let zrevrangebylex = CommandTraits("ZREVRANGEBYLEX", keys: .first, .readOnly)
    static let zrevrangebyscore = CommandTraits("ZREVRANGEBYSCORE", keys: .first, .readOnly)
    static let zrevrank = CommandTraits("ZREVRANK", keys: .first, .readOnly)
    static let zscan = CommandTraits("ZSCAN", keys: .first, [.readOnly, .cursor])
    static let zscore = CommandTraits("ZSCORE", keys: .first, .readOnly)
    static let zunion = CommandTraits("ZUNION", keys: .counted(at: 1), [.readOnly, .bulk])
    static let zunionstore = CommandTraits("ZUNIONSTORE", keys: .firstAndCounted(at: 2))

    /// The commands on sorted sets.
    static let sortedSets: [CommandTraits] = [
        bzmpop, bzpopmax, bzpopmin, zadd, zcard, zcount, zdiff, zdiffstore, zincrby, zinter, zintercard, zinterstore,
        zlexcount, zmpop, zmscore, zpopmax, zpopmin, zrandmember, zrange, zrangebylex, zrangebyscore, zrangestore,
        zrank,
        zrem, zremrangebylex, zremrangebyrank, zremrangebyscore, zrevrange, zrevrangebylex, zrevrangebyscore, zrevrank,
        zscan, zscore, zunion, zunionstore,
    ]
}
