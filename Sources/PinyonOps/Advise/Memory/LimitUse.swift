internal import PinyonClient

/// How much of its limit a server uses, and what happens at the limit.
struct LimitUse {
    /// What it uses, in bytes.
    let used: Int
    /// The limit, in bytes; 0 for none.
    let limit: Int
    /// What happens at the limit.
    let policy: String
    /// Whether the server can remove keys at the limit. Policies that choose among keys with an end can't, where no key
    /// has one.
    let evicts: Bool

    /// nil if the server doesn't tell.
    init?(_ info: ServerInfo) {
        guard let used = info.memory.used, let limit = info.memory.limit, let policy = info.memory.policy,
            !policy.isEmpty
        else {
            return nil
        }
        self.used = used
        self.limit = limit
        self.policy = policy
        let ends = KeyEnds(info)
        evicts = policy != "noeviction" && (!policy.hasPrefix("volatile-") || ends.keys == 0 || ends.ending > 0)
    }

    /// How much of the limit is used, in per cent; 0 without a limit.
    var percent: Double { limit > 0 ? 100 * Double(used) / Double(limit) : 0 }

    /// What is used, of what, and what happens then.
    var text: String {
        "\(Figure.bytes(used)) of \(Figure.bytes(limit)) (\(Figure.percent(percent))), maxmemory-policy \(policy)"
    }

    /// The servers that use a share of their limit or more, the fullest first.
    ///
    /// - Parameters:
    ///   - percent: The share.
    ///   - readings: What servers told.
    ///   - evicting: Whether those are meant that remove keys at the limit, or those that refuse writes.
    static func from(_ percent: Double, in readings: [NodeReading<Self>], evicting: Bool) -> [NodeReading<Self>] {
        readings.filter { $0.value.limit > 0 && $0.value.evicts == evicting && $0.value.percent >= percent }
            .sorted { $0.value.percent > $1.value.percent }
    }
}

/// How many keys a server has, and how many of them have an end.
struct KeyEnds {
    /// Fewer keys don't show how a server is used.
    static let fewest = 100

    /// The keys.
    let keys: Int
    /// Those with an end.
    let ending: Int

    /// The keys of all databases.
    init(_ info: ServerInfo) {
        self.init(info.keyspace.values)
    }

    /// The keys of some databases.
    init(_ databases: some Sequence<ServerInfo.Database>) {
        var (keys, ending) = (0, 0)
        for database in databases {
            keys += database.keys ?? 0
            ending += database.expires ?? 0
        }
        self.keys = keys
        self.ending = ending
    }

    /// Those without an end.
    var endless: Int { keys - ending }
    /// The share of those with an end, in per cent; 100 without keys.
    var percent: Double { keys > 0 ? 100 * Double(ending) / Double(keys) : 100 }

    /// How many have no end.
    var text: String { "\(Figure.grouped(endless)) of \(Figure.grouped(keys)) keys have no TTL" }
}
