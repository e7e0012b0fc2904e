extension CommandTraits {
    static let copy = CommandTraits("COPY", keys: .firstTwo)
    static let del = CommandTraits("DEL", keys: .all, split: .sum)
    static let dump = CommandTraits("DUMP", keys: .first, .readOnly)
    static let exists = CommandTraits("EXISTS", keys: .all, .readOnly, split: .sum)
    static let expire = CommandTraits("EXPIRE", keys: .first)
    static let expireat = CommandTraits("EXPIREAT", keys: .first)
    static let expiretime = CommandTraits("EXPIRETIME", keys: .first, .readOnly)
    static let keys = CommandTraits("KEYS", [.readOnly, .bulk], split: .elements, scope: .allPrimaries)
    static let migrate = CommandTraits("MIGRATE", keys: .atOrAfterKeys(3, optionsAt: 6))
    static let move = CommandTraits("MOVE", keys: .first)
    static let objectEncoding = CommandTraits("OBJECT ENCODING", keys: .at(2), .readOnly)
    static let objectFreq = CommandTraits("OBJECT FREQ", keys: .at(2), .readOnly)
    static let objectIdletime = CommandTraits("OBJECT IDLETIME", keys: .at(2), .readOnly)
    static let objectRefcount = CommandTraits("OBJECT REFCOUNT", keys: .at(2), .readOnly)
    static let persist = CommandTraits("PERSIST", keys: .first)
    static let pexpire = CommandTraits("PEXPIRE", keys: .first)
    static let pexpireat = CommandTraits("PEXPIREAT", keys: .first)
    static let pexpiretime = CommandTraits("PEXPIRETIME", keys: .first, .readOnly)
    static let pttl = CommandTraits("PTTL", keys: .first, .readOnly)
    static let randomkey = CommandTraits("RANDOMKEY", .readOnly)
    static let rename = CommandTraits("RENAME", keys: .firstTwo)
    static let renamenx = CommandTraits("RENAMENX", keys: .firstTwo)
    static let restore = CommandTraits("RESTORE", keys: .first)
    static let restoreAsking = CommandTraits("RESTORE-ASKING", keys: .first)
    static let scan = CommandTraits("SCAN", [.readOnly, .cursor])
    static let sort = CommandTraits("SORT", keys: .firstAndStored(optionsAt: 2), .bulk)
    static let sortRO = CommandTraits("SORT_RO", keys: .first, [.readOnly, .bulk])
    static let touch = CommandTraits("TOUCH", keys: .all, .readOnly, split: .sum)
    static let ttl = CommandTraits("TTL", keys: .first, .readOnly)
    static let type = CommandTraits("TYPE", keys: .first, .readOnly)
    static let unlink = CommandTraits("UNLINK", keys: .all, split: .sum)
    static let wait = CommandTraits("WAIT", [.blocking, .leased, .aboutWrites])
    static let waitaof = CommandTraits("WAITAOF", [.blocking, .leased, .aboutWrites])

    /// The commands on keys of any type.
    static let keyspace: [CommandTraits] = [
        copy, del, dump, exists, expire, expireat, expiretime, keys, migrate, move, objectEncoding, objectFreq,
        objectIdletime, objectRefcount, persist, pexpire, pexpireat, pexpiretime, pttl, randomkey, rename, renamenx,
        restore, restoreAsking, scan, sort, sortRO, touch, ttl, type, unlink, wait, waitaof,
    ]
}
