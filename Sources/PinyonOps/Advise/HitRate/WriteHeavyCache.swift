internal import PinyonClient

extension Rule {
    /// What is written more often than it is read isn't worth keeping in a cache.
    static let writeHeavyCache = Rule(
        "write-heavy-cache", .hitRate, threshold: 1, unit: "reads per write"
    ) { facts, threshold in
        guard facts.nodes.contains(where: { !$0.info.commands.isEmpty }) else {
            return .skipped(.infoLacks("cmdstat_…"))
        }
        guard isCache(facts) else { return .passed }
        // Replicas repeat their primaries' writes.
        let (readers, writers) = (facts.nodes.map { Counters($0) }, facts.holders.map { Counters($0) })
        let reads = readers.reduce(0) { $0 + $1.calls(CacheCommands.reads) }
        let writes = writers.reduce(0) { $0 + $1.calls(CacheCommands.writes) }
        let ratio = Double(reads) / Double(max(1, writes))
        guard reads + writes >= CacheCommands.fewest, ratio < threshold else { return .passed }
        let isWindow = readers.allSatisfy(\.isWindow)
        return .finding(
            Finding(
                "The cache is written more often than it is read: \(Figure.rounded(ratio)) reads to a write",
                action: """
                    Write when something is read and missed, and not whenever it changes: delete it then. Leave out \
                    what is hardly read, and collect counters before they are written.
                    """,
                value: ratio, threshold: threshold, impact: 0.25, certainty: isWindow ? 1 : 0.5,
                evidence: [
                    "\(Figure.grouped(reads)) reads, \(Figure.grouped(writes)) writes \(CacheStrain.span(isWindow))"
                ] + CacheCommands.evidence(writers),
                offenders: CacheCommands.busiest(writers).map { Offender($0.name, count: $0.calls) },
                confidence: .inferred))
    }

    /// Whether servers evict, or most of their keys have an end.
    private static func isCache(_ facts: Facts) -> Bool {
        let keys = KeyEnds(facts.holders.flatMap(\.info.keyspace.values))
        if keys.ending > 0, keys.percent > 50 { return true }
        return facts.holders.contains { node in
            LimitUse(node.info).map { $0.limit > 0 && $0.policy != "noeviction" } ?? false
        }
    }
}

/// Commands that read what a cache holds, and that write it.
private enum CacheCommands {
    /// Fewer calls say nothing.
    static let fewest = 1_000

    static let reads: Set = [
        "get", "mget", "getex", "getrange", "substr", "strlen", "exists", "hget", "hmget", "hgetall", "hexists",
        "hkeys", "hvals", "hlen", "hgetex", "smembers", "sismember", "smismember", "scard", "zscore", "zmscore",
        "zrange", "zrangebyscore", "zrevrange", "zrank", "zrevrank", "zcard", "zcount", "lrange", "lindex", "llen",
        "getbit", "bitcount", "pfcount", "xrange", "xrevrange", "xlen", "json.get", "json.mget",
    ]
    static let writes: Set = [
        "set", "setex", "psetex", "setnx", "mset", "msetnx", "getset", "append", "setrange", "incr", "incrby", "decr",
        "decrby", "incrbyfloat", "hset", "hmset", "hsetnx", "hsetex", "hincrby", "hincrbyfloat", "sadd", "srem", "zadd",
        "zrem", "zincrby", "lpush", "rpush", "lset", "setbit", "pfadd", "xadd", "json.set", "json.mset",
    ]

    /// The commands that write most, the most frequent first.
    static func busiest(_ counters: [Counters]) -> [(name: String, calls: Int)] {
        let calls = writes.map { name in (name: name, calls: counters.reduce(0) { $0 + $1.calls([name]) }) }
        let called = calls.filter { $0.calls > 0 }.sorted { ($0.calls, $1.name) > ($1.calls, $0.name) }
        return Array(called.prefix(5))
    }

    static func evidence(_ counters: [Counters]) -> [String] {
        busiest(counters).map { "\($0.name): \(Figure.grouped($0.calls)) calls" }
    }
}
