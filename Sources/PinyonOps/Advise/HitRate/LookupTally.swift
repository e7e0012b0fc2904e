internal import PinyonClient

/// How many lookups of some servers found their key.
struct LookupTally {
    /// Fewer lookups say nothing.
    static let fewest = 1_000

    /// The counters that it was made of.
    let counters: [Counters]
    /// Lookups that found their key.
    let hits: Int
    /// Lookups that found nothing.
    let misses: Int

    /// What a window brought, if that is enough to say anything, and otherwise what there was since the servers began
    /// counting; nil if they don't tell.
    ///
    /// - Parameter nodes: The servers.
    static func best(of nodes: [NodeFacts]) -> Self? {
        let windows = nodes.map { Counters($0) }.filter(\.isWindow)
        if let window = Self(windows), window.percent != nil { return window }
        return lifetime(of: nodes)
    }

    /// What there was since the servers began counting; nil if they don't tell.
    ///
    /// - Parameter nodes: The servers.
    static func lifetime(of nodes: [NodeFacts]) -> Self? {
        Self(
            nodes.map { node in
                var node = node
                node.earlier = nil
                return Counters(node)
            })
    }

    private init?(_ all: [Counters]) {
        counters = all.filter { $0.hits != nil && $0.misses != nil }
        guard !counters.isEmpty else { return nil }
        hits = counters.reduce(0) { $0 + ($1.hits ?? 0) }
        misses = counters.reduce(0) { $0 + ($1.misses ?? 0) }
    }

    /// All lookups.
    var lookups: Int { hits + misses }
    /// The share of those that found their key, in per cent; nil if there were too few.
    var percent: Double? { lookups >= Self.fewest ? 100 * Double(hits) / Double(lookups) : nil }
    /// Whether it is what a window brought.
    var isWindow: Bool { counters.allSatisfy(\.isWindow) }

    /// The share, and of how many lookups.
    var text: String {
        let share = Figure.percent(100 * Double(hits) / Double(max(1, lookups)))
        return "\(share) of \(Figure.grouped(lookups)) lookups \(CacheStrain.span(isWindow))"
    }

    /// How much a counter of the servers has grown in the same time; 0 if they don't tell.
    func growth(_ name: String) -> Int { counters.reduce(0) { $0 + ($1.growth(name) ?? 0) } }

    /// How often commands were called in the same time.
    func calls(_ names: [String]) -> Int { counters.reduce(0) { $0 + $1.calls(names) } }
}
