package import PinyonClient

/// Keys whose names begin alike.
package struct PrefixNode: Sendable {
    /// How the names begin, with `*` in place of what tells one thing from another, such as `user:*:`. Names that end
    /// there have no delimiter at the end. Empty for all keys.
    package let prefix: String
    /// How many keys were seen.
    package private(set) var keys = 0
    /// How many of them have no end.
    package private(set) var keysWithoutEnd = 0
    /// The sum of the times that the others have left, in seconds.
    package private(set) var secondsLeft = 0.0
    /// Of how many keys it is known what they take.
    package private(set) var measuredKeys = 0
    /// What these take, in bytes.
    package private(set) var bytes = 0
    /// The sum of the squares of what each of these takes.
    package private(set) var squaredBytes = 0.0
    /// How many keys hold what.
    package private(set) var types: [KeyType: Int] = [:]
    /// The keys by how their names go on, by the next part of their names.
    private(set) var byPart: [String: PrefixNode] = [:]

    /// The part in which keys are counted for which there is no room.
    package static let rest = "…"

    init(prefix: String) {
        self.prefix = prefix
    }

    /// The keys by how their names go on: those that take most first, and last all for which there was no room.
    package var children: [PrefixNode] {
        byPart.sorted { Self.weighsMore(($0.key, $0.value), ($1.key, $1.value)) }.map(\.value)
    }

    /// The time that keys with an end have left, on average, in seconds; nil if none of them has one.
    package var meanSecondsLeft: Double? {
        keys > keysWithoutEnd ? secondsLeft / Double(keys - keysWithoutEnd) : nil
    }

    /// Counts a key.
    ///
    /// - Parameters:
    ///   - record: The key.
    ///   - parts: How its name goes on.
    ///   - bounds: How large the tree may become.
    mutating func insert(_ record: KeyRecord, _ parts: ArraySlice<String>, _ bounds: PrefixTree.Bounds) {
        count(record)
        guard let part = parts.first else { return }
        let new = PrefixNode(prefix: prefix + part)
        byPart[part, default: new].insert(record, parts.dropFirst(), bounds)
        // While it is being built there is more room, so that what comes often is known before something has to go.
        if byPart.count > 8 * bounds.children { shrink(to: bounds.children) }
    }

    private mutating func count(_ record: KeyRecord) {
        keys += 1
        if let left = record.timeToLive { secondsLeft += left / .seconds(1) } else { keysWithoutEnd += 1 }
        if let size = record.bytes {
            measuredKeys += 1
            bytes += size
            squaredBytes += Double(size) * Double(size)
        }
        types[record.type, default: 0] += 1
    }

    /// Counts the keys of another node of the same prefix.
    mutating func add(_ other: PrefixNode, _ bounds: PrefixTree.Bounds) {
        addCounts(of: other)
        for (part, child) in other.byPart {
            let new = PrefixNode(prefix: child.prefix)
            byPart[part, default: new].add(child, bounds)
        }
        if byPart.count > 8 * bounds.children { shrink(to: bounds.children) }
    }

    private mutating func addCounts(of other: PrefixNode) {
        keys += other.keys
        keysWithoutEnd += other.keysWithoutEnd
        secondsLeft += other.secondsLeft
        measuredKeys += other.measuredKeys
        bytes += other.bytes
        squaredBytes += other.squaredBytes
        types.merge(other.types) { $0 + $1 }
    }

    /// Counts all keys but those of the heaviest parts together, in all nodes below.
    mutating func prune(to bounds: PrefixTree.Bounds) {
        if byPart.count > bounds.children { shrink(to: bounds.children) }
        for part in byPart.keys { byPart[part]?.prune(to: bounds) }
    }

    /// - Parameter count: How many parts remain, with the one that stands for the rest.
    private mutating func shrink(to count: Int) {
        let parts = byPart.sorted { Self.weighsMore(($0.key, $0.value), ($1.key, $1.value)) }
        let kept = parts.filter { $0.key != Self.rest }.prefix(max(0, count - 1))
        var rest = PrefixNode(prefix: prefix + Self.rest)
        for (_, node) in parts.filter({ $0.key == Self.rest }) { rest.addCounts(of: node) }
        for (_, node) in parts.filter({ $0.key != Self.rest }).dropFirst(kept.count) { rest.addCounts(of: node) }
        byPart = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
        byPart[Self.rest] = rest
    }

    private static func weighsMore(_ one: (part: String, node: Self), _ other: (part: String, node: Self)) -> Bool {
        if (one.part == rest) != (other.part == rest) { return other.part == rest }
        if one.node.bytes != other.node.bytes { return one.node.bytes > other.node.bytes }
        return one.node.keys != other.node.keys ? one.node.keys > other.node.keys : one.part < other.part
    }
}
