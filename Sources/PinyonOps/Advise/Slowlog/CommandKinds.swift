internal import PinyonClient

/// What is known of commands that servers note.
enum CommandKinds {
    /// Commands that take the same time whatever is in the server, unless their arguments are large.
    private static let constant: Set = [
        "decr", "decrby", "echo", "exists", "expire", "expireat", "get", "getbit", "getdel", "getex", "getset", "hdel",
        "hexists", "hget", "hincrby", "hincrbyfloat", "hlen", "hset", "hsetnx", "hstrlen", "incr", "incrby",
        "incrbyfloat", "llen", "lpop", "lpush", "persist", "pexpire", "pexpireat", "ping", "psetex", "pttl", "rpop",
        "rpush", "sadd", "scard", "select", "set", "setex", "setnx", "sismember", "srem", "strlen", "ttl", "type",
        "xlen", "zcard", "zscore",
    ]
    /// The most words of a call of those that work on one thing.
    private static let fewWords = 6

    /// Whether a call does next to nothing.
    static func isConstant(_ entry: NotedCommands.Entry) -> Bool {
        constant.contains(entry.name) && entry.note.arguments.count <= fewWords
    }

    /// The key of a call, as it is printed; nil if it has none, or it isn't known where it stands.
    static func key(of entry: NotedCommands.Entry) -> String? {
        guard let traits = CommandTable.traits(of: entry.name), entry.note.arguments.count > 1 else { return nil }
        switch traits.keys {
        case .first, .at(1), .firstTwo, .range(from: 1, step: _, beforeLast: _), .firstAndCounted, .firstAndStored:
            return KeyName(entry.note.arguments[1].utf8).printable
        default: return nil
        }
    }

    /// What to do in place of a command that works on many things at once; nil if there is nothing special.
    static func substitute(for command: String) -> String? {
        switch command {
        case "hgetall", "hkeys", "hvals": "HSCAN, or HMGET of the fields that are needed"
        case "smembers": "SSCAN, or SMISMEMBER of the members in question"
        case "sinter", "sunion", "sdiff", "sinterstore", "sunionstore", "sdiffstore", "zinterstore", "zunionstore":
            "smaller sets, or the combination kept as a key of its own"
        case "lrange", "zrange", "zrangebyscore", "zrevrange", "zrevrangebyscore", "xrange", "xrevrange":
            "shorter ranges (LIMIT, COUNT)"
        case "lrem", "linsert", "lindex", "lpos": "a sorted set or a hash, where members are found without a search"
        case "sort", "sort_ro": "a sorted set, or sorting in the client"
        case "del", "zremrangebyrank", "zremrangebyscore", "ltrim": "UNLINK, and removing a few at a time"
        case "flushall", "flushdb": "the option ASYNC"
        case "mget", "mset": "fewer keys at a time"
        case "eval", "evalsha", "fcall", "eval_ro", "evalsha_ro", "fcall_ro": "scripts that do less at a time"
        case "scan", "hscan", "sscan", "zscan": "a smaller COUNT"
        case "info", "client|list", "cluster|slots", "cluster|nodes": "asking less often"
        default: nil
        }
    }
}
