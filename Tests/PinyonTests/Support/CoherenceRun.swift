import Pinyon
import PinyonTesting

/// Random operations of many tasks on a cache over one origin, and the reads that were too old.
///
/// The origin has a version for each key. A writer raises it and then invalidates the key, or stores the new version;
/// when that has returned, the version is *settled*, and no read that begins later may return an earlier one. Every
/// fifth version says that there is no value.
struct CoherenceRun: Sendable {
    var seed: UInt64
    var steps: Int
    /// Writers store as well. Then each key has one writer, since two that store may do so in the wrong order.
    var stores = false
    /// Writers invalidate before they change the origin, which no cache can make good.
    var writesWrongly = false
    var tasks = 8
    var clock = ManualClock()

    private static let keys = 5
    private let origin = Origin(keys: keys)
    private let problems = Log<String>()

    init(seed: UInt64, steps: Int, stores: Bool = false, writesWrongly: Bool = false) {
        self.seed = seed
        self.steps = steps
        self.stores = stores
        self.writesWrongly = writesWrongly
    }

    /// Which tiers the cache has, and how large near is.
    enum Setting: String, CaseIterable, Sendable {
        case nearOnly
        case tinyNearOnly
        case remoteOnly
        case nearAndRemote
        case tinyNearAndRemote
        case shortNearAndRemote
        case failingRemote

        var hasRemote: Bool { self != .nearOnly && self != .tinyNearOnly }

        func near(seed: UInt64) -> NearOptions<Int, Int>? {
            if self == .remoteOnly { return nil }
            let isTiny = self == .tinyNearOnly || self == .tinyNearAndRemote || self == .failingRemote
            var options: NearOptions<Int, Int> = isTiny ? .entries(2).policy(.lru) : .entries(100)
            options.seed = seed
            return options
        }
    }

    /// Runs to the end.
    ///
    /// - Returns: what is wrong; empty when all is well.
    func run(
        _ setting: Setting, on executor: (any TaskExecutor)? = nil, lie: WobblyTier.Lie? = nil
    ) async -> [String] {
        let near = setting.near(seed: seed)
        let nearLifetime: Duration? = setting == .shortNearAndRemote ? .milliseconds(500) : nil
        let policy = CachePolicy(lifetime: .seconds(5), nearLifetime: nearLifetime, jitter: 0)
        let clock = NearClock(clock)
        guard setting.hasRemote else {
            await run(Cache("coherence", near: near, policy: policy, clock: clock, executor: executor), executor)
            return problems.entries
        }
        let failures = setting == .failingRemote ? 10 : 0
        let tier = WobblyTier(seed: seed, clock: self.clock, failures: failures, lie: lie)
        await run(
            Cache("coherence", near: near, remote: tier, policy: policy, clock: clock, executor: executor), executor)
        // What is left must be right as well, in the remote tier too.
        let reader = Cache<Int, Int>("coherence", near: nil, remote: tier, executor: executor)
        for key in 0..<Self.keys { await readWithoutLoad(key, reader) }
        if tier.overlaps > 0 { problems.append("\(tier.overlaps) writes met a write of the same key") }
        return problems.entries
    }

    private func run(_ cache: Cache<Int, Int>, _ executor: (any TaskExecutor)?) async {
        let workers = (0..<tasks).map { number in
            Task(executorPreference: executor) {
                var random = Seeded(seed &* 1_000 &+ UInt64(number))
                for _ in 0..<steps { await step(number, cache, executor, &random) }
            }
        }
        for worker in workers { await worker.value }
        await cache.shutDown()
        for key in 0..<Self.keys { await readWithoutLoad(key, cache) }
    }

    private func step(
        _ task: Int, _ cache: Cache<Int, Int>, _ executor: (any TaskExecutor)?, _ random: inout Seeded
    ) async {
        let key = Int.random(in: 0..<Self.keys, using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<42: await read(key, cache, random.next())
        case 42..<52: await readOptional(key, cache, random.next())
        case 52..<65: await readWithoutLoad(key, cache)
        case 65..<72: check(cache.nearValue(for: key), key, floor: origin.floor(key), isLoading: false)
        case 72..<76:
            let seed = random.next()
            let leaver = Task(executorPreference: executor) { await read(key, cache, seed) }
            await yield(3, &random)
            leaver.cancel()
        case 76..<80: await invalidateAll(cache)
        case 80..<82: clock.advance(by: .milliseconds(Int.random(in: 1...2_000, using: &random)))
        default:
            guard !stores || key % tasks == task else { return }
            await write(key, cache, &random)
        }
    }

