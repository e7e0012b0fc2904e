/// Finds the window size that suits the workload by trying: keep going while the hit rate rises, turn when it falls.
///
/// After each period of ten times the capacity the hit rate is compared with the last period's. The step shrinks by two
/// per cent each time, so the window settles; a jump of the hit rate by five points or more means that the workload
/// changed and restores the full step.
/// Source: Einziger, Eytan, Friedman, Manes, "Adaptive Software Cache Management", Middleware 2018.
struct HillClimber {
    private static let restartChange = 0.05
    private static let stepShare = 0.0625
    private static let stepDecay = 0.98
    /// Small caches need this many requests before a rate means anything.
    private static let shortestPeriod = 640

    private let period: Int
    private let fullStep: Double
    private var step: Double
    private var previousHitRate: Double?
    private var hits = 0
    private var requests = 0

    /// - Parameter capacity: the largest weight of the cache; steps are shares of it.
    /// - Parameter entries: about how many entries that is.
    init(capacity: Int, entries: Int) {
        period = max(Self.shortestPeriod, min(entries, .max / 10) * 10)
        fullStep = Self.stepShare * Double(capacity)
        step = fullStep
    }

    /// Counts hits.
    mutating func countHits(_ count: Int) {
        hits += count
        requests += count
    }

    /// Counts a miss; returns by how much the window should grow (or shrink, if negative) when a period is over.
    mutating func countMiss() -> Int? {
        requests += 1
        guard requests >= period else { return nil }
        let hitRate = Double(hits) / Double(requests)
        hits = 0
        requests = 0
        defer { previousHitRate = hitRate }
        guard let previous = previousHitRate else { return nil }
        let change = hitRate - previous
        let amount = change >= 0 ? step : -step
        let size = abs(change) >= Self.restartChange ? fullStep : Self.stepDecay * abs(amount)
        step = amount < 0 ? -size : size
        return Int(amount.rounded())
    }
}
