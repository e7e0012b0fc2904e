internal import Pinyon
internal import PinyonSim
internal import Synchronization

/// What the workers of one mode share.
struct ReplayRun: Sendable {
    let mode: ReplayMode
    let workload: ReplayWorkload
    let database: ReplayDatabase
    let ledger: VersionLedger
    /// The cache; nil without.
    let cache: Cache<String, ReplayValue>?
    /// Moved by the requests; nil when wall time counts.
    let clock: ReplayClock?
    /// Where workers and loads run; nil for Swift's own threads.
    let executor: SingleThread?
    let position: ReplayPosition
    let latencies = ReplayLatencies()
}

/// Which request is next.
final class ReplayPosition: Sendable {
    private let next = Atomic<Int>(0)
    let end: Int

    init(end: Int) {
        self.end = end
    }

    /// The next request's number; nil after the last.
    func take() -> Int? {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return index < end ? index : nil
    }

    /// How many have been taken.
    var taken: Int { min(end, next.load(ordering: .relaxed)) }
}

/// One of the callers of a replay: takes a request, runs it, measures it, until there are none.
struct ReplayWorker: Sendable {
    private(set) var reads = 0
    private(set) var writes = 0
    private(set) var staleReads = 0

    /// Runs requests until there are none or the task is cancelled, as the caller with a number.
    mutating func work(_ run: ReplayRun, number: Int) async throws {
        let clock = ContinuousClock()
        while let index = run.position.take() {
            let start = clock.now
            if let clock = run.clock, let time = run.workload.time(index) { clock.advance(to: time) }
            if run.workload.isWrite(index) {
                try await write(index, run)
            } else {
                try await read(index, run)
            }
            run.latencies.record(start.duration(to: clock.now).nanoseconds, caller: number)
            if Task.isCancelled { return }
        }
    }

    /// Adds what another worker counted.
    mutating func add(_ other: ReplayWorker) {
        reads += other.reads
        writes += other.writes
        staleReads += other.staleReads
    }

    private mutating func read(_ index: Int, _ run: ReplayRun) async throws {
        let key = run.workload.trace.requests[index].key
        let floor = run.ledger.floor(of: key)
        let database = run.database
        let value: ReplayValue
        if let cache = run.cache {
            let lifetime = run.workload.lifetime(index)
            let found = try await cache.value(for: run.workload.keys[Int(key)]) { _ -> Loaded<ReplayValue> in
                .value(try database.read(key), for: lifetime)
            }
            guard let found else { throw ReplayDatabase.lost(key) }
            value = found
        } else {
            // A task of its own, as a load of the cache's has: else only two callers on two cores were ever under way,
            // and the time that the others wait would show in the modes with a cache alone.
            value = try await Task(executorPreference: run.executor) { try database.read(key) }.value
        }
        reads += 1
        if value.version < floor { staleReads += 1 }
    }

    private mutating func write(_ index: Int, _ run: ReplayRun) async throws {
        let key = run.workload.trace.requests[index].key
        let version = try run.database.write(key, size: run.workload.writtenSize(index))
        try await run.cache?.invalidate(run.workload.keys[Int(key)])
        run.ledger.raise(key, to: version)
        writes += 1
    }
}
