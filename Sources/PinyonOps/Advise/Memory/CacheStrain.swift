internal import PinyonClient

/// Whether a cache removes keys for lack of memory that are asked for afterwards. One that removes keys which nobody
/// misses does its work.
struct CacheStrain {
    /// By how many percentage points the hit rate has to fall before that means something.
    private static let fall = 5.0

    /// How many keys were removed for lack of memory.
    let evicted: Int
    /// Whether that is what happened in a window, and not since the servers began counting.
    let isWindow: Bool
    /// The hit rate, in per cent; nil if it isn't known, or of too few lookups.
    let hitRate: Double?
    /// Whether keys are removed and lookups miss.
    let isFelt: Bool
    /// The measurements, one a line.
    let evidence: [String]

    /// The strain of some servers.
    init(_ facts: Facts) {
        let counters = facts.holders.map { Counters($0) }
        let evicted = counters.reduce(0) { $0 + ($1.growth("evicted_keys") ?? 0) }
        let isWindow = counters.contains(where: \.isWindow)
        let tally = LookupTally.best(of: facts.nodes)
        let before = LookupTally.lifetime(of: facts.nodes)
        let limit = facts.thresholds.number(for: .hitRate)
        var isPoor = false
        var evidence = ["\(Figure.grouped(evicted)) keys evicted \(Self.span(isWindow))"]
        if let tally, let now = tally.percent {
            evidence.append("hit rate \(tally.text)")
            isPoor = now < limit
            if tally.isWindow, let usual = before?.percent, usual - now >= Self.fall {
                evidence.append("hit rate before that \(Figure.percent(usual))")
                isPoor = true
            }
        }
        self.evicted = evicted
        self.isWindow = isWindow
        self.evidence = evidence
        hitRate = tally?.percent
        isFelt = evicted > 0 && isPoor
    }

    /// The time to which numbers belong.
    static func span(_ isWindow: Bool) -> String {
        isWindow ? "in the window" : "since the servers began counting"
    }

    /// How much is at stake.
    var impact: Double {
        guard isFelt else { return 0.15 }
        return (hitRate ?? 100) < 50 ? 0.7 : 0.5
    }

    /// How sure that is: what happened long ago may be over.
    var certainty: Double { isWindow || !isFelt ? 1 : 0.7 }
}
