/// Which keys a cluster has to keep together, because of what stands in braces in their names.
package struct TagProfile: Sendable {
    /// Keys with the same tag, which are all in the same slot and so on the same node.
    package struct Tag: Sendable, Hashable {
        /// What stands in the braces.
        package let name: KeyName
        /// How many keys have it.
        package private(set) var keys = 0
        /// What these take, in bytes, as far as it is known.
        package private(set) var bytes = 0
        /// How many keys each node has, by its index in the facts.
        package private(set) var keysByNode: [Int: Int] = [:]

        fileprivate init(_ name: ArraySlice<UInt8>) {
            self.name = KeyName(name)
        }

        fileprivate mutating func count(_ record: KeyRecord) {
            keys += 1
            bytes += record.bytes ?? 0
            keysByNode[record.node, default: 0] += 1
        }
    }

    /// How many keys were looked at.
    package let keys: Int
    /// How many keys of each node were looked at, by the node's index in the facts.
    package let keysByNode: [Int: Int]
    /// How many keys have a tag.
    package let taggedKeys: Int
    /// The tags with most keys, the most first.
    package let top: [Tag]

    /// The share of the keys that have a tag, in per cent; nil if there are no keys.
    package var percent: Double? { keys > 0 ? 100 * Double(taggedKeys) / Double(keys) : nil }

    /// Looks at keys.
    ///
    /// - Parameters:
    ///   - records: The keys.
    ///   - limit: The most tags that are told. Default: 20.
    package init(_ records: [KeyRecord], limit: Int = 20) {
        var tags: [ArraySlice<UInt8>: Tag] = [:]
        var byNode: [Int: Int] = [:]
        for record in records {
            byNode[record.node, default: 0] += 1
            guard let name = KeyShape(record.name).tag else { continue }
            tags[name, default: Tag(name)].count(record)
        }
        keys = records.count
        keysByNode = byNode
        taggedKeys = tags.values.reduce(0) { $0 + $1.keys }
        let sorted = tags.values.sorted { ($1.keys, $0.name.printable) < ($0.keys, $1.name.printable) }
        top = Array(sorted.prefix(limit))
    }
}
