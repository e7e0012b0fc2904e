/// Which entries a near tier keeps when it is full.
///
/// The default is `windowTinyLFU`; `docs/decisions.md` holds its hit rates over real traces beside those of the others,
/// which are there for workloads that are known, for comparison, and for the simulator.
public struct NearPolicy: Sendable, Hashable, CaseIterable, CustomStringConvertible {
    enum Kind: String, Sendable, CaseIterable {
        case windowTinyLFU = "w-tinylfu"
        case s3FIFO = "s3-fifo"
        case sieve
        case lru
        case fifo
        case segmentedLRU = "slru"
    }

    let kind: Kind

    /// W-TinyLFU: a small recency window in front of a frequency-guarded main region; the window adapts to the
    /// workload.
    public static let windowTinyLFU = NearPolicy(kind: .windowTinyLFU)
    /// S3-FIFO: a small queue that filters newcomers, a main queue, and a memory of what left.
    public static let s3FIFO = NearPolicy(kind: .s3FIFO)
    /// SIEVE: one queue, one bit an entry, one sweeping hand.
    public static let sieve = NearPolicy(kind: .sieve)
    /// Least recently used.
    public static let lru = NearPolicy(kind: .lru)
    /// First in, first out.
    public static let fifo = NearPolicy(kind: .fifo)
    /// Segmented LRU: probation, and a protected segment of four fifths.
    public static let segmentedLRU = NearPolicy(kind: .segmentedLRU)

    /// Every policy, the default first.
    public static let allCases: [NearPolicy] = Kind.allCases.map { NearPolicy(kind: $0) }

    /// The name on the command line: `w-tinylfu`, `s3-fifo`, `sieve`, `lru`, `fifo` or `slru`.
    public var description: String { kind.rawValue }
}

extension NearPolicy {
    /// The policy of a name as `description` gives it, in any case; nil for any other name.
    public init?(_ name: String) {
        guard let kind = Kind(rawValue: name.lowercased()) else { return nil }
        self.kind = kind
    }
}
