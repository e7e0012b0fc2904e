internal import PinyonClient

/// The keys of lookups that found nothing.
struct MissedKeys {
    /// Lookups that are no further apart, in milliseconds, belong to one moment: the first has not been able to load
    /// what was missing.
    static let moment = 100
    /// A key that is missed for so long, in milliseconds, isn't just being loaded.
    private static let lasting = 3_000
    /// Fewer lookups say nothing.
    static let fewest = 100

    /// A key and when it was missed.
    struct Key {
        /// The key.
        let name: KeyName
        /// The times, in milliseconds, the first first.
        let times: [Int]

        /// Whether it was missed in several moments over a time in which it could have been loaded: nobody sets it.
        var isNeverSet: Bool {
            guard var begin = times.first, let end = times.last, end - begin >= MissedKeys.lasting else {
                return false
            }
            var moments = 1
            for time in times where time - begin > MissedKeys.moment {
                moments += 1
                begin = time
            }
            return moments >= 3
        }

        /// The most lookups in one moment.
        var densest: Int {
            var most = 0
            var begin = 0
            for end in times.indices {
                while times[end] - times[begin] > MissedKeys.moment { begin += 1 }
                most = max(most, end - begin + 1)
            }
            return most
        }
    }

    /// The keys, those that were missed most first.
    let keys: [Key]

    /// The keys of lookups.
    init(_ facts: KeyMissFacts) {
        keys = Dictionary(grouping: facts.events, by: \.name)
            .map { name, events in Key(name: name, times: events.map(\.time.milliseconds).sorted()) }
            .sorted { ($0.times.count, $1.name.printable) > ($1.times.count, $0.name.printable) }
    }
}

extension Offender {
    /// A key that was missed.
    init(_ key: MissedKeys.Key) {
        self.init(key.name.printable, count: key.times.count)
        if key.name.text == nil { nameBase64 = key.name.base64 }
    }
}
