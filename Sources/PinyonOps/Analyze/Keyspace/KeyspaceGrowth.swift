package import PinyonClient

/// How much collections have grown between two looks.
package struct KeyspaceGrowth: Sendable {
    /// A collection that was looked at twice.
    package struct Entry: Sendable {
        /// What is known of the key, from the second look; its length is the second one.
        package var key: KeyRecord
        /// How many members it had at the first look.
        package var earlierLength: Int

        /// A collection.
        package init(_ key: KeyRecord, earlierLength: Int) {
            self.key = key
            self.earlierLength = earlierLength
        }

        /// How many members were added, less those that were removed.
        package var added: Int { (key.length ?? earlierLength) - earlierLength }
    }

    /// The collections, in any order.
    package var entries: [Entry]
    /// The time between the two looks.
    package var window: Duration
    /// Which types of collections were looked at.
    package var types: Set<KeyType>

    /// What two looks have found.
    ///
    /// - Parameters:
    ///   - entries: The collections.
    ///   - window: The time between the two looks.
    ///   - types: The types that were looked at. Default: lists, streams and sorted sets.
    package init(_ entries: [Entry], window: Duration, types: Set<KeyType> = [.list, .stream, .sortedSet]) {
        self.entries = entries
        self.window = window
        self.types = types
    }
}
