internal import Foundation
internal import PinyonNear

/// What the near tier itself needs for an entry.
enum EntryOverhead {
    private final class Reference: Sendable {}

    /// Pages are counted, so there must be many entries for the mean to be exact.
    private static let entriesMeasured = 2_000_000
    /// A tier of a few entries takes kilobytes; this many of those are exact enough.
    private static let mostTiers = 10_000

    /// The bytes of memory that full tiers take for each entry, with integer keys and references that all lead to one
    /// object, for each capacity; none where the system doesn't tell. Ask it before anything else has freed memory,
    /// which new tiers would use again unnoticed.
    static func bytesPerEntry(capacities: [Int], policy: NearPolicy) -> [Int: Double] {
        let value = Reference()
        // All stay alive to the end, so that each takes fresh memory.
        var alive: [NearTier<Int, Reference>] = []
        var measured: [Int: Double] = [:]
        for capacity in Set(capacities) {
            guard let before = residentBytes else { return [:] }
            var entries = 0
            let others = alive.count
            while entries < entriesMeasured, alive.count - others < mostTiers {
                let tier = NearTier<Int, Reference>(.entries(capacity).policy(policy))
                // Shards fill unevenly; with a tenth more keys than entries nearly every shard is full.
                for key in 0..<(capacity + capacity / 10) { tier.store(value, for: key) }
                entries += tier.count
                alive.append(tier)
            }
            guard let after = residentBytes else { return [:] }
            measured[capacity] = (10 * Double(after - before) / Double(entries)).rounded() / 10
        }
        return withExtendedLifetime(alive) { measured }
    }

    /// The memory of this process that is in use, from Linux's process files.
    private static var residentBytes: Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * Int(getpagesize()) }
    }
}
