internal import PinyonNear
internal import PinyonSim

/// What follows from a replay: rules over its results, and quick runs of the near tier alone at other sizes.
struct ReplayAdvice {
    /// Quick runs look at no more requests than this.
    private static let sampledRequests = 1_000_000

    let workload: ReplayWorkload
    let options: ReplayOptions
    let results: [ReplayReport.ModeResult]

    /// The recommendations, most urgent first.
    var recommendations: [Recommendation] {
        let found = [staleReads, size, policy, compulsoryMisses, remoteTier, stampedes, lifetime].compactMap(\.self)
        let order = Priority.allCases
        return found.sorted {
            (order.firstIndex(of: $0.priority) ?? 0) < (order.firstIndex(of: $1.priority) ?? 0)
        }
    }

    private func result(_ mode: ReplayMode) -> ReplayReport.ModeResult? {
        results.first { $0.mode == mode && $0.reads > 0 }
    }

    private var staleReads: Recommendation? {
        let stale = results.reduce(0) { $0 + $1.staleReads }
        guard stale > 0 else { return nil }
        return Recommendation(
            id: "stale-reads", category: "correctness", issue: "\(stale) reads returned a value from before an invalidation",
            action: "This is a fault in the cache; report it with the trace and the seed \(options.seed).",
            priority: .high, value: Double(stale), threshold: 0)
    }

    /// Whether twice or four times the entries would pay, measured on the near tier alone.
    private var size: Recommendation? {
        guard result(.near) != nil || result(.nearAndMemory) != nil, case .entries(let entries) = options.nearSize,
            entries < workload.keys.count, !Task.isCancelled
        else { return nil }
        let sizes = [entries, entries * 2, entries * 4].map { min($0, workload.keys.count) }
        let rates = sizes.map { (size: $0, rate: nearHitRate(entries: $0, policy: options.policy)) }
        guard let now = rates.first, let largest = rates.last, largest.rate - now.rate >= 1 else { return nil }
        let best = rates.dropFirst().first { largest.rate - $0.rate < 1 } ?? largest
        return Recommendation(
            id: "near-size", category: "hit-rate",
            issue: "A near tier of \(best.size) entries would hit \(Figure.points(best.rate - now.rate)) more often",
            action: "Raise --near-size from \(entries) to \(best.size) if the memory is there.",
            priority: best.rate - now.rate >= 5 ? .medium : .low, value: Figure.rounded(best.rate - now.rate), threshold: 1,
            evidence: rates.map { "\($0.size) entries: \(Figure.percent($0.rate)) hits" } + [sampleNote],
            confidence: workload.count > Self.sampledRequests ? "estimated" : "measured")
    }

    private var policy: Recommendation? {
        guard result(.near) != nil || result(.nearAndMemory) != nil, case .entries(let entries) = options.nearSize,
            entries < workload.keys.count, !Task.isCancelled
        else { return nil }
        let rates = NearPolicy.allCases.map { (policy: $0, rate: nearHitRate(entries: entries, policy: $0)) }
        guard let now = rates.first(where: { $0.policy == options.policy }),
            let best = rates.max(by: { $0.rate < $1.rate }), best.rate - now.rate >= 1
        else { return nil }
        return Recommendation(
            id: "near-policy", category: "hit-rate",
            issue: "\(best.policy) hits \(Figure.points(best.rate - now.rate)) more often than \(now.policy) here",
            action: "Try --policy \(best.policy).", priority: .low, value: Figure.rounded(best.rate - now.rate), threshold: 1,
            evidence: rates.map { "\($0.policy): \(Figure.percent($0.rate)) hits" } + [sampleNote],
            confidence: workload.count > Self.sampledRequests ? "estimated" : "measured")
    }

    /// First requests of a key miss at every size.
    private var compulsoryMisses: Recommendation? {
        guard let result = result(.nearAndMemory) ?? result(.near) else { return nil }
        let share = 100 * Double(workload.keys.count) / Double(max(1, workload.count))
        guard share >= 10 else { return nil }
        return Recommendation(
            id: "compulsory-misses", category: "hit-rate",
            issue: "\(Figure.percent(share)) of the requests are the first for their key",
            action: "No cache size helps with those; look at a longer trace, or load such keys before they are asked for.",
            priority: .low, value: Figure.rounded(share), threshold: 10,
            evidence: ["\(workload.keys.count) keys in \(workload.count) requests, \(result.databaseReads) database reads"])
    }

    private var remoteTier: Recommendation? {
        guard let near = result(.near), let both = result(.nearAndMemory), near.databaseReads > 0 else { return nil }
        let saved = 100 * Double(near.databaseReads - both.databaseReads) / Double(near.databaseReads)
        guard saved >= 20 else { return nil }
        return Recommendation(
            id: "remote-tier", category: "load",
            issue: "A remote tier behind the near tier saves \(Figure.percent(saved)) of the remaining database reads",
            action: "Share values through a remote tier, above all when several processes serve the same keys.",
            priority: saved >= 50 ? .medium : .low, value: Figure.rounded(saved), threshold: 20,
            evidence: ["near: \(near.databaseReads) database reads", "near+memory: \(both.databaseReads) database reads"])
    }

    private var stampedes: Recommendation? {
        guard let result = result(.nearAndMemory) ?? result(.near), result.databaseReads > 0 else { return nil }
        let share = 100 * Double(result.joined) / Double(result.databaseReads)
        guard share >= 10 else { return nil }
        return Recommendation(
            id: "stampede", category: "load",
            issue: "\(result.joined) reads waited for a load that was under way instead of starting their own",
            action: "Keep loads together (value(for:orLoad:)); without it the database would see these reads as well.",
            priority: .low, value: Figure.rounded(share), threshold: 10,
            evidence: ["\(result.joined) joined, \(result.databaseReads) database reads"])
    }

    private var lifetime: Recommendation? {
        guard options.lifetime != nil, case .entries(let entries) = options.nearSize, !Task.isCancelled,
            let result = result(.near), let hitRate = result.hitRate
        else { return nil }
        let unlimited = nearHitRate(entries: entries, policy: options.policy)
        guard unlimited - hitRate >= 5, workload.count <= Self.sampledRequests else { return nil }
        return Recommendation(
            id: "lifetime", category: "hit-rate",
            issue: "The lifetime costs \(Figure.points(unlimited - hitRate)) of hit rate",
            action: "Lengthen it and invalidate on change instead.", priority: .medium,
            value: Figure.rounded(unlimited - hitRate), threshold: 5,
            evidence: ["without lifetime: \(Figure.percent(unlimited)) hits", "with it: \(Figure.percent(hitRate)) hits"])
    }

    private var sampleNote: String {
        workload.count > Self.sampledRequests
            ? "over the first \(Self.sampledRequests) requests, near tier alone" : "over all requests, near tier alone"
    }

    /// The hit rate of a near tier of a size over the first requests, in per cent.
    private func nearHitRate(entries: Int, policy: NearPolicy) -> Double {
        var options = NearOptions<Int32, Void>.entries(entries).policy(policy)
        options.seed = self.options.seed
        let tier = NearTier(options)
        var hits = 0
        let count = min(workload.count, Self.sampledRequests)
        for index in 0..<count {
            let key = workload.trace.requests[index].key
            if workload.isWrite(index) {
                tier.remove(key)
            } else if tier.value(for: key) != nil {
                hits += 1
            } else {
                tier.store((), for: key)
            }
        }
        return 100 * Double(hits) / Double(max(1, count))
    }
}
