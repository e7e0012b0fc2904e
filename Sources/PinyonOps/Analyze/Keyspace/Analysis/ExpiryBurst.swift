package import PinyonClient

/// Keys of one pattern that expire at about the same time.
package struct ExpiryBurst: Sendable {
    /// The keys' pattern.
    package let pattern: String
    /// The keys.
    package let records: [KeyRecord]
    /// How many keys of the pattern have an end.
    package let expiringKeys: Int
    /// When the first of them expires.
    package let begin: UnixTime
    /// Within which time all of them expire: a hundredth of the longest time that a key of the pattern has left, and a
    /// second at least.
    package let window: Duration
    /// How many times as many expire in that time as would if the keys' ends were spread evenly from now on.
    package let concentration: Double

    /// The share of the pattern's keys with an end that they are, in per cent.
    package var percent: Double { 100 * Double(records.count) / Double(expiringKeys) }

    /// The time in which most keys of a group expire; nil if none has an end.
    ///
    /// - Parameters:
    ///   - group: The keys.
    ///   - now: When they were looked at.
    package init?(_ group: KeyGroup, now: UnixTime) {
        let ends = group.records.compactMap { record in record.timeToLive.map { (end: now + $0, record: record) } }
            .sorted { $0.end < $1.end }
        guard let last = ends.last else { return nil }
        let range = max(1, last.end.milliseconds - now.milliseconds)
        let width = max(1_000, range / 100)
        let fullest = Self.fullest(ends.map(\.end.milliseconds), width)
        pattern = group.pattern
        records = ends[fullest].map(\.record)
        expiringKeys = ends.count
        begin = ends[fullest.lowerBound].end
        window = .milliseconds(width)
        let even = Double(ends.count) * min(1, Double(width) / Double(range))
        concentration = Double(fullest.count) / even
    }

    /// Which of some sorted instants lie in the window that has most of them.
    private static func fullest(_ instants: [Int], _ width: Int) -> Range<Int> {
        var fullest = 0..<0
        var first = 0
        for (index, instant) in instants.enumerated() {
            while instants[first] <= instant - width { first += 1 }
            if index + 1 - first > fullest.count { fullest = first..<(index + 1) }
        }
        return fullest
    }
}
