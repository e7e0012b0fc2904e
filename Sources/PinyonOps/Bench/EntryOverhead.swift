internal import CPinyonMemory
internal import PinyonNear

/// What the near tier itself needs for an entry.
enum EntryOverhead {
    private final class Reference: Sendable {}

    /// As many entries as make everything else that the process allocates meanwhile small.
    private static let entriesMeasured = 500_000
    /// A tier of a few entries takes kilobytes; this many of those are exact enough.
    private static let mostTiers = 1_000

    /// The bytes that full tiers have allocated for each entry, with integer keys and references that all lead to one
    /// object; nil where the allocator doesn't tell.
    static func bytesPerEntry(capacity: Int, policy: NearPolicy) -> Double? {
        let value = Reference()
        let before = pinyon_allocated_bytes()
        guard before > 0 else { return nil }
        var tiers: [NearTier<Int, Reference>] = []
        var entries = 0
        while entries < entriesMeasured, tiers.count < mostTiers {
            let tier = NearTier<Int, Reference>(.entries(capacity).policy(policy))
            // More keys than entries: every shard is full, and so is what a policy remembers of those that left.
            for key in 0..<(capacity * 3) { tier.store(value, for: key) }
            entries += tier.count
            tiers.append(tier)
        }
        let bytes = Double(pinyon_allocated_bytes()) - Double(before)
        return withExtendedLifetime(tiers) { (10 * bytes / Double(entries)).rounded() / 10 }
    }
}
