package import PinyonClient

/// Lookups that found nothing, as servers announced them (`keymiss`) while somebody listened.
package struct KeyMissFacts: Sendable {
    /// A lookup that found nothing. Which client it was isn't announced.
    package struct Event: Sendable, Hashable {
        /// The key that was looked up.
        package var name: KeyName
        /// When.
        package var time: UnixTime

        /// A lookup.
        package init(_ name: KeyName, at time: UnixTime) {
            self.name = name
            self.time = time
        }
    }

    /// The lookups, in the order in which they were announced.
    package var events: [Event]
    /// How many lookups the servers counted in that time, those that found something included.
    package var lookups: Int
    /// Some of the keys that were read in that time, once for each read, as a look at all commands showed; nil if
    /// nobody looked.
    package var reads: [KeyName]?

    /// Lookups that found nothing.
    package init(events: [Event], lookups: Int, reads: [KeyName]? = nil) {
        self.events = events
        self.lookups = lookups
        self.reads = reads
    }
}