    private func read(_ key: Int, _ cache: Cache<Int, Int>, _ seed: UInt64) async {
        let floor = origin.floor(key)
        let value = try? await cache.value(for: key) { _ -> Int in
            var random = Seeded(seed)
            await yield(4, &random)
            if random.chance(3) { throw StagedTier.Failure() }
            let version = origin.current(key)
            await yield(4, &random)
            return version
        }
        if let value { check(value, key, floor: floor, isLoading: true) }
    }

    private func readOptional(_ key: Int, _ cache: Cache<Int, Int>, _ seed: UInt64) async {
        let floor = origin.floor(key)
        let loader: @Sendable (LoadContext<Int>) async -> Loaded<Int> = { _ in
            var random = Seeded(seed)
            await yield(4, &random)
            let version = origin.current(key)
            await yield(4, &random)
            if version % 5 == 0 { return .absent(for: .seconds(60)) }
            return random.chance(10) ? .uncached(version) : .value(version)
        }
        guard let read = try? await Read(value: cache.value(for: key, orLoad: loader)) else { return }
        check(read.value, key, floor: floor, isLoading: true)
    }

    private func readWithoutLoad(_ key: Int, _ cache: Cache<Int, Int>) async {
        let floor = origin.floor(key)
        guard let value = try? await cache.cachedValue(for: key) else { return }
        check(value, key, floor: floor, isLoading: false)
    }

    private func write(_ key: Int, _ cache: Cache<Int, Int>, _ random: inout Seeded) async {
        if writesWrongly {
            try? await cache.invalidate(key)
            await yield(6, &random)
        }
        let version = origin.raise(key)
        await yield(3, &random)
        if stores, random.chance(50), version % 5 != 0 {
            let lifetime: Duration? = random.chance(50) ? .milliseconds(Int.random(in: 1...3_000, using: &random)) : nil
            if (try? await cache.store(version, for: key, lifetime: lifetime)) != nil {
                return origin.settle(key, version)
            }
        }
        if !writesWrongly {
            while (try? await cache.invalidate(key)) == nil { await Task.yield() }
        }
        origin.settle(key, version)
    }

    private func invalidateAll(_ cache: Cache<Int, Int>) async {
        if writesWrongly { return }
        let versions = (0..<Self.keys).map { origin.current($0) }
        while (try? await cache.invalidateAll()) == nil { await Task.yield() }
        for (key, version) in versions.enumerated() { origin.settle(key, version) }
    }

    /// Notes a read that is too old, or from nowhere.
    private func check(_ value: Int?, _ key: Int, floor: Int, isLoading: Bool) {
        let current = origin.current(key)
        if let value {
            if value < floor || value > current { problems.append("key \(key): \(value), not \(floor)...\(current)") }
        } else if isLoading, !(floor...max(floor, current)).contains(where: { $0 % 5 == 0 }) {
            problems.append("key \(key): absent, but there in \(floor)...\(current)")
        }
    }

    private func yield(_ most: Int, _ random: inout Seeded) async {
        for _ in 0..<Int.random(in: 0...most, using: &random) { await Task.yield() }
    }
}

/// What a read returned; `try?` alone can't tell "absent" from an error.
private struct Read {
    var value: Int?
}

/// The versions of the system of record.
private final class Origin: Sendable {
    private let currents: [Counter]
    private let floors: [Counter]

    init(keys: Int) {
        currents = (0..<keys).map { _ in Counter() }
        floors = (0..<keys).map { _ in Counter() }
    }

    func current(_ key: Int) -> Int { currents[key].value }
    func floor(_ key: Int) -> Int { floors[key].value }
    func raise(_ key: Int) -> Int { currents[key].next() }
    func settle(_ key: Int, _ version: Int) { floors[key].raise(to: version) }
}
