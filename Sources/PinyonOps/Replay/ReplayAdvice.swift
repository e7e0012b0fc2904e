internal import PinyonNear
internal import PinyonSim

/// What follows from a replay: rules over its results, and quick runs of the near tier alone at other sizes.
package struct ReplayAdvice {
    private let workload: ReplayWorkload
    private let options: ReplayOptions
    private let results: [ReplayReport.ModeResult]

    /// Advice on the results of a replay.
    package init(workload: ReplayWorkload, options: ReplayOptions, results: [ReplayReport.ModeResult]) {
        self.workload = workload
        self.options = options
        self.results = results
    }

    /// The recommendations, most urgent first. When the task is cancelled, those that need a quick run are left out.
    package var recommendations: [Recommendation] {
        let rules = [staleReads, compulsoryMisses, remoteTier, stampedes].compactMap(\.self) + quickRunRules
        return Priority.allCases.flatMap { priority in rules.filter { $0.priority == priority } }
    }

    private func result(_ mode: ReplayMode) -> ReplayReport.ModeResult? {
        results.first { $0.mode == mode && $0.reads > 0 }
    }

    private var staleReads: Recommendation? {
        let stale = results.reduce(0) { $0 + $1.staleReads }
        guard stale > 0 else { return nil }
        return Recommendation(
            id: "stale-reads", category: "correctness",
            issue: "\(Figure.grouped(stale)) reads returned a value from before an invalidation",
            action: "This is a fault in the cache; report it with the trace and the seed \(options.seed).",
            priority: .high, value: Double(stale), threshold: 0,
            evidence: results.map { "\($0.mode.rawValue): \(Figure.grouped($0.staleReads)) stale reads" })
    }

    /// First requests of a key miss at every size.
    private var compulsoryMisses: Recommendation? {
        guard let result = result(.nearAndMemory) ?? result(.near) else { return nil }
        let share = 100 * Double(workload.keys.count) / Double(max(1, workload.count))
        guard share >= 10 else { return nil }
        return Recommendation(
            id: "compulsory-misses", category: "hit-rate",
            issue: "\(Figure.percent(share)) of the requests are the first for their key",
            action: """
                No cache size helps with those; look at a longer trace, or load such keys before they are asked for.
                """,
            priority: .low, value: Figure.rounded(share), threshold: 10,
            evidence: [
                "\(Figure.grouped(workload.keys.count)) keys in \(Figure.grouped(workload.count)) requests",
                "\(Figure.grouped(result.databaseReads)) database reads",
            ])
    }

    private var remoteTier: Recommendation? {
        guard let near = result(.near), let both = result(.nearAndMemory), near.databaseReads > 0,
            near.requests == both.requests
        else { return nil }
        let saved = 100 * Double(near.databaseReads - both.databaseReads) / Double(near.databaseReads)
        guard saved >= 20 else { return nil }
        return Recommendation(
            id: "remote-tier", category: "load",
            issue: "A remote tier behind the near tier saves \(Figure.percent(saved)) of the remaining database reads",
            action: "Share values through a remote tier, above all when several processes serve the same keys.",
            priority: saved >= 50 ? .medium : .low, value: Figure.rounded(saved), threshold: 20,
            evidence: [near, both].map { "\($0.mode.rawValue): \(Figure.grouped($0.databaseReads)) database reads" })
    }

    private var stampedes: Recommendation? {
        guard let result = result(.nearAndMemory) ?? result(.near), result.databaseReads > 0 else { return nil }
        let share = 100 * Double(result.joined) / Double(result.databaseReads)
        guard share >= 10 else { return nil }
        return Recommendation(
            id: "stampede", category: "load",
            issue: """
                \(Figure.grouped(result.joined)) reads waited for a load that was under way instead of starting their own
                """,
            action: "Nothing to do: the cache keeps them together, and the database was spared these reads as well.",
            priority: .low, value: Figure.rounded(share), threshold: 10,
            evidence: [
                "\(Figure.grouped(result.joined)) joined", "\(Figure.grouped(result.databaseReads)) database reads",
            ])
    }
}

