import Pinyon
import PinyonTesting

/// Which tiers a cache has.
enum Arrangement: String, CaseIterable, Sendable {
    case nearOnly
    case flightsOnly
    case remoteOnly
    case nearAndRemote

    var hasNear: Bool { self == .nearOnly || self == .nearAndRemote }
    var hasRemote: Bool { self == .remoteOnly || self == .nearAndRemote }

    /// A cache of numbers without jitter.
    func cache(
        _ tier: StagedTier = StagedTier(),
        lifetime: Duration? = nil,
        clock: ManualClock = ManualClock(),
        executor: (any TaskExecutor)? = nil
    ) -> Cache<Int, Int> {
        let near: NearOptions<Int, Int>? = hasNear ? .entries(10_000) : nil
        let policy = CachePolicy(lifetime: lifetime, jitter: 0)
        let clock = NearClock(clock)
        guard hasRemote else { return Cache("numbers", near: near, policy: policy, clock: clock, executor: executor) }
        return Cache("numbers", near: near, remote: tier, policy: policy, clock: clock, executor: executor)
    }
}

/// A system of record with one number in it.
typealias Source = Counter

extension Cache where Key == Int, Value == Int {
    /// Reads a key whose loader must not be called.
    func valueWithoutLoad(for key: Int) async throws -> Int {
        try await value(for: key) { _ -> Int in throw UnexpectedLoad() }
    }
}

struct UnexpectedLoad: Error {}
