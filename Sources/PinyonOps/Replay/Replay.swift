package import Pinyon
package import PinyonSim

/// How far a replay is.
package struct ReplayProgress: Sendable {
    /// What is being done: `filling the database`, a mode, or `working out advice`.
    package var phase: String
    /// How many steps are done.
    package var done: Int
    /// Of how many; 0 where that isn't known.
    package var total: Int
}

/// Replays a workload through the real cache in front of a real database.
package struct Replay: Sendable {
    /// SQLite holds no larger rows, save the few bytes that a row needs besides its value.
    private static let largestValue = 999_999_900

    private let workload: ReplayWorkload
    private let options: ReplayOptions
    private let remote: @Sendable (NearClock) -> any RemoteTier
    private let progress: @Sendable (ReplayProgress) -> Void

    /// A replay of a trace.
    ///
    /// - Parameters:
    ///   - trace: what to replay.
    ///   - options: how.
    ///   - remote: makes the tier behind the near tier in `near+memory`. Default: a `MemoryTier` without bound.
    ///   - progress: told how far it is, at most a few times a second. Default: nobody.
    package init(
        trace: Trace,
        options: ReplayOptions,
        remote: @escaping @Sendable (NearClock) -> any RemoteTier = { MemoryTier(maximumBytes: .max, clock: $0) },
        progress: @escaping @Sendable (ReplayProgress) -> Void = { _ in }
    ) {
        workload = ReplayWorkload(trace: trace, options: options)
        self.options = options
        self.remote = remote
        self.progress = progress
    }

    /// Runs all modes. When the task is cancelled, what was measured so far is returned, with the status `partial`.
    ///
    /// - Throws: `OpsError` if the database can't be used; `CancellationError` if there is nothing measured yet.
    @concurrent
    package func run() async throws -> ReplayReport {
        try checkSizes()
        let database = try ReplayDatabase(path: options.databasePath)
        defer { database.close() }
        let total = workload.sizes.count
        try await database.fill(sizes: workload.sizes) { done in
            progress(ReplayProgress(phase: "filling the database", done: done, total: total))
        }
        var results: [ReplayReport.ModeResult] = []
        let ledger = VersionLedger()
        for mode in options.modes where !Task.isCancelled {
            // Every mode finds the same rows.
            try database.restore(ledger.keys, sizes: workload.sizes)
            results.append(try await run(mode, database: database, ledger: ledger))
        }
        if results.isEmpty { try Task.checkCancellation() }
        progress(ReplayProgress(phase: "working out advice", done: 0, total: 0))
        let advice = ReplayAdvice(workload: workload, options: options, results: results).recommendations
        return ReplayReport(
            results, advice: advice, workload: workload, options: options, wasBrokenOff: Task.isCancelled)
    }

    private func checkSizes() throws {
        let largest = workload.largest
        guard largest.size > Self.largestValue else { return }
        throw OpsError(
            .badInput,
            """
            \(workload.trace.name): request \(Figure.grouped(largest.request)): the value has \
            \(Figure.grouped(largest.size)) bytes: expected at most \(Figure.grouped(Self.largestValue)), which is what \
            SQLite can hold
            """)
    }

    private func run(
        _ mode: ReplayMode,
        database: ReplayDatabase,
        ledger: VersionLedger
    ) async throws -> ReplayReport.ModeResult {
        let clock = workload.trace.hasTimes ? ReplayClock() : nil
        let executor = options.concurrency == 1 ? SingleThread() : nil
        defer { executor?.end() }
        let end = mode == .none ? min(workload.count, options.uncachedRequests) : workload.count
        let run = ReplayRun(
            mode: mode, workload: workload, database: database, ledger: ledger,
            cache: cache(for: mode, clock: clock?.nearClock ?? .system, executor: executor), clock: clock,
            executor: executor, position: ReplayPosition(end: end))
        let canMeasureMemory = PeakMemory.reset()
        let readsBefore = database.reads
        let start = ContinuousClock.now
        let sum: ReplayWorker
        do {
            sum = try await work(run)
        } catch {
            // Loads that nobody waits for any more use the database until they end.
            await run.cache?.shutDown()
            throw error
        }
        let nanoseconds = start.duration(to: .now).nanoseconds
        await run.cache?.shutDown()
        return ReplayReport.ModeResult(
            of: sum, run: run, seconds: Double(nanoseconds) / 1e9, databaseReads: database.reads - readsBefore,
            peakMemory: canMeasureMemory ? PeakMemory.bytes : nil)
    }

    private func cache(
        for mode: ReplayMode,
        clock: NearClock,
        executor: SingleThread?
    ) -> Cache<String, ReplayValue>? {
        var near: NearOptions<String, ReplayValue>
        switch options.nearSize {
        case .entries(let count): near = .entries(count)
        case .bytes(let count): near = .bytes(count) { $0.utf8.count + $1.payload.count }
        }
        near.policy = options.policy
        near.seed = options.seed
        // Jitter would be drawn from no seed, and make lifetimes other than what was asked for.
        let policy = CachePolicy(lifetime: options.lifetime, jitter: 0)
        switch mode {
        case .none: return nil
        case .near: return Cache("replay", near: near, policy: policy, clock: clock, executor: executor)
        case .nearAndMemory:
            return Cache(
                "replay", near: near, remote: remote(clock), codec: ReplayCodec(), policy: policy, clock: clock,
                executor: executor)
        }
    }

    /// Lets the workers run until all requests are done.
    private func work(_ run: ReplayRun) async throws -> ReplayWorker {
        // It may end after the mode, whose cache must be gone before the next one's memory is measured.
        let reporting = Task { [progress, phase = run.mode.rawValue, position = run.position] in
            while !Task.isCancelled {
                progress(ReplayProgress(phase: phase, done: position.taken, total: position.end))
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        defer { reporting.cancel() }
        return try await withThrowingTaskGroup(of: ReplayWorker.self) { group in
            for number in 0..<max(1, min(options.concurrency, run.position.end)) {
                group.addTask(executorPreference: run.executor) {
                    var worker = ReplayWorker()
                    do {
                        try await worker.work(run, number: number)
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
}
