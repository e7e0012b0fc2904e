extension CommandTraits {
    static let hdel = CommandTraits("HDEL", keys: .first)
    static let hexists = CommandTraits("HEXISTS", keys: .first, .readOnly)
    static let hexpire = CommandTraits("HEXPIRE", keys: .first)
    static let hexpireat = CommandTraits("HEXPIREAT", keys: .first)
    static let hexpiretime = CommandTraits("HEXPIRETIME", keys: .first, .readOnly)
    static let hget = CommandTraits("HGET", keys: .first, .readOnly)
    static let hgetall = CommandTraits("HGETALL", keys: .first, [.readOnly, .bulk])
    static let hgetdel = CommandTraits("HGETDEL", keys: .first)
    static let hgetex = CommandTraits("HGETEX", keys: .first)
    static let hincrby = CommandTraits("HINCRBY", keys: .first)
    static let hincrbyfloat = CommandTraits("HINCRBYFLOAT", keys: .first)
    static let hkeys = CommandTraits("HKEYS", keys: .first, [.readOnly, .bulk])
    static let hlen = CommandTraits("HLEN", keys: .first, .readOnly)
    static let hmget = CommandTraits("HMGET", keys: .first, .readOnly)
    static let hmset = CommandTraits("HMSET", keys: .first)
    static let hpersist = CommandTraits("HPERSIST", keys: .first)
    static let hpexpire = CommandTraits("HPEXPIRE", keys: .first)
    static let hpexpireat = CommandTraits("HPEXPIREAT", keys: .first)
    static let hpexpiretime = CommandTraits("HPEXPIRETIME", keys: .first, .readOnly)
    static let hpttl = CommandTraits("HPTTL", keys: .first, .readOnly)
    static let hrandfield = CommandTraits("HRANDFIELD", keys: .first, .readOnly)
    static let hscan = CommandTraits("HSCAN", keys: .first, [.readOnly, .cursor])
    static let hset = CommandTraits("HSET", keys: .first)
    static let hsetex = CommandTraits("HSETEX", keys: .first)
    static let hsetnx = CommandTraits("HSETNX", keys: .first)
    static let hstrlen = CommandTraits("HSTRLEN", keys: .first, .readOnly)
    static let httl = CommandTraits("HTTL", keys: .first, .readOnly)
    static let hvals = CommandTraits("HVALS", keys: .first, [.readOnly, .bulk])

    /// The commands on hashes.
    static let hashes: [CommandTraits] = [
        hdel, hexists, hexpire, hexpireat, hexpiretime, hget, hgetall, hgetdel, hgetex, hincrby, hincrbyfloat, hkeys,
        hlen, hmget, hmset, hpersist, hpexpire, hpexpireat, hpexpiretime, hpttl, hrandfield, hscan, hset, hsetex,
        hsetnx, hstrlen, httl, hvals,
    ]
}
