extension CommandTraits {
    static let append = CommandTraits("APPEND", keys: .first)
    static let decr = CommandTraits("DECR", keys: .first)
    static let decrby = CommandTraits("DECRBY", keys: .first)
    static let delex = CommandTraits("DELEX", keys: .first)
    static let delifeq = CommandTraits("DELIFEQ", keys: .first)
    static let digest = CommandTraits("DIGEST", keys: .first, .readOnly)
    static let get = CommandTraits("GET", keys: .first, .readOnly)
    static let getdel = CommandTraits("GETDEL", keys: .first)
    static let getex = CommandTraits("GETEX", keys: .first)
    static let getrange = CommandTraits("GETRANGE", keys: .first, .readOnly)
    static let getset = CommandTraits("GETSET", keys: .first)
    static let incr = CommandTraits("INCR", keys: .first)
    static let incrby = CommandTraits("INCRBY", keys: .first)
    static let incrbyfloat = CommandTraits("INCRBYFLOAT", keys: .first)
    static let lcs = CommandTraits("LCS", keys: .firstTwo, .readOnly)
    static let mget = CommandTraits("MGET", keys: .all, .readOnly, split: .elements)
    static let mset = CommandTraits("MSET", keys: .everySecond, split: .allOK)
    static let msetex = CommandTraits("MSETEX", keys: .countedPairs(at: 1))
    static let msetnx = CommandTraits("MSETNX", keys: .everySecond)
    static let psetex = CommandTraits("PSETEX", keys: .first)
    static let set = CommandTraits("SET", keys: .first)
    static let setex = CommandTraits("SETEX", keys: .first)
    static let setnx = CommandTraits("SETNX", keys: .first)
    static let setrange = CommandTraits("SETRANGE", keys: .first)
    static let strlen = CommandTraits("STRLEN", keys: .first, .readOnly)
    static let substr = CommandTraits("SUBSTR", keys: .first, .readOnly)

    /// The commands on strings.
    static let strings: [CommandTraits] = [
        append, decr, decrby, delex, delifeq, digest, get, getdel, getex, getrange, getset, incr, incrby, incrbyfloat,
        lcs, mget, mset, msetex, msetnx, psetex, set, setex, setnx, setrange, strlen, substr,
    ]
}
