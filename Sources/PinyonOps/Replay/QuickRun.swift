internal import PinyonNear
internal import PinyonSim

/// A run of the near tier alone over a workload's first requests: what another size or policy would hit.
struct QuickRun {
    /// No more requests are looked at than this.
    static let mostRequests = 1_000_000

    let workload: ReplayWorkload
    let seed: UInt64

    /// The hit rate in per cent; nil if the task is cancelled.
    func hitRate(entries: Int, policy: NearPolicy) -> Double? {
        var options = NearOptions<Int32, Void>.entries(entries).policy(policy)
        options.seed = seed
        let tier = NearTier(options)
        var hits = 0
        let count = min(workload.count, Self.mostRequests)
        for index in 0..<count {
            if index.isMultiple(of: 1 << 16), Task.isCancelled { return nil }
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
