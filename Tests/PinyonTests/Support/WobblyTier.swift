import Pinyon
import PinyonTesting
import Synchronization

/// A remote tier that takes its time, fails now and then, before or after it has done what it was asked, and may lie.
final class WobblyTier: RemoteTier {
    enum Lie: CaseIterable, Sendable {
        /// Says that it has removed a key, and hasn't.
        case keepsWhatItRemoves
        /// Shows a removed value once more.
        case resurrects
        /// Stores some time after it has said so.
        case storesLate
    }

    struct Failure: Error {}

    private struct State {
        var random: Seeded
        var removed: [RemoteKey: RemoteEntry] = [:]
        var late: (key: RemoteKey, bytes: [UInt8])?
        var writing: Set<RemoteKey> = []
        var overlaps = 0
    }

    private let base: MemoryTier
    private let failures: Int
    private let lie: Lie?
    private let state: Mutex<State>

    init(seed: UInt64, clock: ManualClock, failures: Int = 0, lie: Lie? = nil) {
        base = MemoryTier(clock: clock)
        self.failures = failures
        self.lie = lie
        state = Mutex(State(random: Seeded(seed)))
    }

    /// How often two writes of one key were under way at the same time.
    var overlaps: Int { state.withLock { $0.overlaps } }

    func entry(for key: RemoteKey) async throws -> RemoteEntry? {
        try await wobble()
        let ghost = state.withLock { $0.removed.removeValue(forKey: key) }
        let entry = ghost ?? base.entry(for: key)
        try await wobble()
        return entry
    }

    func store(_ bytes: [UInt8], for key: RemoteKey, lifetime: Duration?) async throws {
        begin(key)
        defer { end(key) }
        try await wobble()
        if lie == .storesLate {
            let late = state.withLock { state in
                defer { state.late = (key, bytes) }
                return state.late
            }
            if let late { base.store(late.bytes, for: late.key, lifetime: nil) }
        } else {
            base.store(bytes, for: key, lifetime: lifetime)
        }
        try await wobble()
    }

    func remove(_ key: RemoteKey) async throws {
        begin(key)
        defer { end(key) }
        try await wobble()
        if lie == .resurrects, let entry = base.entry(for: key) { state.withLock { $0.removed[key] = entry } }
        if lie != .keepsWhatItRemoves { base.remove(key) }
        try await wobble()
    }

    func removeAll(in namespace: String) async throws {
        try await wobble()
        base.removeAll(in: namespace)
        try await wobble()
    }

    private func begin(_ key: RemoteKey) {
        state.withLock { state in
            if !state.writing.insert(key).inserted { state.overlaps += 1 }
        }
    }

    private func end(_ key: RemoteKey) {
        state.withLock { _ = $0.writing.remove(key) }
    }

    private func wobble() async throws {
        let (yields, fails) = state.withLock { state in
            (Int.random(in: 0...3, using: &state.random), state.random.chance(failures))
        }
        for _ in 0..<yields { await Task.yield() }
        if fails { throw Failure() }
    }
}
