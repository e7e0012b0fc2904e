import Pinyon
import PinyonTesting
import Synchronization

/// A remote tier whose calls a test can count, hold before or after they take effect, and let fail.
final class StagedTier: RemoteTier {
    enum Call: Hashable, Sendable {
        case entry
        case store
        case remove
        case removeAll
    }

    struct Failure: Error {}

    private struct State {
        var counts: [Call: Int] = [:]
        var holds: [Call: [Hold]] = [:]
        var failing: Set<Call> = []
        var keys: Set<RemoteKey> = []
        var lifetimes: [Duration?] = []
        var running: [RemoteKey: Int] = [:]
        var overlaps = 0
    }

    private let base: MemoryTier
    private let state = Mutex(State())

    init(clock: ManualClock = ManualClock()) {
        base = MemoryTier(clock: clock)
    }

    /// Stops the next call of a kind that is not promised to another hold.
    func hold(_ call: Call, _ moment: Hold.Moment = .before) -> Hold {
        let hold = Hold(moment)
        state.withLock { $0.holds[call, default: []].append(hold) }
        return hold
    }

    func fail(_ calls: Call...) { state.withLock { $0.failing = Set(calls) } }

    func count(_ call: Call) -> Int { state.withLock { $0.counts[call, default: 0] } }

    /// The lifetimes of all stores so far.
    var lifetimes: [Duration?] { state.withLock { $0.lifetimes } }

    /// How often two writes of one key were under way at the same time.
    var overlaps: Int { state.withLock { $0.overlaps } }

    /// The keys that were ever stored.
    var keys: [RemoteKey] { state.withLock { Array($0.keys) } }

    /// What is there now.
    var contents: [[UInt8]] { keys.compactMap { base.entry(for: $0)?.bytes } }

    /// Replaces all that is there, as another process might.
    func rewrite(_ change: ([UInt8]) -> [UInt8]) {
        for key in keys {
            guard let entry = base.entry(for: key) else { continue }
            base.store(change(entry.bytes), for: key, lifetime: entry.remaining)
        }
    }

    func entry(for key: RemoteKey) async throws -> RemoteEntry? {
        try await perform(.entry) { base.entry(for: key) }
    }

    func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) async throws {
        state.withLock { state in
            state.keys.insert(key)
            state.lifetimes.append(lifetime)
        }
        begin(key)
        defer { end(key) }
        try await perform(.store) { base.store(bytes, for: key, lifetime: lifetime) }
    }

    func remove(_ key: RemoteKey) async throws {
        begin(key)
        defer { end(key) }
        try await perform(.remove) { base.remove(key) }
    }

    func removeAll(in namespace: String) async throws {
        try await perform(.removeAll) { base.removeAll(in: namespace) }
    }

    private func perform<Result: Sendable>(_ call: Call, _ body: () -> Result) async throws -> Result {
        let (hold, isFailing) = state.withLock { state -> (Hold?, Bool) in
            state.counts[call, default: 0] += 1
            let isHeld = state.holds[call]?.isEmpty == false
            return (isHeld ? state.holds[call]?.removeFirst() : nil, state.failing.contains(call))
        }
        if let hold, hold.moment == .before { try await hold.pass() }
        if isFailing { throw Failure() }
        let result = body()
        if let hold, hold.moment == .after { try await hold.pass() }
        return result
    }

    private func begin(_ key: RemoteKey) {
        state.withLock { state in
            state.running[key, default: 0] += 1
            if state.running[key, default: 0] > 1 { state.overlaps += 1 }
        }
    }

    private func end(_ key: RemoteKey) {
        state.withLock { $0.running[key, default: 0] -= 1 }
    }
}

/// One call of a tier that stands still until a test lets it go.
final class Hold: Sendable {
    enum Moment: Sendable {
        /// The call has not taken effect yet.
        case before
        /// It has, and its reply is on the way.
        case after
    }

    let moment: Moment
    private let arrived = Gate()
    private let released = Gate()
    private let failure = Mutex<StagedTier.Failure?>(nil)

    init(_ moment: Moment) {
        self.moment = moment
    }

    /// Waits until the call is there.
    func reached() async { await arrived.wait() }

    /// Lets the call go on, or fail at the place where it stands.
    func release(failing: Bool = false) {
        if failing { failure.withLock { $0 = StagedTier.Failure() } }
        released.open()
    }

    fileprivate func pass() async throws {
        arrived.open()
        await released.wait()
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