extension ReplayAdvice {
    /// The rules that compare the near tier as it is with what it could be.
    private var quickRunRules: [Recommendation] {
        guard result(.near) != nil || result(.nearAndMemory) != nil, case .entries(let entries) = options.nearSize,
            entries < workload.keys.count || options.lifetime != nil,
            let now = hitRate(entries, options.policy)
        else { return [] }
        return [size(entries, now), policy(entries, now), lifetime(now)].compactMap(\.self)
    }

    /// Whether twice or four times the entries would pay.
    private func size(_ entries: Int, _ now: Double) -> Recommendation? {
        guard entries < workload.keys.count else { return nil }
        let most = workload.keys.count
        let larger = entries * 2 < most ? [entries * 2, min(entries * 4, most)] : [most]
        let rates = larger.compactMap { size in hitRate(size, options.policy).map { (size: size, rate: $0) } }
        // The smallest one that is nearly as good as the largest.
        guard rates.count == larger.count, let largest = rates.last,
            let best = rates.first(where: { $0.rate - now >= 1 && largest.rate - $0.rate < 1 })
        else { return nil }
        let gain = best.rate - now
        return Recommendation(
            id: "near-size", category: "hit-rate",
            issue: "A near tier of \(Figure.grouped(best.size)) entries would hit \(Figure.points(gain)) more often",
            action: "Raise --near-size from \(entries) to \(best.size) if the memory is there.",
            priority: gain >= 5 ? .medium : .low, value: Figure.rounded(gain), threshold: 1,
            evidence: ([(size: entries, rate: now)] + rates).map {
                "\(Figure.grouped($0.size)) entries: \(Figure.percent($0.rate)) hits"
            } + [sampleNote],
            confidence: confidence)
    }

    private func policy(_ entries: Int, _ now: Double) -> Recommendation? {
        guard entries < workload.keys.count else { return nil }
        let rates = NearPolicy.allCases.compactMap { policy in
            let rate = policy == options.policy ? now : hitRate(entries, policy)
            return rate.map { (policy: policy, rate: $0) }
        }
        guard rates.count == NearPolicy.allCases.count, let best = rates.max(by: { $0.rate < $1.rate }),
            best.rate - now >= 1
        else { return nil }
        return Recommendation(
            id: "near-policy", category: "hit-rate",
            issue: "\(best.policy) hits \(Figure.points(best.rate - now)) more often than \(options.policy) here",
            action: "Try --policy \(best.policy).", priority: .low, value: Figure.rounded(best.rate - now),
            threshold: 1,
            evidence: rates.map { "\($0.policy): \(Figure.percent($0.rate)) hits" } + [sampleNote],
            confidence: confidence)
    }

    private func lifetime(_ unlimited: Double) -> Recommendation? {
        guard options.lifetime != nil, workload.count <= QuickRun.mostRequests, let result = result(.near),
            result.requests == workload.count, let hitRate = result.hitRate
        else { return nil }
        // Reads that joined found no value, but in the quick run, which has one caller, they do.
        let limited = hitRate + 100 * Double(result.joined) / Double(result.requests)
        guard unlimited - limited >= 5 else { return nil }
        return Recommendation(
            id: "lifetime", category: "hit-rate",
            issue: "The lifetime costs \(Figure.points(unlimited - limited)) of hit rate",
            action: "Lengthen it and invalidate on change instead.", priority: .medium,
            value: Figure.rounded(unlimited - limited), threshold: 5,
            evidence: [
                "without lifetime: \(Figure.percent(unlimited)) hits", "with it: \(Figure.percent(limited)) hits",
            ])
    }

    /// nil if the task is cancelled.
    private func hitRate(_ entries: Int, _ policy: NearPolicy) -> Double? {
        QuickRun(workload: workload, seed: options.seed).hitRate(entries: entries, policy: policy)
    }

    private var confidence: String { workload.count > QuickRun.mostRequests ? "estimated" : "measured" }

    private var sampleNote: String {
        let most = QuickRun.mostRequests
        let which = workload.count > most ? "the first \(Figure.grouped(most))" : "all"
        let leavesLifetimesOut = options.lifetime != nil || workload.trace.hasLifetimes
        return "over \(which) requests, near tier alone, one request at a time"
            + (leavesLifetimesOut ? ", values without lifetimes" : "")
    }
}
