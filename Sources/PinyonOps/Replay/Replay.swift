internal import Histogram
internal import Pinyon
package import PinyonSim

/// How far a replay is.
package struct ReplayProgress: Sendable {
    /// What is being done: `filling the database`, or a mode.
    package var phase: String
    /// How many steps are done.
    package var done: Int
    /// Of how many.
    package var total: Int
}

/// Replays a workload through the real cache in front of a real database.
package struct Replay: Sendable {
    private let workload: ReplayWorkload
    private let options: ReplayOptions
    private let progress: @Sendable (ReplayProgress) -> Void

    /// A replay of a trace.
    ///
    /// - Parameter progress: told how far it is, at most a few times a second. Default: nobody.
    package init(
        trace: Trace,
        options: ReplayOptions,
        progress: @escaping @Sendable (ReplayProgress) -> Void = { _ in }
    ) {
        workload = ReplayWorkload(trace: trace, options: options)
        self.options = options
        self.progress = progress
    }

    /// Runs all modes. When the task is cancelled, what was measured so far is returned, with the status `partial`.
    ///
    /// - Throws: `OpsError` if the database can't be used; `CancellationError` if there is nothing measured yet.
    @concurrent
    package func run() async throws -> ReplayReport {
        let database = try ReplayDatabase(path: options.databasePath)
        defer { database.close() }
        let total = workload.sizes.count
        try await database.fill(sizes: workload.sizes) { done in
            progress(ReplayProgress(phase: "filling the database", done: done, total: total))
        }
        var results: [ReplayReport.ModeResult] = []
        let ledger = VersionLedger()
        for mode in options.modes where !Task.isCancelled {
            results.append(try await run(mode, database: database, ledger: ledger))
        }
        return report(results, wasBrokenOff: Task.isCancelled)
    }

    private func run(
        _ mode: ReplayMode,
        database: ReplayDatabase,
        ledger: VersionLedger
    ) async throws -> ReplayReport.ModeResult {
        let clock = workload.trace.hasTimes ? ReplayClock() : nil
        let end = mode == .none ? min(workload.count, options.uncachedRequests) : workload.count
        let run = ReplayRun(
            mode: mode, workload: workload, database: database, ledger: ledger,
            cache: cache(for: mode, clock: clock?.nearClock ?? .system), clock: clock,
            position: ReplayPosition(end: end))
        let canMeasureMemory = PeakMemory.reset()
        let readsBefore = database.reads
        let start = ContinuousClock.now
        let sum = try await work(run)
        let seconds = start.duration(to: .now).nanoseconds
        await run.cache?.shutDown()
        return result(
            of: sum, run: run, seconds: Double(seconds) / 1e9, databaseReads: database.reads - readsBefore,
            peakMemory: canMeasureMemory ? PeakMemory.bytes : nil)
    }

    private func cache(for mode: ReplayMode, clock: NearClock) -> Cache<String, ReplayValue>? {
        var near: NearOptions<String, ReplayValue>
        switch options.nearSize {
        case .entries(let count): near = .entries(count)
        case .bytes(let count): near = .bytes(count) { $0.utf8.count + $1.payload.count }
        }
        near.policy = options.policy
        near.seed = options.seed
        let policy = CachePolicy(lifetime: options.lifetime)
        switch mode {
        case .none: return nil
        case .near: return Cache("replay", near: near, policy: policy, clock: clock)
        case .nearAndMemory:
            let memory = MemoryTier(maximumBytes: .max, clock: clock)
            return Cache("replay", near: near, remote: memory, codec: ReplayCodec(), policy: policy, clock: clock)
        }
    }

    /// Lets the workers run until all requests are done.
    private func work(_ run: ReplayRun) async throws -> ReplayWorker {
        let reporting = Task { [progress] in
            while !Task.isCancelled {
                progress(
                    ReplayProgress(phase: run.mode.rawValue, done: run.position.taken, total: run.position.end))
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        defer { reporting.cancel() }
        return try await withThrowingTaskGroup(of: ReplayWorker.self) { group in
            for _ in 0..<max(1, min(options.concurrency, run.position.end)) {
                group.addTask {
                    var worker = ReplayWorker()
                    do {
                        try await worker.work(run)
                    } catch is CancellationError where Task.isCancelled {
                        // What was measured before still counts.
                    }
                    return worker
                }
            }
            var sum = ReplayWorker()
            for try await worker in group { sum.add(worker) }
            return sum
        }
    }

    private func result(
        of sum: ReplayWorker,
        run: ReplayRun,
        seconds: Double,
        databaseReads: Int,
        peakMemory: Int?
    ) -> ReplayReport.ModeResult {
        let statistics = run.cache?.statistics
        let requests = sum.reads + sum.writes
        let hits = (statistics?.nearHits ?? 0) + (statistics?.remoteHits ?? 0)
        func microseconds(_ percentile: Double) -> Double {
            requests == 0 ? 0 : Double(sum.latencies.valueAtPercentile(percentile)) / 1_000
        }
        return ReplayReport.ModeResult(
            mode: run.mode, requests: requests, reads: sum.reads, writes: sum.writes,
            hitRate: statistics == nil || requests == 0 ? nil : (1e6 * Double(hits) / Double(requests)).rounded() / 1e4,
            nearHits: statistics?.nearHits ?? 0, remoteHits: statistics?.remoteHits ?? 0,
            joined: statistics?.joined ?? 0,
            requestsPerSecond: seconds > 0 ? (Double(requests) / seconds).rounded() : 0,
            p50Microseconds: microseconds(50), p99Microseconds: microseconds(99), p999Microseconds: microseconds(99.9),
            databaseReads: databaseReads, staleReads: sum.staleReads, evictedKeys: statistics?.near?.evicted ?? 0,
            peakMemoryBytes: peakMemory, seconds: (seconds * 1_000).rounded() / 1_000)
    }

    private func report(_ results: [ReplayReport.ModeResult], wasBrokenOff: Bool) -> ReplayReport {
        let fullest = results.last { $0.mode != .none }
        let saved = fullest.flatMap { result in
            result.reads == 0 ? nil : 100 * Double(result.reads - result.databaseReads) / Double(result.reads)
        }
        let metrics = ReplayReport.Metrics(
            hitRate: fullest?.hitRate, missRate: fullest?.hitRate.map { 100 - $0 },
            databaseReadsSavedPercent: saved.map { ($0 * 1e4).rounded() / 1e4 }, evictedKeys: fullest?.evictedKeys,
            staleReads: results.reduce(0) { $0 + $1.staleReads })
        var skipped: [String] = []
        if options.modes.contains(.none), workload.count > options.uncachedRequests {
            skipped.append("none: ran the first \(options.uncachedRequests) of \(workload.count) requests")
        }
        return ReplayReport(
            status: wasBrokenOff ? .partial : .success, metrics: metrics,
            recommendations: ReplayAdvice(workload: workload, options: options, results: results).recommendations,
            workload: description, modes: results, skipped: skipped)
    }

    private var description: ReplayReport.Workload {
        let (size, unit) =
            switch options.nearSize {
            case .entries(let count): (count, "entries")
            case .bytes(let count): (count, "bytes")
            }
        return ReplayReport.Workload(
            name: workload.trace.name, format: workload.trace.format?.rawValue,
            isSynthetic: workload.trace.format == nil, requests: workload.count, uniqueKeys: workload.keys.count,
            totalBytes: workload.totalBytes, clock: workload.trace.hasTimes ? "trace" : "wall", nearSize: size,
            nearSizeUnit: unit, policy: options.policy.description, concurrency: options.concurrency,
            seed: options.seed)
    }
}
