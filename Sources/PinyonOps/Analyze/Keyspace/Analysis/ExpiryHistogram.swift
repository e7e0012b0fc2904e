/// When keys expire: how many, and what they take, by the time that they have left.
package struct ExpiryHistogram: Sendable, Hashable {
    /// The time that a key has left.
    package enum Bucket: String, Codable, Sendable, CaseIterable {
        /// It has no end.
        case never
        case underMinute
        case underHour
        case underFourHours
        case underTwelveHours
        case underDay
        case underWeek
        case underMonth
        /// Thirty days or more.
        case longer

        /// The time from which on a key belongs to the next bucket; nil where there is none.
        var end: Duration? {
            switch self {
            case .never, .longer: nil
            case .underMinute: .seconds(60)
            case .underHour: .seconds(3_600)
            case .underFourHours: .seconds(4 * 3_600)
            case .underTwelveHours: .seconds(12 * 3_600)
            case .underDay: .seconds(86_400)
            case .underWeek: .seconds(7 * 86_400)
            case .underMonth: .seconds(30 * 86_400)
            }
        }

        /// The bucket of a key.
        ///
        /// - Parameter left: The time that it has left; nil if it has no end.
        package init(_ left: Duration?) {
            guard let left else {
                self = .never
                return
            }
            self = Self.allCases.first { bucket in bucket.end.map { left < $0 } ?? false } ?? .longer
        }
    }

    /// What a bucket has.
    package struct Share: Sendable, Hashable {
        /// How many keys.
        package var keys = 0
        /// What these take, in bytes, as far as it is known.
        package var bytes = 0

        /// Nothing.
        package init() {}
    }

    private var shares: [Bucket: Share] = [:]

    /// When some keys expire.
    package init(_ records: some Sequence<KeyRecord>) {
        for record in records {
            shares[Bucket(record.timeToLive), default: Share()].keys += 1
            shares[Bucket(record.timeToLive), default: Share()].bytes += record.bytes ?? 0
        }
    }

    /// What a bucket has.
    package subscript(bucket: Bucket) -> Share { shares[bucket] ?? Share() }

    /// How many keys were counted.
    package var keys: Int { shares.values.reduce(0) { $0 + $1.keys } }

    /// The share of the keys that have an end, in per cent; nil if there are no keys.
    package var coveragePercent: Double? {
        keys > 0 ? 100 * Double(keys - self[.never].keys) / Double(keys) : nil
    }

    /// Counts the keys of another histogram.
    package mutating func merge(_ other: ExpiryHistogram) {
        shares.merge(other.shares) { one, other in
            var sum = one
            sum.keys += other.keys
            sum.bytes += other.bytes
            return sum
        }
    }
}
