internal import Histogram
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
    let position: ReplayPosition
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
    /// Two decimal digits would hide what a tail looks like; three cost 200 KB a worker.
    private static let digits = SignificantDigits.three
    private static let longest: UInt64 = 60_000_000_000

    private(set) var latencies = Histogram<UInt32>(
        highestTrackableValue: longest, numberOfSignificantValueDigits: digits)
    private(set) var reads = 0
    private(set) var writes = 0
    private(set) var staleReads = 0

    /// Runs requests until there are none or the task is cancelled.
    mutating func work(_ run: ReplayRun) async throws {
        let clock = ContinuousClock()
        while let index = run.position.take() {
            let start = clock.now
            if run.workload.isWrite(index) {
                try await write(index, run)
            } else {
                try await read(index, run)
            }
            let duration = start.duration(to: clock.now).nanoseconds
            latencies.record(min(Self.longest, UInt64(max(1, duration))))
            if Task.isCancelled { return }
        }
    }

    /// Adds what another worker measured.
    mutating func add(_ other: ReplayWorker) {
        latencies.add(other.latencies)
        reads += other.reads
        writes += other.writes
        staleReads += other.staleReads
    }

    private mutating func read(_ index: Int, _ run: ReplayRun) async throws {
        let request = run.workload.trace.requests[index]
        let key = request.key
        if let clock = run.clock, let time = run.workload.time(index) { clock.advance(to: time) }
        let floor = run.ledger.floor(of: key)
        let value: ReplayValue
        if let cache = run.cache {
            let database = run.database
            value = try await cache.value(for: run.workload.keys[Int(key)]) { _ in try database.read(key) }
        } else {
            value = try run.database.read(key)
        }
        reads += 1
        if value.version < floor { staleReads += 1 }
    }

    private mutating func write(_ index: Int, _ run: ReplayRun) async throws {
        let key = run.workload.trace.requests[index].key
        if let clock = run.clock, let time = run.workload.time(index) { clock.advance(to: time) }
        let version = try run.database.write(key, size: run.workload.writtenSize(index))
        try await run.cache?.invalidate(run.workload.keys[Int(key)])
        run.ledger.raise(key, to: version)
        writes += 1
    }
}
