internal import Pinyon
internal import PinyonSim

extension ReplayReport {
    /// The report of a replay.
    package init(
        _ results: [ModeResult],
        advice: [Recommendation],
        workload: ReplayWorkload,
        options: ReplayOptions,
        wasBrokenOff: Bool
    ) {
        status = wasBrokenOff ? .partial : .success
        metrics = Metrics(results)
        recommendations = advice
        self.workload = Workload(workload, options: options)
        modes = results
        skipped = Self.skipped(results, workload: workload, options: options)
    }

    private static func skipped(
        _ results: [ModeResult],
        workload: ReplayWorkload,
        options: ReplayOptions
    ) -> [String] {
        var lines: [String] = []
        let (limit, count) = (options.uncachedRequests, workload.count)
        if let uncached = results.first(where: { $0.mode == .none }), uncached.requests == limit, limit < count {
            lines.append("none: ran the first \(Figure.grouped(limit)) of \(Figure.grouped(count)) requests")
        }
        for mode in options.modes where !results.contains(where: { $0.mode == mode }) {
            lines.append("\(mode.rawValue): not run, because the replay was interrupted")
        }
        if workload.trace.hasLifetimes, options.lifetime != nil {
            lines.append("lifetimes: the trace's own were not used, because --lifetime sets one for all values")
        }
        if options.writeShare > 0, workload.trace.hasWrites, workload.trace.format != nil {
            lines.append("write share: was not used, because the trace has writes of its own")
        }
        return lines
    }
}

extension ReplayReport.Metrics {
    fileprivate init(_ results: [ReplayReport.ModeResult]) {
        let fullest = results.last { $0.mode != .none }
        let saved = fullest.flatMap { result in
            // Loads that an interrupt took the callers from are reads of the database without a read that they answer.
            result.reads == 0 ? nil : 100 * Double(max(0, result.reads - result.databaseReads)) / Double(result.reads)
        }
        self.init(
            hitRate: fullest?.hitRate, missRate: fullest?.hitRate.map { Figure.roundedShare(100 - $0) },
            databaseReadsSavedPercent: saved.map(Figure.roundedShare), evictedKeys: fullest?.evictedKeys,
            staleReads: results.reduce(0) { $0 + $1.staleReads })
    }
}

extension ReplayReport.Workload {
    fileprivate init(_ workload: ReplayWorkload, options: ReplayOptions) {
        let (size, unit) =
            switch options.nearSize {
            case .entries(let count): (count, "entries")
            case .bytes(let count): (count, "bytes")
            }
        self.init(
            name: workload.trace.name, format: workload.trace.format?.rawValue,
            isSynthetic: workload.trace.format == nil, requests: workload.count, uniqueKeys: workload.keys.count,
            totalBytes: workload.totalBytes, clock: workload.trace.hasTimes ? "trace" : "wall", nearSize: size,
            nearSizeUnit: unit, policy: options.policy.description, concurrency: options.concurrency,
            seed: options.seed)
    }
}

extension ReplayReport.ModeResult {
    /// What the workers of a mode counted, and the cache's own statistics.
    init(of sum: ReplayWorker, run: ReplayRun, seconds: Double, databaseReads: Int, peakMemory: Int?) {
        let statistics = run.cache?.statistics
        let requests = sum.reads + sum.writes
        let hits = (statistics?.nearHits ?? 0) + (statistics?.remoteHits ?? 0)
        let latencies = run.latencies.microseconds([50, 99, 99.9])
        self.init(
            mode: run.mode, requests: requests, reads: sum.reads, writes: sum.writes,
            hitRate: statistics == nil || requests == 0
                ? nil : Figure.roundedShare(100 * Double(hits) / Double(requests)),
            nearHits: statistics?.nearHits ?? 0, remoteHits: statistics?.remoteHits ?? 0,
            joined: statistics?.joined ?? 0,
            requestsPerSecond: seconds > 0 && requests > 0 ? (Double(requests) / seconds).rounded() : nil,
            p50Microseconds: latencies[0], p99Microseconds: latencies[1], p999Microseconds: latencies[2],
            databaseReads: databaseReads, staleReads: sum.staleReads, evictedKeys: statistics?.near?.evicted ?? 0,
            peakMemoryBytes: peakMemory, seconds: (seconds * 1_000).rounded() / 1_000)
    }
}
