/// What a look at the keyspace has found.
package struct KeyspaceSample: Sendable {
    /// How many keys there are, in all databases and primaries that were looked at.
    package var totalKeys: Int
    /// How many different keys were looked at.
    package var seenKeys: Int
    /// Keys with all that is known of them: all that were seen, or some of them that stand for all.
    package var records: [KeyRecord]
    /// The keys that take most memory of all that were seen, the largest first.
    package var largest: [KeyRecord]
    /// The keys with most members of all that were seen, the longest first; strings aren't among them.
    package var longest: [KeyRecord]
    /// How many keys of each node were looked at, by the node's index in the facts.
    package var seenByNode: [Int: Int] = [:]
    /// Why it ended: `whole`, `keys`, `time`, `latency` or `failure`.
    package var end: End
    /// What the look itself added to the servers' counters.
    package var ownLookups = OwnLookups()
    /// How many values were read in part.
    package var valuesRead = 0

    /// A sample.
    package init(
        totalKeys: Int, seenKeys: Int, records: [KeyRecord], largest: [KeyRecord], longest: [KeyRecord], end: End
    ) {
        self.totalKeys = totalKeys
        self.seenKeys = seenKeys
        self.records = records
        self.largest = largest
        self.longest = longest
        self.end = end
    }

    /// Why a look at the keyspace ended.
    package enum End: String, Codable, Sendable {
        /// All keys were seen.
        case whole
        /// As many as were wanted.
        case keys
        /// The time was over.
        case time
        /// The server became slow.
        case latency
        /// The connection ended, or the server refused to go on.
        case failure
    }

    /// Whether all keys were seen.
    package var isWhole: Bool { end == .whole }

    /// How many keys each of the records stands for.
    package var weight: Double {
        records.isEmpty ? 0 : Double(totalKeys) / Double(records.count)
    }
}

/// What an operation's own lookups added to the servers' counters.
package struct OwnLookups: Codable, Sendable, Hashable {
    /// Lookups that found their key.
    package var hits = 0
    /// Lookups of keys that were gone by then.
    package var misses = 0
    /// Commands that the servers answered with an error.
    package var errors = 0

    /// None.
    package init() {}

    /// Adds what another part of the operation has looked up.
    package mutating func add(_ other: OwnLookups) {
        hits += other.hits
        misses += other.misses
        errors += other.errors
    }
}
