internal import PinyonClient

/// What a look at one server's keys has found so far.
struct NodeSample: Sendable {
    /// Which server it is, by its index in the facts.
    let index: Int
    var records: [KeyRecord] = []
    /// The largest of all that were seen.
    var largest: TopKeys
    /// The longest collections of all that were seen.
    var longest: TopKeys
    var seen = 0
    /// How many values were read in part.
    var valuesRead = 0
    var ownLookups = OwnLookups()
    /// How often each command was sent, by its name as the server writes it.
    var calls: [String: Int] = [:]
    var pace: Pace
    var nextLesson = ContinuousClock.now
    /// Why it ended early; nil if it didn't.
    var end: KeyspaceSample.End?
    var failure: String?
    var isWhole = true
    var hasPaused = false
    private var names: Set<Int> = []
    private var costs: [String: (calls: Int, microseconds: Double)] = [:]

    init(index: Int, top: Int, pace: Double) {
        self.index = index
        self.pace = Pace(percent: pace)
        largest = TopKeys(limit: top) { $0.bytes ?? 0 }
        longest = TopKeys(limit: top) { $0.type == .string ? 0 : $0.length ?? 0 }
    }

    /// Whether a key wasn't seen before: servers may name one twice while they resize their tables. By a hash, so that
    /// one in 10^19 pairs of keys is taken for the same.
    mutating func isNew(_ name: KeyName, in database: Int) -> Bool {
        var hasher = Hasher()
        hasher.combine(database)
        hasher.combine(name)
        return names.insert(hasher.finalize()).inserted
    }

    mutating func add(_ new: [KeyRecord]) {
        seen += new.count
        records += new
        for record in new {
            largest.offer(record)
            longest.offer(record)
        }
    }

    /// Learns what the commands that it sends cost the server, from all calls since the last lesson.
    mutating func learn(from info: ServerInfo) {
        for (name, statistics) in info.commands where calls[name] != nil {
            guard let count = statistics.calls, let time = statistics.time else { continue }
            let microseconds = time / .microseconds(1)
            let last = costs[name] ?? (0, 0)
            let isReset = count < last.calls
            let grown = isReset ? (count, microseconds) : (count - last.calls, microseconds - last.microseconds)
            pace.learn(name, calls: grown.0, microseconds: grown.1)
            costs[name] = (count, microseconds)
        }
    }
}

/// The keys for which a number is highest, of any number of keys, in bounded memory.
struct TopKeys: Sendable {
    private let limit: Int
    private let rank: @Sendable (KeyRecord) -> Int
    private var keys: [KeyRecord] = []
    private var least = 0

    /// No keys.
    ///
    /// - Parameters:
    ///   - limit: The most keys.
    ///   - rank: The number; keys for which it is 0 aren't taken.
    init(limit: Int, rank: @escaping @Sendable (KeyRecord) -> Int) {
        self.limit = limit
        self.rank = rank
    }

    /// Takes a key if it is among the highest. Costs a comparison for most keys.
    mutating func offer(_ key: KeyRecord) {
        guard rank(key) > least else { return }
        keys.append(key)
        if keys.count >= 2 * limit { shrink() }
    }

    private mutating func shrink() {
        keys = highest
        least = keys.count < limit ? 0 : keys.last.map(rank) ?? 0
    }

    /// The keys, the highest first.
    var highest: [KeyRecord] {
        Array(keys.sorted { rank($0) > rank($1) }.prefix(limit))
    }
}
