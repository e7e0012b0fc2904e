/// What is known of a stream and of those who read it.
package struct StreamFacts: Sendable {
    /// Consumers that share the work.
    package struct Group: Sendable {
        /// The group's name, as it can be shown.
        package var name: String
        /// How many entries it still has to read; nil if the server doesn't tell (before Redis 7.0, or after
        /// deletions).
        package var lag: Int?
        /// How many entries were read and not acknowledged.
        package var pending: Int
        /// Its consumers.
        package var consumers: [Consumer]

        /// A group.
        package init(_ name: String, lag: Int?, pending: Int, consumers: [Consumer] = []) {
            self.name = name
            self.lag = lag
            self.pending = pending
            self.consumers = consumers
        }
    }

    /// One of a group's consumers.
    package struct Consumer: Sendable, Hashable {
        /// The consumer's name, as it can be shown.
        package var name: String
        /// How many entries it has read and not acknowledged.
        package var pending: Int
        /// The time since it last asked for something.
        package var idle: Duration

        /// A consumer.
        package init(_ name: String, pending: Int, idle: Duration) {
            self.name = name
            self.pending = pending
            self.idle = idle
        }
    }

    /// The stream.
    package var key: KeyRecord
    /// How many entries it has.
    package var length: Int
    /// Those who read it together.
    package var groups: [Group]

    /// A stream.
    package init(_ key: KeyRecord, length: Int, groups: [Group]) {
        self.key = key
        self.length = length
        self.groups = groups
    }
}
